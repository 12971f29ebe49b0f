import { afterEach, describe, expect, it } from "vitest";
import type { Connector, Context, Exchange, Job, Outcome } from "#connectors/connector.ts";
import type { Fault } from "#connectors/fakes/faults.ts";
import type { FakeReply } from "#connectors/fakes/server.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { createMail } from "#connectors/mail.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

/** A destination that answers, and how to look behind it. */
export type Stage<Settings extends object, Credentials extends object> = {
  settings: Settings;
  credentials: Credentials;
  /** Must not be found in anything that is kept or shown. */
  secrets: string[];
  /**
   * The identities of the records made, one for each: the delivery's id where the connector's `identity` is "delivery".
   * A receiver that keeps repeats counts an identity once.
   */
  recordIds(): string[] | Promise<string[]>;
  fail(fault: Fault | null): void;
  close(): Promise<void>;
};

export type Harness<Settings extends object, Credentials extends object> = {
  connector: Connector<Settings, Credentials>;
  start(): Promise<Stage<Settings, Credentials>>;
  /** Values the destination takes. */
  values: Job["values"];
  /** An answer that blames one of `values`; null where a destination cannot say such a thing. */
  refusal: { reply: FakeReply; field: string } | null;
  /** Answers with a good status that are nevertheless no delivery. */
  wrongAnswers: FakeReply[];
  /** How a destination that does not speak HTTP says it; it cannot say Retry-After then. */
  replies?: Replies;
};

type Replies = { unauthorized: FakeReply; fault: (text: string) => FakeReply };

const HTTP_REPLIES: Replies = {
  unauthorized: { status: 401 },
  fault: (text) => ({ status: 500, headers: { "x-echo": text }, body: text }),
};

/** What every connector promises, tried over real HTTP. A connector's own test adds its code tables. */
export function describeConnector<Settings extends object, Credentials extends object>(
  name: string,
  harness: Harness<Settings, Credentials>,
): void {
  const { connector, replies = HTTP_REPLIES } = harness;
  const isOurs = connector.identity === "delivery";
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const tokens = createTokenCache({ now: () => now });
  const exchanges: Exchange[] = [];
  const said: string[] = [];
  let stage: Stage<Settings, Credentials> | undefined;

  async function open(): Promise<Stage<Settings, Credentials>> {
    exchanges.length = 0;
    said.length = 0;
    stage = await harness.start();
    return stage;
  }

  function contextOf({ settings, credentials }: Stage<Settings, Credentials>, timeoutMs = 10_000) {
    const record = (exchange: Exchange) => void exchanges.push(exchange);
    const options = { timeoutMs, allowedPrivateNetworks: ["127.0.0.0/8"], record, now: () => now };
    const [http, mail] = [createHttp(options), createMail(options)];
    return { settings, credentials, http, mail, tokens, now: () => now } satisfies Context<Settings, Credentials>;
  }

  async function deliver(
    on: Stage<Settings, Credentials>,
    given: Partial<Job> = {},
    timeoutMs?: number,
  ): Promise<Outcome> {
    const outcome = await connector.deliver(contextOf(on, timeoutMs), { ...jobWith(harness.values, now), ...given });
    if (outcome.kind !== "delivered") said.push(outcome.message);
    return outcome;
  }

  const failing = (reply: FakeReply): Fault => ({ when: "instead", requests: "writes", reply });

  describe(`${name} keeps the contract of connectors`, () => {
    afterEach(async () => {
      await stage?.close();
      const kept = JSON.stringify([exchanges, said]);
      for (const secret of stage?.secrets ?? []) {
        expect(kept).not.toContain(secret);
        expect(kept).not.toContain(encodeURIComponent(secret));
      }
      expect(kept).not.toMatch(/eyJ[\w-]{20}/);
    });

    it("makes one record, under the delivery's id where it says which", async () => {
      const on = await open();
      const outcome = await deliver(on);
      expect(outcome.kind).toBe("delivered");
      expect(await on.recordIds()).toEqual(isOurs ? [DELIVERY_ID] : [expect.any(String)]);
      expect(exchanges.at(-1)?.status).toBeGreaterThanOrEqual(200);
    });

    it.skipIf(connector.identity === "none")(
      "takes a record that is there already for a delivery and makes no second one",
      async () => {
        const on = await open();
        await deliver(on);
        const again = await deliver(on, { attempt: 2, previousUnknown: true });
        expect(again).toMatchObject({ kind: "delivered" });
        expect(again.kind === "delivered" && again.created).not.toBe(true);
        expect(await on.recordIds()).toHaveLength(1);
      },
    );

    it("makes one record when the answer to the first try is lost", async () => {
      const on = await open();
      await connector.test(contextOf(on));
      on.fail({ when: "after", requests: "writes", reply: "silence", times: 1 });
      expect(await deliver(on, {}, 500)).toMatchObject({ kind: "retry", code: "timeout", unknown: true });
      if (connector.identity === "none") return;
      expect(await deliver(on, { attempt: 2, previousUnknown: true })).toMatchObject({ kind: "delivered" });
      expect(await on.recordIds()).toHaveLength(1);
    });

    it("does not know whether a record was made when the connection breaks", async () => {
      const on = await open();
      on.fail({ when: "after", requests: "writes", reply: "reset" });
      expect(await deliver(on)).toMatchObject({ kind: "retry", code: "reset", unknown: true });
    });

    it("pauses when the credentials are refused", async () => {
      const on = await open();
      on.fail(failing(replies.unauthorized));
      expect(await deliver(on, { attempt: 3 })).toMatchObject({ kind: "pause", cause: "auth" });
      expect(await on.recordIds()).toEqual([]);
    });

    it.skipIf(harness.replies).each([
      ["seconds", "120"],
      ["an HTTP date", new Date(now.getTime() + 120_000).toUTCString()],
    ])("holds the whole destination as long as Retry-After says in %s", async (_form, header) => {
      const on = await open();
      on.fail(failing({ status: 429, headers: { "retry-after": header } }));
      const retryAt = new Date(now.getTime() + 120_000);
      expect(await deliver(on)).toMatchObject({ kind: "retry", throttle: true, retryAt });
    });

    it("tries again after a fault of the destination", async () => {
      const on = await open();
      on.fail(failing(replies.fault("<html>Internal Server Error</html>")));
      expect(await deliver(on)).toMatchObject({ kind: "retry" });
    });

    const { refusal } = harness;
    if (refusal) {
      it("names the field the destination refused", async () => {
        const on = await open();
        on.fail(failing(refusal.reply));
        expect(await deliver(on)).toMatchObject({ kind: "reject", fields: [{ field: refusal.field }] });
      });
    }

    it("never takes a wrong answer with a good status for a delivery", async () => {
      const on = await open();
      for (const reply of harness.wrongAnswers) {
        on.fail(failing(reply));
        expect((await deliver(on)).kind).toBe("retry");
        expect(await deliver(on, { attempt: 3 })).toMatchObject({ kind: "pause", cause: "config" });
      }
      expect(await on.recordIds()).toEqual([]);
    });

    it("keeps and shows no secret, even if the destination repeats it", async () => {
      const on = await open();
      const echo = on.secrets.flatMap((secret) => [secret, encodeURIComponent(secret), btoa(secret)]).join(" & ");
      on.fail(failing(replies.fault(echo)));
      await deliver(on);
      const kept = JSON.stringify([exchanges, said]);
      for (const secret of on.secrets) expect(kept).not.toContain(btoa(secret));
      expect(kept).toContain("••••");
    });

    it("passes its own test and writes nothing doing so", async () => {
      const on = await open();
      const { checks } = await connector.test(contextOf(on));
      expect(checks.length).toBeGreaterThan(0);
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(await on.recordIds()).toEqual([]);
      const words = messagesOf(connector.type);
      for (const check of checks) expect(words).toHaveProperty(["checks", check.name]);
    });

    const { remove } = connector;
    if (remove) {
      it("deletes a record it made, and is content when it is gone already", async () => {
        const on = await open();
        const made = await deliver(on);
        const externalId = made.kind === "delivered" ? (made.externalId ?? null) : null;
        const record = { deliveryId: DELIVERY_ID, externalId };
        expect(await remove(contextOf(on), record)).toBeNull();
        expect(await on.recordIds()).toEqual([]);
        expect(await remove(contextOf(on), record)).toBeNull();
      });
    }

    it("describes fields, and starts with a mapping that fills every required one", async () => {
      const on = await open();
      const fields = await connector.describe(contextOf(on));
      const names = fields.map((field) => field.name);
      const targets = connector.defaultMapping(fields).map(({ target }) => target);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining(targets));
      expect(targets).toEqual(
        expect.arrayContaining(fields.filter(({ required }) => required).map((field) => field.name)),
      );
    });

    it("has a form for exactly its settings and credentials, with words for all of it", async () => {
      const on = await open();
      const settings = connector.settingsSchema.parse(on.settings);
      const credentials = connector.credentialsSchema.parse(on.credentials);
      const keys = connector.form.map(({ key }) => key);
      expect(keys.toSorted()).toEqual(Object.keys({ ...settings, ...credentials }).toSorted());
      const words = messagesOf(connector.type);
      for (const { key, options = [] } of connector.form) {
        for (const word of [key, ...options.map((option) => `${key}-${option}`)]) expect(words).toHaveProperty([word]);
      }
      expect(JSON.stringify(connector.summarize(settings))).not.toMatch(/[?=]/);
    });
  });
}

const DELIVERY_ID = "0198f3c2-7a10-7c4e-9f55-3a1d2b4c5e6f";

function jobWith(values: Job["values"], now: Date): Job {
  const original = { body: Buffer.from('{ "UserDetails" : {} }'), contentType: "application/json; charset=utf-8" };
  return createJob({ deliveryId: DELIVERY_ID, now, values, original });
}

function messagesOf(type: string): unknown {
  return Object.entries(en.connectors).find(([name]) => name === type)?.[1];
}
