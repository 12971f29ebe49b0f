import { expect, test } from "vitest";
import { readPayload } from "#features/intake/read-payload.ts";
import { makeTestMarker } from "#features/intake/test-marker.ts";
import { sample } from "#features/intake/testing/samples.ts";
import { understandPayload } from "#features/intake/understand-payload.ts";

test.each([
  ["AzureMarketplace", { marketplace: "azure_marketplace", action: null, offerId: null }],
  ["AzurePortal-Create", { marketplace: "azure_portal", action: "purchase", actionCode: "Create" }],
  [
    "SPZA-PLT|contoso.contoso-app",
    { marketplace: "appsource", action: "contact", publisher: "contoso", offerId: "contoso-app" },
  ],
  ["AppSource (SPZA)-PLT|contoso.app", { marketplace: "appsource", action: "contact", offerId: "app" }],
  ["appsource-plt", { marketplace: "appsource", action: "contact" }],
  [
    "AzureMarketplace-INS|checkpoint.check-point-r77-10sg-byol",
    { action: "install", publisher: "checkpoint", offerId: "check-point-r77-10sg-byol" },
  ],
  [
    "TestDrive-StartTestDrive|docusign.3701c77e-1cfa-4c56-91e6-3ed0b622145a",
    { marketplace: "test_drive", action: "test_drive", publisher: "docusign" },
  ],
  [
    "AppSource-INS|My Offer - the best | ever",
    { offerTitle: "My Offer - the best | ever", publisher: null, offerId: null },
  ],
  ["Some-Thing", { marketplace: "other", action: null, actionCode: null }],
  ["Some-Thing|a.b", { marketplace: "other", action: "other", actionCode: "Thing", publisher: "a", offerId: "b" }],
  ["|", { marketplace: null, action: null, offerTitle: null }],
  ["-", { marketplace: "other", action: null }],
])("the lead source %j is understood", (LeadSource, meaning) => {
  expect(understood({ LeadSource })).toMatchObject(meaning);
});

test.each([
  ["INS", "install"],
  ["ins", "install"],
  ["PLT", "contact"],
  ["DNC", "dnc"],
  ["Create", "purchase"],
  ["StartTestDrive", "test_drive"],
  ["STARTTESTDRIVE", "test_drive"],
  ["CNT", "other"],
  ["constructor", "other"],
])("the action code %s is %s and stays as it was sent", (ActionCode, action) => {
  expect(understood({ ActionCode })).toMatchObject({ action, actionCode: ActionCode });
});

test("the action code goes before the one inside the lead source", () => {
  expect(understood({ ActionCode: "PLT", LeadSource: "SPZA-INS|a.b" })).toMatchObject({ action: "contact" });
});

test("do not contact holds wherever it stands", () => {
  expect(understood({ ActionCode: "dnc" })).toMatchObject({ action: "dnc", doNotContact: true });
  expect(understood({ LeadSource: "SPZA-DNC|a.b" })).toMatchObject({ action: "dnc", doNotContact: true });
  expect(understood({ ActionCode: "PLT", LeadSource: "SPZA-DNC|a.b" })).toMatchObject({
    action: "contact",
    doNotContact: true,
  });
  expect(understood({ ActionCode: "PLT" })).toMatchObject({ doNotContact: false });
});

test.each([
  [
    "We have 40 users.\r\nCan you demo on Tuesday?",
    { message: "We have 40 users.\r\nCan you demo on Tuesday?", campaign: {} },
  ],
  ["Campaigns: blogpost_12", { message: null, campaign: { campaigns: "blogpost_12" } }],
  ["Campaigns: ", { message: null, campaign: {} }],
  [" ", { message: null, campaign: {} }],
  [
    '{"mktcmpid":"1234","partnerid":98765,"src":null}',
    { message: null, campaign: { mktcmpid: "1234", partnerid: "98765" } },
  ],
  ['{"__proto__":"x","a":{"b":1}}', { message: null, campaign: { a: '{"b":1}' } }],
  ["{{7*7}}", { message: "{{7*7}}", campaign: {} }],
  ["{not json}", { message: "{not json}", campaign: {} }],
  ["MSFT_TEST_636573304831318844", { message: null, campaign: {} }],
  ["Test run through Power Automate", { message: "Test run through Power Automate", campaign: {} }],
])("the description %j is understood", (Description, meaning) => {
  expect(understood({ Description })).toMatchObject(meaning);
});

test("a description that is an object holds parameters too", () => {
  expect(understood({ Description: { mktcmpid: "1234" } })).toMatchObject({
    message: null,
    campaign: { mktcmpid: "1234" },
  });
});

test("Microsoft's test lead is known by its marker, which says when it was made", () => {
  const lead = understandPayload(payloadOf(sample("test-lead-https-repaired")));
  expect(lead).toMatchObject({ isTest: true, testSentAt: new Date("2018-03-22T15:48:03.131Z"), message: null });
});

test.each(["Company", "Description", "LeadSource", "OfferTitle", "Unknown"])(
  "a marker in %s alone makes a test lead",
  (key) => {
    expect(understood({ Email: "a@b.example", [key]: "MSFT_TEST_636737558587117715" })).toMatchObject({
      isTest: true,
      testSentAt: new Date("2018-09-28T18:24:18.711Z"),
    });
  },
);

test.each(["MSFT_TEST_63657330483131884", "MSFT_TEST_6365733048313188441", "MSFT_TEST_"])(
  "%s is no marker",
  (Company) => {
    expect(understood({ Company })).toMatchObject({ isTest: false, testSentAt: null });
  },
);

test("a marker that we make says the time it was made at", () => {
  const at = new Date("2026-07-01T12:34:56.789Z");
  expect(understood({ Company: makeTestMarker(at) })).toMatchObject({ isTest: true, testSentAt: at });
});

test("the country is resolved and what cannot be resolved stays", () => {
  expect(understood({ Country: "USA" })).toMatchObject({ countryCode: "US" });
  expect(understood({ Country: "Atlantis" })).toMatchObject({ countryCode: null });
  expect(understood({})).toMatchObject({ countryCode: null });
});

function understood(body: object) {
  return understandPayload(payloadOf(Buffer.from(JSON.stringify({ Title: "CTO", ...body }))));
}

function payloadOf(body: Buffer) {
  const verdict = readPayload(body, null);
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.payload;
}
