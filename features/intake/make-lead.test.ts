import fc from "fast-check";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { makeLead } from "#features/intake/make-lead.ts";
import { readPayload } from "#features/intake/read-payload.ts";
import { forgetEnv } from "#lib/env.ts";

beforeAll(() => {
  process.env.BUZON_SECRET = "a secret that only the tests know and nobody else";
  forgetEnv();
});

test("people whose e-mail addresses differ in one letter are never taken for one", () => {
  const letter = fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 });
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), letter, letter, fc.nat(), (text, one, other, place) => {
      const index = place % (text.length + 1);
      const [email, another] = [one, other].map(
        (inserted) => `x${text.slice(0, index)}${inserted}${text.slice(index)}@x.example`,
      );
      fc.pre(email?.toLowerCase() !== another?.toLowerCase());
      expect(keyOf({ Email: email })).not.toBe(keyOf({ Email: another }));
    }),
    { numRuns: 1_000 },
  );
});

test("without an e-mail address, people whose numbers differ are never taken for one", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1 });
  fc.assert(
    fc.property(digits, digits, (one, other) => {
      fc.pre(one !== other);
      expect(keyOf({ Phone: one })).not.toBe(keyOf({ Phone: other }));
    }),
    { numRuns: 1_000 },
  );
});

test("without both, people whose name or company differs are never taken for one", () => {
  const text = fc.constantFrom("a", "b", "a b", '","', "é", "e");
  fc.assert(
    fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), (one, other) => {
      fc.pre(one.join() !== other.join());
      expect(keyOf(named(one))).not.toBe(keyOf(named(other)));
    }),
    { numRuns: 1_000 },
  );
});

test("case, spaces and the way a number is written make no other person", () => {
  expect(keyOf({ Email: " SomeOne@Contoso.com " })).toBe(keyOf({ Email: "someone@contoso.com", Phone: "1" }));
  expect(keyOf({ Phone: "+1 (617) 555-5555" })).toBe(keyOf({ Phone: "16175555555" }));
});

test("letters in a number count", () => {
  expect(keyOf({ Phone: "555-CALL-NOW" })).not.toBe(keyOf({ Phone: "555-HELP-ME" }));
});

test("a lead that says too little about its person shares it with no other", () => {
  for (const person of [{ Company: "Contoso" }, { FirstName: "Ada" }, { Phone: "n/a" }, { Title: "CTO" }]) {
    expect(keyOf(person)).not.toBe(keyOf(person));
  }
});

test("the person's key does not show what it was made from", () => {
  expect(keyOf({ Email: "ada@example.com" })).not.toContain("ada");
});

test("a search finds name, company, e-mail, offer and message without case and accents, and is bounded", () => {
  const body = {
    FirstName: "Zoë",
    LastName: "Núñez",
    Company: "Øster",
    Email: "Z@B.example",
    OfferTitle: "Straße",
    Description: "Olá",
  };
  expect(leadOf(body).searchText).toBe("zoe nunez oster z@b.example strasse ola");
  expect(leadOf({ Description: "é".repeat(100_000) }).searchText).toHaveLength(8_000);
});

function named([FirstName, LastName, Company]: [string, string, string]) {
  return { FirstName, LastName, Company };
}

function keyOf(person: object): string {
  return leadOf(person).personKey;
}

function leadOf(body: object) {
  const verdict = readPayload(Buffer.from(JSON.stringify(body)), null);
  if (!verdict.ok) throw new Error(verdict.code);
  return makeLead(v7(), { workspaceId: v7(), id: v7(), endpointId: v7(), receivedAt: new Date() }, verdict.payload);
}
