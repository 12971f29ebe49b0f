import type { AbstractIntlMessages } from "next-intl";

/**
 * What leaves in the browser say, by the part of the application that sends it: `everywhere` goes with every document,
 * and what only the pages below a section need goes with theirs. Most messages are said on the server and stay there.
 * client-messages.test.ts names what is missing and what nobody needs.
 */
export const CLIENT_MESSAGES = {
  everywhere: [
    "action",
    "apiKeys",
    "bulk",
    "bulkChanges",
    "delivery",
    "deliveryState",
    "endpoint",
    "endpoints",
    "failure",
    "inbox",
    "keys",
    "lead",
    "leadExport",
    "leadStatus",
    "live",
    "marketplace",
    "missing",
    "newPassword",
    "note",
    "palette",
    "reports.period",
    "settings",
    "setup",
    "shell",
    "signIn",
    "testLead",
    "throttle",
    "ui",
    "views",
  ],
  deliveries: ["deliveries", "replay"],
  destinations: [
    "connectors",
    "destinations",
    "errorWords",
    "leadFields",
    "mapping",
    "mappingTest",
    "mappingVersions",
    "routing",
    "testRecord",
  ],
};

export type Section = keyof typeof CLIENT_MESSAGES;

/** The messages that the browser needs below this section. */
export function clientMessages(messages: AbstractIntlMessages, section: Section): AbstractIntlMessages {
  const paths =
    section === "everywhere"
      ? CLIENT_MESSAGES.everywhere
      : [...CLIENT_MESSAGES.everywhere, ...CLIENT_MESSAGES[section]];
  return pick(
    messages,
    paths.map((path) => path.split(".")),
  );
}

/** The branches of a tree that lie on one of the paths. */
function pick(messages: AbstractIntlMessages, paths: string[][]): AbstractIntlMessages {
  const branches = Object.entries(messages).flatMap(([name, branch]) => {
    const rests = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (rests.length === 0) return [];
    const isWhole = typeof branch === "string" || rests.some(({ length }) => length === 0);
    return [[name, isWhole ? branch : pick(branch, rests)] as const];
  });
  return Object.fromEntries(branches);
}
