import type { SendMail } from "#connectors/connector.ts";

/** For the tests of connectors that send no mail. */
export const noMail: SendMail = async () => {
  throw new Error("This connector sends no mail");
};
