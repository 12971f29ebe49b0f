import { parseArgs } from "node:util";
import { askPassword } from "#bin/ask-password.ts";
import { seedDemo } from "#bin/seed-demo.ts";
import { closeDatabase } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { provideDatabase } from "#db/provide-database.ts";
import { role } from "#db/schema.ts";
import { listEndpointUrls } from "#features/endpoints/list-endpoint-urls.ts";
import { resetPassword } from "#features/people/change-password.ts";
import { createUser } from "#features/people/create-user.ts";
import { prepareFirstRun } from "#features/people/first-run.ts";
import { MIN_PASSWORD_LENGTH } from "#features/people/password.ts";
import { provideSecret, recallPort } from "#lib/data-directory.ts";

const USAGE = `npm run buzon -- <command>

  endpoints                                           every endpoint with its address, as JSON
  user:create --email E --name N [--role ${role.enumValues.join("|")}]
  user:reset-password --email E                       ends the person's sessions
  seed:demo --leads N [--deliver]                     invented leads, for trying Buzón out

Passwords are asked for, or read from standard input. Commands work while Buzón runs and while it does not.`;

const COMMANDS: Record<string, (options: Options) => Promise<void>> = {
  endpoints: async () => {
    console.log(JSON.stringify(await listEndpointUrls(), null, 2));
  },
  "user:create": async ({ email = "", name = "", role: given = "admin" }) => {
    const chosen = role.enumValues.find((each) => each === given);
    if (!chosen) throw new Error(`--role is one of ${role.enumValues.join(", ")}.`);
    const made = await createUser({ email, name, role: chosen, password: await askPassword() });
    if (!made.ok) throw new Error(REASONS[made.code]);
    console.log(`${email} can sign in now.`);
  },
  "user:reset-password": async ({ email = "" }) => {
    const reset = await resetPassword(email, await askPassword());
    if (!reset.ok) throw new Error(REASONS[reset.code]);
    console.log(`${email} can sign in with the new password; older sessions have ended.`);
  },
  "seed:demo": async ({ leads = "", deliver }) => {
    const count = Number(leads);
    if (!Number.isInteger(count) || count < 1) throw new Error("--leads is how many leads to invent, from 1 on.");
    await seedDemo(count, deliver === true);
  },
};

const REASONS = {
  email_invalid: "--email is not an e-mail address.",
  email_taken: "Somebody has this e-mail address already.",
  name_missing: "--name is missing.",
  password_too_short: `The password needs at least ${MIN_PASSWORD_LENGTH} characters.`,
  user_not_found: "Nobody has this e-mail address.",
};

const OPTIONS = {
  email: { type: "string" },
  name: { type: "string" },
  role: { type: "string" },
  leads: { type: "string" },
  deliver: { type: "boolean" },
  "password-stdin": { type: "boolean" },
} as const;

type Options = ReturnType<typeof parseOptions>;

function parseOptions(args: string[]) {
  return parseArgs({ args, options: OPTIONS, strict: true }).values;
}

/** Administration without a browser: `npm run buzon -- <command>`. */
export async function buzon([name = "", ...args]: string[]): Promise<void> {
  const command = COMMANDS[name];
  if (!command) throw new Error(USAGE);
  const options = parseOptions(args);

  recallPort();
  provideSecret();
  const database = await provideDatabase({ beside: true });
  try {
    await migrateDatabase(database.url);
    // Before the first start there is no workspace yet. Later this would void a set-up link that is on somebody's screen.
    if ((await listEndpointUrls()).length === 0) await prepareFirstRun();
    await command(options);
  } finally {
    await closeDatabase();
    await database.stop();
  }
}
