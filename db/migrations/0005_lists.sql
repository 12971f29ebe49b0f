CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
DROP INDEX "leads_newest";--> statement-breakpoint
DROP INDEX "leads_by_owner";--> statement-breakpoint
DROP INDEX "leads_by_follow_up";--> statement-breakpoint
-- Built anew at the end: every lead gets a new version here, and this index is the slowest to follow.
DROP INDEX "leads_search";--> statement-breakpoint
-- One statement, because each of them would write the whole table anew.
ALTER TABLE "leads"
	ADD COLUMN "is_forwarded" boolean DEFAULT false NOT NULL,
	ADD COLUMN "has_failed_delivery" boolean DEFAULT false NOT NULL,
	ADD COLUMN "has_skipped_delivery" boolean DEFAULT false NOT NULL,
	ADD COLUMN "offer_key" text GENERATED ALWAYS AS (left(offer_title, 100)) STORED,
	ADD COLUMN "publisher_key" text GENERATED ALWAYS AS (left(publisher, 60)) STORED,
	ADD COLUMN "country_key" text GENERATED ALWAYS AS (left(coalesce(country_code, country), 60)) STORED,
	ADD COLUMN "has_email" boolean GENERATED ALWAYS AS (email is not null) STORED,
	ADD COLUMN "has_phone" boolean GENERATED ALWAYS AS (phone is not null) STORED,
	ADD COLUMN "has_company" boolean GENERATED ALWAYS AS (company is not null) STORED,
	ADD COLUMN "has_message" boolean GENERATED ALWAYS AS (message is not null) STORED,
	ADD COLUMN "has_note" boolean GENERATED ALWAYS AS (note_count > 0) STORED,
	ADD COLUMN "is_repeated" boolean GENERATED ALWAYS AS (repeat_count > 0) STORED;--> statement-breakpoint
-- Keeps at each lead what became of its deliveries, which lists ask for most: without it a list of the failed ones looks
-- up every delivery there is. Most changes of a delivery say nothing new and stop at the first question.
CREATE FUNCTION note_forwarding() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	workspaces uuid[];
	ids uuid[];
BEGIN
	IF TG_OP = 'INSERT' THEN
		SELECT array_agg(workspace_id), array_agg(lead_id) INTO workspaces, ids
		FROM (SELECT DISTINCT workspace_id, lead_id FROM after) touched;
	ELSIF TG_OP = 'DELETE' THEN
		SELECT array_agg(workspace_id), array_agg(lead_id) INTO workspaces, ids
		FROM (SELECT DISTINCT workspace_id, lead_id FROM before) touched;
	ELSE
		-- Not a join: a plan made for one row at a time would compare each of a thousand with each.
		SELECT array_agg(workspace_id), array_agg(lead_id) INTO workspaces, ids
		FROM (
			SELECT DISTINCT workspace_id, lead_id
			FROM (
				SELECT workspace_id, lead_id, id, state IN ('skipped', 'cancelled', 'failed'), state = 'failed' AND handled_at IS NULL FROM after
				EXCEPT
				SELECT workspace_id, lead_id, id, state IN ('skipped', 'cancelled', 'failed'), state = 'failed' AND handled_at IS NULL FROM before
			) AS changed
		) AS touched;
	END IF;
	IF ids IS NULL THEN RETURN NULL; END IF;

	WITH found AS (
		SELECT leads.workspace_id, leads.id,
			count(deliveries.id) > 0 AS is_forwarded,
			coalesce(bool_or(deliveries.state = 'failed' AND deliveries.handled_at IS NULL), false) AS has_failed,
			coalesce(bool_or(deliveries.state IN ('skipped', 'cancelled')
				OR deliveries.state = 'failed' AND deliveries.handled_at IS NOT NULL), false) AS has_skipped
		FROM unnest(workspaces, ids) AS touched (workspace_id, id)
		JOIN leads USING (workspace_id, id)
		LEFT JOIN deliveries ON deliveries.workspace_id = leads.workspace_id AND deliveries.lead_id = leads.id
		GROUP BY leads.workspace_id, leads.id
	), changed AS MATERIALIZED (
		-- In one order for everybody, so that two who change many leads wait for each other and never both.
		SELECT found.* FROM found JOIN leads USING (workspace_id, id)
		WHERE (leads.is_forwarded, leads.has_failed_delivery, leads.has_skipped_delivery)
			IS DISTINCT FROM (found.is_forwarded, found.has_failed, found.has_skipped)
		ORDER BY leads.id FOR NO KEY UPDATE OF leads
	)
	UPDATE leads SET is_forwarded = changed.is_forwarded,
		has_failed_delivery = changed.has_failed, has_skipped_delivery = changed.has_skipped
	FROM changed WHERE leads.workspace_id = changed.workspace_id AND leads.id = changed.id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER deliveries_inserted AFTER INSERT ON deliveries
	REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_forwarding();--> statement-breakpoint
CREATE TRIGGER deliveries_updated AFTER UPDATE ON deliveries
	REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_forwarding();--> statement-breakpoint
CREATE TRIGGER deliveries_deleted AFTER DELETE ON deliveries
	REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION note_forwarding();--> statement-breakpoint
-- Nobody is looking yet, and a million changed leads would be announced as one list.
ALTER TABLE leads DISABLE TRIGGER leads_changed;--> statement-breakpoint
UPDATE leads SET is_forwarded = true, has_failed_delivery = found.has_failed, has_skipped_delivery = found.has_skipped
FROM (
	SELECT workspace_id, lead_id,
		bool_or(state = 'failed' AND handled_at IS NULL) AS has_failed,
		bool_or(state IN ('skipped', 'cancelled') OR state = 'failed' AND handled_at IS NOT NULL) AS has_skipped
	FROM deliveries GROUP BY workspace_id, lead_id
) found
WHERE leads.workspace_id = found.workspace_id AND leads.id = found.lead_id;--> statement-breakpoint
ALTER TABLE leads ENABLE TRIGGER leads_changed;--> statement-breakpoint
CREATE INDEX "leads_newest" ON "leads" ("workspace_id", "received_at", "id") INCLUDE (
	is_test, do_not_contact, is_forwarded, has_failed_delivery, has_skipped_delivery,
	has_email, has_phone, has_company, has_message, has_note, is_repeated,
	status, follow_up_on, first_touch_at, owner_id, action, marketplace, country_key, offer_key, publisher_key
);--> statement-breakpoint
CREATE INDEX "leads_facets" ON "leads" USING gin ("status","action","marketplace","owner_id","country_key","offer_key","publisher_key","tags","is_test","do_not_contact","is_forwarded","has_failed_delivery","has_skipped_delivery","has_email","has_phone","has_company","has_message","has_note","is_repeated");--> statement-breakpoint
CREATE INDEX "leads_tagged" ON "leads" USING btree ("workspace_id","received_at","id") WHERE tags <> '{}';--> statement-breakpoint
CREATE INDEX "leads_by_follow_up" ON "leads" USING btree ("workspace_id",coalesce(follow_up_on, 'infinity'::date),"id");--> statement-breakpoint
CREATE INDEX "leads_search" ON "leads" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "deliveries_by_state" ON "deliveries" ("workspace_id", "state", "lead_id") INCLUDE (destination_id, handled_at) WHERE state <> 'delivered';
