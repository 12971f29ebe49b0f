import fc from "fast-check";
import { expect, test } from "vitest";
import { localText, type TimeWriter, utcText } from "#lib/time-text.ts";

const times = fc.array(fc.date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }));

function texts(writer: TimeWriter, dates: Date[]): string[] {
  return dates.map((date) => {
    writer.write(date.getTime());
    return writer.bytes.toString();
  });
}

test("a time in UTC is what the language itself makes of it, one after another in any order", () => {
  fc.assert(
    fc.property(times, (dates) => {
      expect(texts(utcText(), dates)).toEqual(dates.map((date) => date.toISOString()));
    }),
  );
});

test.each(["Europe/Madrid", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "UTC"])(
  "a local time in %s is what its clocks showed",
  (timeZone) => {
    const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    fc.assert(
      fc.property(times, (dates) => {
        expect(texts(localText(timeZone), dates)).toEqual(dates.map((date) => clock.format(date)));
      }),
    );
  },
);

test("clocks are turned at the very second", () => {
  const before = new Date("2026-03-29T00:59:59.999Z");
  const after = new Date("2026-03-29T01:00:00.000Z");
  expect(texts(localText("Europe/Madrid"), [before, after])).toEqual(["2026-03-29 01:59:59", "2026-03-29 03:00:00"]);
});
