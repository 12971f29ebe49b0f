import { type Dice, diceFor } from "#bin/demo/dice.ts";
import { CAMPAIGNS, LOCAL_MESSAGES, MESSAGES } from "#bin/demo/messages.ts";
import { OFFERS } from "#bin/demo/offers.ts";
import { demoPerson } from "#bin/demo/people.ts";
import { makeTestMarker } from "#features/intake/test-marker.ts";

/**
 * The body of an invented lead: the same number always gives the same person and deed, at example domains. Number 0 is
 * the newest. Now and then it is the test lead that Partner Center sends when somebody validates the address.
 */
export function demoLead(number: number, receivedAt: Date): object {
  const dice = diceFor(number);
  if (number % 97 === TEST_LEAD) return testLead(receivedAt, dice);
  const offer = dice.pickEarly(OFFERS);
  const [source, action] = dice.pick(DEEDS);
  const isReturning = dice.isLucky(RETURNING_PERCENT);
  const { person, culture } = demoPerson(isReturning ? number + dice.upTo(RETURNING_WITHIN) : number);
  const messages = (dice.isLucky(60) && LOCAL_MESSAGES[culture]) || MESSAGES;
  return {
    UserDetails: person,
    LeadSource: dice.isLucky(10) ? source : `${source}-${action}|${offer.id}`,
    ActionCode: action,
    OfferTitle: dice.isLucky(1) ? "" : offer.title,
    Description: descriptionOf(action, messages, dice),
  };
}

const TEST_LEAD = 15;

/** So many do something a second time: the person of an older lead comes back. */
const RETURNING_PERCENT = 12;
const RETURNING_WITHIN = 400;

function descriptionOf(action: string, messages: string[], dice: Dice): string {
  if (action === "PLT") return dice.isLucky(75) ? dice.pick(messages).replace("#", String(dice.upTo(900))) : "";
  if (!dice.isLucky(20)) return "";
  return dice.isLucky(80) ? JSON.stringify(dice.pick(CAMPAIGNS)) : "Campaigns: blogpost_12";
}

/** The shape and the values of Microsoft's lead-management-faq.yml. */
function testLead(receivedAt: Date, dice: Dice): object {
  const marker = makeTestMarker(receivedAt);
  return {
    UserDetails: {
      FirstName: marker,
      LastName: marker,
      Email: `${marker}@test.com`,
      Phone: "1234567890",
      Country: "US",
      Company: marker,
      Title: marker,
    },
    LeadSource: "AzureMarketplace",
    ActionCode: "INS",
    OfferTitle: dice.pickEarly(OFFERS).title,
    Description: marker,
  };
}

/** Source and action, as often as an ordinary publisher sees them; the last ones nobody has documented. */
const DEEDS: [string, string][] = [
  ...times(37, "SPZA", "PLT"),
  ...times(3, "AppSource (SPZA)", "PLT"),
  ...times(25, "AzureMarketplace", "INS"),
  ...times(7, "SPZA", "INS"),
  ...times(11, "AzurePortal", "Create"),
  ...times(9, "TestDrive", "StartTestDrive"),
  ...times(3, "AzureMarketplace", "PLT"),
  ...times(3, "SPZA", "DNC"),
  ...times(1, "AzureMarketplace", "CNT"),
  ...times(1, "Saas Marketplace", ""),
];

function times(count: number, source: string, action: string): [string, string][] {
  return Array.from({ length: count }, () => [source, action]);
}
