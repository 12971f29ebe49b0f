CREATE TYPE "public"."notice_kind" AS ENUM('broken', 'recovered', 'secret_expiring', 'secret_expired');--> statement-breakpoint
CREATE TYPE "public"."replay_mode" AS ENUM('as_sent', 'current');--> statement-breakpoint
CREATE TABLE "notices" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"destination_id" uuid NOT NULL,
	"kind" "notice_kind" NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"emailed_at" timestamp with time zone,
	"dismissed_at" timestamp with time zone,
	CONSTRAINT "notices_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "replays" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"filter" jsonb NOT NULL,
	"mode" "replay_mode" NOT NULL,
	"total" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "replays_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "test_records" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"destination_id" uuid NOT NULL,
	"lead_id" uuid,
	"values" jsonb NOT NULL,
	"external_id" text,
	"external_url" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "test_records_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_pair";--> statement-breakpoint
DROP INDEX "deliveries_open_by_person";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "copy" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "resend_values" jsonb;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "replay_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "before_replay" jsonb;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "handled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "handled_by" uuid;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "routing" jsonb;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "limits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "probe_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "probe_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "strikes" jsonb;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "broken_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "next_slot_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "credentials_expire_on" date;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_workspace_id_destination_id_destinations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","destination_id") REFERENCES "public"."destinations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replays" ADD CONSTRAINT "replays_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_records" ADD CONSTRAINT "test_records_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_records" ADD CONSTRAINT "test_records_workspace_id_destination_id_destinations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","destination_id") REFERENCES "public"."destinations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_newest" ON "notices" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_to_email" ON "notices" USING btree ("created_at") WHERE emailed_at is null;--> statement-breakpoint
CREATE INDEX "test_records_newest" ON "test_records" USING btree ("workspace_id","destination_id","created_at");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_handled_by_users_id_fk" FOREIGN KEY ("handled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_of_replay" ON "deliveries" USING btree ("workspace_id","replay_id") WHERE replay_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_open_by_person" ON "deliveries" USING btree ("destination_id","person_key","id") WHERE state in ('queued', 'sending', 'held');--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_pair" UNIQUE("workspace_id","lead_id","destination_id","copy");