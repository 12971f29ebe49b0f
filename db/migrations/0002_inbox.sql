CREATE TABLE "api_keys" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"key_tail" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "bulk_changed_leads" (
	"workspace_id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	CONSTRAINT "bulk_changed_leads_workspace_id_change_id_lead_id_pk" PRIMARY KEY("workspace_id","change_id","lead_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_changes" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"change" jsonb NOT NULL,
	"filter" text NOT NULL,
	"time_zone" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"last_lead_id" uuid,
	"finished_at" timestamp with time zone,
	"undoes" uuid,
	CONSTRAINT "bulk_changes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "bulk_changes_undone_once" UNIQUE("workspace_id","undoes")
);
--> statement-breakpoint
CREATE TABLE "lead_mentions" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "lead_mentions_workspace_id_user_id_event_id_pk" PRIMARY KEY("workspace_id","user_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filter" text NOT NULL,
	"sort" text NOT NULL,
	"columns" text[],
	"is_shared" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "saved_views_name" UNIQUE("workspace_id","user_id","name")
);
--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "email_domain" text;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "sort_name" text collate "C" DEFAULT '￿' NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "sort_company" text collate "C" DEFAULT '￿' NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "close_reason" text;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "follow_up_on" date;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "note_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "preferences" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_changed_leads" ADD CONSTRAINT "bulk_changed_leads_workspace_id_change_id_bulk_changes_workspace_id_id_fk" FOREIGN KEY ("workspace_id","change_id") REFERENCES "public"."bulk_changes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD CONSTRAINT "bulk_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD CONSTRAINT "bulk_changes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_mentions" ADD CONSTRAINT "lead_mentions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_mentions" ADD CONSTRAINT "lead_mentions_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_mentions" ADD CONSTRAINT "lead_mentions_workspace_id_event_id_lead_events_workspace_id_id_fk" FOREIGN KEY ("workspace_id","event_id") REFERENCES "public"."lead_events"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_changes_running" ON "bulk_changes" USING btree ("created_at") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "lead_mentions_by_lead" ON "lead_mentions" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "leads_by_domain" ON "leads" USING btree ("workspace_id","email_domain","received_at");--> statement-breakpoint
CREATE INDEX "leads_by_name" ON "leads" USING btree ("workspace_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "leads_by_company" ON "leads" USING btree ("workspace_id","sort_company","id");--> statement-breakpoint
CREATE INDEX "leads_by_follow_up" ON "leads" USING btree ("workspace_id","follow_up_on","id") WHERE follow_up_on is not null;--> statement-breakpoint
UPDATE "leads" SET
	"email_domain" = lower(nullif(split_part("email", '@', 2), '')),
	"sort_name" = coalesce(nullif(left(lower(trim(concat_ws(' ', "last_name", "first_name"))), 80), ''), left(lower("email"), 80), "sort_name"),
	"sort_company" = coalesce(nullif(left(lower(trim("company")), 80), ''), "sort_company"),
	"note_count" = (SELECT count(*) FROM "lead_events" e WHERE e."workspace_id" = "leads"."workspace_id" AND e."lead_id" = "leads"."id" AND e."type" = 'note');
