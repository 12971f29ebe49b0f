import { and, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { deliveriesOfLead } from "#features/deliveries/deliveries-of-lead.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
