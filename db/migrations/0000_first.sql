CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."attempt_outcome" AS ENUM('delivered', 'retry', 'reject', 'pause');--> statement-breakpoint
CREATE TYPE "public"."attempt_trigger" AS ENUM('auto', 'replay', 'bulk', 'release');--> statement-breakpoint
CREATE TYPE "public"."delivery_state" AS ENUM('queued', 'sending', 'delivered', 'skipped', 'held', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."destination_state" AS ENUM('active', 'paused');--> statement-breakpoint
CREATE TYPE "public"."lead_status" AS ENUM('new', 'contacted', 'qualified', 'closed');--> statement-breakpoint
CREATE TYPE "public"."receipt_state" AS ENUM('pending', 'lead', 'repeat', 'unreadable', 'too_large');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('admin', 'editor', 'member', 'viewer');--> statement-breakpoint
CREATE TABLE "attempts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"trigger" "attempt_trigger" NOT NULL,
	"outcome" "attempt_outcome" NOT NULL,
	"code" text,
	"message" text,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mapping_version" integer,
	"values" jsonb,
	"exchanges" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "attempts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_events_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"destination_id" uuid NOT NULL,
	"person_key" text NOT NULL,
	"state" "delivery_state" NOT NULL,
	"skip_reason" text,
	"next_attempt_at" timestamp with time zone,
	"next_trigger" "attempt_trigger" DEFAULT 'auto' NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_token" uuid,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"first_attempt_at" timestamp with time zone,
	"previous_unknown" boolean DEFAULT false NOT NULL,
	"steps" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"mapping_version" integer,
	"external_id" text,
	"external_url" text,
	"last_problem" jsonb,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "deliveries_pair" UNIQUE("workspace_id","lead_id","destination_id")
);
--> statement-breakpoint
CREATE TABLE "destinations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connector" text NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL,
	"credentials_sealed" text,
	"credential_tails" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" "destination_state" DEFAULT 'active' NOT NULL,
	"pause_reason" jsonb,
	"paused_at" timestamp with time zone,
	"next_allowed_at" timestamp with time zone,
	"fields" jsonb,
	"fields_read_at" timestamp with time zone,
	"live_mapping_version" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "destinations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "endpoint_keys" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"key_sealed" text NOT NULL,
	"key_tail" text NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endpoint_keys_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "endpoint_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "endpoints" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"rate_per_second" integer DEFAULT 20 NOT NULL,
	"burst" integer DEFAULT 200 NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endpoints_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "lead_events" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"type" text NOT NULL,
	"user_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_events_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "lead_reads" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_reads_workspace_id_user_id_lead_id_pk" PRIMARY KEY("workspace_id","user_id","lead_id")
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"receipt_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"first_name" text,
	"last_name" text,
	"email" text,
	"phone" text,
	"country" text,
	"company" text,
	"title" text,
	"lead_source" text,
	"action_code" text,
	"offer_title" text,
	"description" text,
	"action" text,
	"marketplace" text,
	"publisher" text,
	"offer_id" text,
	"country_code" text,
	"message" text,
	"campaign" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_test" boolean DEFAULT false NOT NULL,
	"test_sent_at" timestamp with time zone,
	"do_not_contact" boolean DEFAULT false NOT NULL,
	"person_key" text NOT NULL,
	"repeat_count" integer DEFAULT 0 NOT NULL,
	"search_text" text NOT NULL,
	"status" "lead_status" DEFAULT 'new' NOT NULL,
	"owner_id" uuid,
	"first_touch_at" timestamp with time zone,
	CONSTRAINT "leads_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mappings" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"destination_id" uuid NOT NULL,
	"version" integer,
	"rows" jsonb NOT NULL,
	"note" text,
	"updated_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "mappings_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "mappings_version" UNIQUE NULLS NOT DISTINCT("workspace_id","destination_id","version")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "role" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"state" "receipt_state" NOT NULL,
	"body" "bytea" NOT NULL,
	"body_bytes" integer NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"headers" jsonb NOT NULL,
	"remote_address" text NOT NULL,
	"problem" jsonb,
	"lead_id" uuid,
	CONSTRAINT "receipts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "refusals" (
	"day" text NOT NULL,
	"reason" text NOT NULL,
	"endpoint_id" uuid,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refusals_key" UNIQUE NULLS NOT DISTINCT("day","reason","endpoint_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"wait_until" timestamp with time zone,
	"last_failed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"language" text DEFAULT 'en' NOT NULL,
	"time_zone" text,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"last_lead_number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_workspace_id_delivery_id_deliveries_workspace_id_id_fk" FOREIGN KEY ("workspace_id","delivery_id") REFERENCES "public"."deliveries"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_id_destination_id_destinations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","destination_id") REFERENCES "public"."destinations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoint_keys" ADD CONSTRAINT "endpoint_keys_workspace_id_endpoint_id_endpoints_workspace_id_id_fk" FOREIGN KEY ("workspace_id","endpoint_id") REFERENCES "public"."endpoints"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_events" ADD CONSTRAINT "lead_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_events" ADD CONSTRAINT "lead_events_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_reads" ADD CONSTRAINT "lead_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_reads" ADD CONSTRAINT "lead_reads_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_workspace_id_endpoint_id_endpoints_workspace_id_id_fk" FOREIGN KEY ("workspace_id","endpoint_id") REFERENCES "public"."endpoints"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_workspace_id_receipt_id_receipts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","receipt_id") REFERENCES "public"."receipts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mappings" ADD CONSTRAINT "mappings_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mappings" ADD CONSTRAINT "mappings_workspace_id_destination_id_destinations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","destination_id") REFERENCES "public"."destinations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_number" ON "attempts" USING btree ("workspace_id","delivery_id","number");--> statement-breakpoint
CREATE INDEX "attempts_problems" ON "attempts" USING btree ("workspace_id","started_at") WHERE outcome <> 'delivered';--> statement-breakpoint
CREATE INDEX "audit_events_newest" ON "audit_events" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("destination_id","next_attempt_at","id") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "deliveries_leased" ON "deliveries" USING btree ("lease_until") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "deliveries_open_by_person" ON "deliveries" USING btree ("destination_id","person_key","id") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_unsettled" ON "deliveries" USING btree ("workspace_id","state","id") WHERE state in ('queued', 'sending', 'held', 'failed');--> statement-breakpoint
CREATE INDEX "deliveries_delivered" ON "deliveries" USING btree ("workspace_id","destination_id","delivered_at") WHERE state = 'delivered';--> statement-breakpoint
CREATE INDEX "lead_events_by_lead" ON "lead_events" USING btree ("workspace_id","lead_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "leads_number" ON "leads" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "leads_receipt" ON "leads" USING btree ("workspace_id","receipt_id");--> statement-breakpoint
CREATE INDEX "leads_newest" ON "leads" USING btree ("workspace_id","received_at","id");--> statement-breakpoint
CREATE INDEX "leads_by_action" ON "leads" USING btree ("workspace_id","action","received_at","id") WHERE not is_test;--> statement-breakpoint
CREATE INDEX "leads_by_owner" ON "leads" USING btree ("workspace_id","owner_id","received_at","id") WHERE not is_test;--> statement-breakpoint
CREATE INDEX "leads_by_person" ON "leads" USING btree ("workspace_id","person_key");--> statement-breakpoint
CREATE INDEX "leads_by_endpoint" ON "leads" USING btree ("workspace_id","endpoint_id","is_test","received_at");--> statement-breakpoint
CREATE INDEX "leads_search" ON "leads" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "memberships_user_id_index" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "receipts_pending" ON "receipts" USING btree ("id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "receipts_by_endpoint" ON "receipts" USING btree ("workspace_id","endpoint_id","received_at","id");--> statement-breakpoint
CREATE INDEX "receipts_not_accepted" ON "receipts" USING btree ("workspace_id","endpoint_id","state","received_at","id") WHERE state in ('repeat', 'unreadable', 'too_large');--> statement-breakpoint
CREATE INDEX "receipts_by_hash" ON "receipts" USING btree ("endpoint_id","body_hash","received_at");--> statement-breakpoint
CREATE INDEX "receipts_by_lead" ON "receipts" USING btree ("workspace_id","lead_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");