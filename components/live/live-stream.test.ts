import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LiveNews, type LiveState, openLiveStream } from "#components/live/live-stream.ts";

const ANYTHING = { arrived: "many", changed: "many", at: null };

/** The browser's part: https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface */
class FakeEventSource extends EventTarget {
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static all: FakeEventSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor() {
    super();
    FakeEventSource.all.push(this);
  }
  open() {
    this.readyState = FakeEventSource.OPEN;
    this.onopen?.();
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
}

let news: LiveNews[];
let states: LiveState[];
let answer: () => Promise<{ status: number; ok: boolean }>;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("fetch", () => answer());
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
  FakeEventSource.all = [];
  news = [];
  states = [];
  answer = async () => ({ status: 200, ok: true });
  stop = openLiveStream({ onNews: (one) => news.push(one), onState: (state) => states.push(state) });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("hands on what the server says", () => {
  source().open();
  source().onmessage?.({ data: '{"arrived":[7],"changed":[],"at":5}' });
  expect(news).toEqual([{ arrived: [7], changed: [], at: 5 }]);
  expect(states).toEqual(["live"]);
});

test("after a gap says that anything may have happened, and after the first opening nothing", () => {
  source().open();
  expect(news).toEqual([]);
  source().fail(0);
  source().open();
  expect(news).toEqual([ANYTHING]);
});

test("a gap that is over soon is no loss", async () => {
  source().open();
  source().fail(0);
  await vi.advanceTimersByTimeAsync(1_000);
  source().open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states).not.toContain("lost");
  expect(states).not.toContain("asking");
});

test("without a stream asks every half a minute, and says so when even that fails", async () => {
  source().fail(FakeEventSource.CLOSED);
  await vi.advanceTimersByTimeAsync(4_000);
  expect([states, news]).toEqual([["asking"], [ANYTHING]]);
  answer = () => Promise.reject(new TypeError("Failed to fetch"));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(states.at(-1)).toBe("lost");
  answer = async () => ({ status: 200, ok: true });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(states.at(-1)).toBe("asking");
});

test("tries for a stream again where the browser has given up", async () => {
  source().fail(FakeEventSource.CLOSED);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeEventSource.all).toHaveLength(2);
  source().open();
  expect(states.at(-1)).toBe("live");
});

test("makes a new stream where the old one is silent for longer than the server ever is", async () => {
  source().open();
  await vi.advanceTimersByTimeAsync(60_000);
  source().dispatchEvent(new Event("beat"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeEventSource.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(FakeEventSource.all).toHaveLength(2);
});

test("ends with the session", async () => {
  answer = async () => ({ status: 401, ok: false });
  source().fail(FakeEventSource.CLOSED);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(states).toEqual(["ended"]);
  expect(FakeEventSource.all).toHaveLength(1);
});

function source(): FakeEventSource {
  const newest = FakeEventSource.all.at(-1);
  if (!newest) throw new Error("A stream is made at once");
  return newest;
}
