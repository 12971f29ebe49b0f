-- Says on the channel buzon_live which leads arrived or look different, for the pages that show them:
-- docs/decisions/0014-live-from-the-tables-themselves.md. A message names the workspace and the numbers of its leads,
-- never a person; more than twenty leads of one statement are null, "many". Postgres sends it when the transaction
-- commits, and one of several that are equal.
CREATE FUNCTION announce_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('buzon_live', json_build_object(
		'workspace', workspace_id,
		'kind', CASE TG_OP WHEN 'INSERT' THEN 'arrived' ELSE 'changed' END,
		'numbers', CASE WHEN count(*) <= 20 THEN json_agg(number ORDER BY number) END)::text)
	FROM touched GROUP BY workspace_id;
	RETURN NULL;
END $$;--> statement-breakpoint
-- Tries are left out: a commit that notifies waits for all others that do, and tries end by the hundred. The worker says
-- together what came of them (features/live/announce-tries.ts). Before and after are compared only where they are few,
-- because a plan that was made for one row joins thousands of them row by row.
CREATE FUNCTION announce_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	is_many boolean := (SELECT count(*) > 20 FROM after);
BEGIN
	PERFORM pg_notify('buzon_live', json_build_object(
		'workspace', after.workspace_id,
		'kind', 'changed',
		'numbers', CASE WHEN NOT is_many THEN (
			SELECT json_agg(leads.number ORDER BY leads.number) FROM leads
			WHERE leads.workspace_id = after.workspace_id AND leads.id = ANY(array_agg(after.lead_id))) END)::text)
	FROM after
	WHERE after.state <> 'sending' AND (is_many OR EXISTS (
		SELECT FROM before
		WHERE before.workspace_id = after.workspace_id AND before.id = after.id AND before.state <> 'sending'
			AND (before.state, before.handled_at) IS DISTINCT FROM (after.state, after.handled_at)))
	GROUP BY after.workspace_id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER leads_arrived AFTER INSERT ON leads
	REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION announce_leads();--> statement-breakpoint
CREATE TRIGGER leads_changed AFTER UPDATE ON leads
	REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION announce_leads();--> statement-breakpoint
CREATE TRIGGER deliveries_changed AFTER UPDATE ON deliveries
	REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION announce_deliveries();
