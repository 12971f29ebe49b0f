/** Something to do once before a command can run. */
export type Step = { title: string; isNeeded(): boolean; take(): Promise<void> };

const REPORT_EVERY_SECONDS = 15;

/**
 * Takes the steps that are needed, one after another, and says which one of how many it is at and for how long.
 * `last` names what the caller does afterwards.
 */
export async function takeSteps(steps: Step[], last: string): Promise<void> {
  const needed = steps.filter((step) => step.isNeeded());
  const total = needed.length + 1;
  for (const [index, step] of needed.entries()) {
    await withProgress(`${step.title} (${index + 1} of ${total}) ...`, step.take);
  }
  console.log(total > 1 ? `${last} (${total} of ${total}) ...` : `${last} ...`);
}

async function withProgress(title: string, work: () => Promise<void>): Promise<void> {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const { isTTY } = process.stdout;
  process.stdout.write(isTTY ? title : `${title}\n`);
  const timer = setInterval(
    () => process.stdout.write(isTTY ? `\r${title} ${seconds()} s` : `${title} ${seconds()} s\n`),
    isTTY ? 1_000 : REPORT_EVERY_SECONDS * 1_000,
  );
  try {
    await work();
    process.stdout.write(`${isTTY ? "\r" : ""}${title} done in ${seconds()} s\n`);
  } catch (error) {
    process.stdout.write(isTTY ? "\n" : "");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
