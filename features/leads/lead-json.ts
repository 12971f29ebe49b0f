import { z } from "zod";
import { type ExportColumn, exportColumns } from "#features/leads/export-columns.ts";
import { CLOSE_REASONS, LEAD_ACTIONS, LEAD_STATUSES, MARKETPLACES } from "#features/leads/lead-words.ts";

const asSent = (what: string) => z.string().nullable().describe(`${what}, as it was sent.`);
const time = z.iso.datetime().describe("UTC.");

const note = z.object({
  text: z.string(),
  author: z.string().nullable(),
  created_at: time,
});

const forwarding = z.object({
  destination: z.string().describe("The name of the destination."),
  connector: z.string(),
  state: z.enum(["queued", "sending", "delivered", "skipped", "held", "failed", "cancelled"]),
  delivered_at: time.nullable(),
  url: z.string().nullable().describe("The record at the destination, where it has an address."),
});

/**
 * A lead as programs read it: the contract of `GET /api/leads`, and with some of its keys that of a JSON lines export. The
 * keys are the columns of the CSV. What is not known is null, never absent.
 */
export const leadJson = z
  .object({
    number: z
      .string()
      .regex(/^L-\d+$/)
      .describe("What people call the lead. Unique in the workspace."),
    first_name: asSent("First name"),
    last_name: asSent("Last name"),
    email: asSent("E-mail"),
    phone: asSent("Telephone number"),
    company: asSent("Company"),
    job_title: asSent("Job title"),
    country: asSent("Country"),
    country_code: z.string().nullable().describe("ISO 3166-1 alpha-2, where the country is one."),
    offer_title: asSent("Title of the offer"),
    publisher: z.string().nullable().describe("Publisher id."),
    offer_id: z.string().nullable(),
    action: z
      .enum(LEAD_ACTIONS)
      .exclude(["none"])
      .nullable()
      .describe("What the customer did; `other` is a code that Buzón does not know."),
    action_code: asSent("Microsoft's code of the action"),
    marketplace: z.enum(MARKETPLACES).exclude(["none"]).nullable(),
    lead_source: asSent("Microsoft's LeadSource"),
    received_at: time.describe("When the lead came, UTC."),
    status: z.enum(LEAD_STATUSES),
    close_reason: z.enum(CLOSE_REASONS).nullable(),
    owner: z.string().nullable().describe("The name of the person who looks after the lead."),
    tags: z.array(z.string()),
    follow_up_on: z.iso.date().nullable().describe("The day somebody means to come back to it."),
    message: z.string().nullable().describe("The customer's own words."),
    campaign: z.record(z.string(), z.string()).describe("Parameters of the link to the listing, such as utm_source."),
    notes: z.array(note).describe("The team's notes, the oldest first."),
    forwarding: z.array(forwarding).describe("How far the lead has come at each destination."),
    do_not_contact: z.boolean().describe("Microsoft asks not to contact this person."),
    test: z.boolean(),
  })
  .meta({ id: "Lead" });

export type LeadJson = z.infer<typeof leadJson>;

/** The keys of `leadJson`, as columns. */
export const JSON_COLUMNS: ExportColumn[] = exportColumns([
  "name",
  "email",
  "phone",
  "company",
  "title",
  "country",
  "offer",
  "action",
  "received",
  "status",
  "message",
  "notes",
  "forwarding",
]).filter((column) => column in leadJson.shape);

export const MAX_PAGE_LEADS = 200;
export const API_SORTS = ["-received", "received"] as const;

/** One page of `GET /api/leads`. */
export const leadPageJson = z
  .object({
    leads: z.array(leadJson).max(MAX_PAGE_LEADS),
    next_cursor: z.string().nullable().describe("The `cursor` of the next page; null on the last one."),
  })
  .meta({ id: "LeadPage" });

export type LeadPageJson = z.infer<typeof leadPageJson>;
