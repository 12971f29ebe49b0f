import { z } from "zod";
import { LEAD_ACTIONS, MARKETPLACES } from "#features/leads/lead-words.ts";

/** What is known of a lead at the moment it arrives, in the words of the inbox's filter (lead-filter.ts). */
export const CONDITION_FIELDS = ["action", "marketplace", "offer", "country"] as const;
export type ConditionField = (typeof CONDITION_FIELDS)[number];

export const MAX_RULES = 50;
const MAX_CHOICES = 50;
const text = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\0]*$/);
const choices = <Choice extends string>(choice: z.ZodType<Choice>) => z.array(choice).max(MAX_CHOICES).default([]);

const rule = z.object({
  /** All of them must hold; several values of one field are alternatives. */
  when: z.object({
    action: choices(z.enum(LEAD_ACTIONS)),
    marketplace: choices(z.enum(MARKETPLACES)),
    offer: choices(text),
    country: choices(text),
  }),
  decision: z.enum(["send", "skip"]),
});

/** Which leads a destination gets, as its row keeps it. Null, as with a new destination, is every lead. */
export const routing = z
  .object({
    /** From top to bottom; the first one that holds decides. */
    rules: z.array(rule).max(MAX_RULES),
    /** For leads that no rule names. */
    otherwise: z.enum(["send", "skip"]),
    /** Kinds of leads that no destination gets unless somebody unlocked it there. */
    unlocked: z.object({ test: z.boolean(), doNotContact: z.boolean(), repeats: z.boolean() }),
  })
  .nullable()
  .transform((given) => given ?? EVERY_LEAD);

export type Rule = z.infer<typeof rule>;
export type Routing = {
  rules: Rule[];
  otherwise: "send" | "skip";
  unlocked: { test: boolean; doNotContact: boolean; repeats: boolean };
};

export const EVERY_LEAD: Routing = {
  rules: [],
  otherwise: "send",
  unlocked: { test: false, doNotContact: false, repeats: false },
};

/** What it comes to, for a line in a list: no lead, what `rules` say, every lead but the locked kinds, or some of those too. */
export function routingKind({ rules, otherwise, unlocked }: Routing): "none" | "rules" | "all" | "unlocked" {
  if (rules.length > 0) return "rules";
  if (otherwise === "skip") return "none";
  return Object.values(unlocked).includes(true) ? "unlocked" : "all";
}
