-- The third rung (src/README.md, "Past one database"): lays the tables out over the nodes of a Citus cluster, by instance.
-- Run once by a superuser on the coordinator, on the schema that `migrate` has made, before the first charge:
--     psql "$COORDINATOR" -v ON_ERROR_STOP=1 --single-transaction -f distribute.sql
-- CatalogueTests runs it against the real schema with stand-ins for the functions of Citus, so that no table is
-- forgotten; on a cluster of Citus itself it has not been run.

-- The triggers that keep the ledger append-only and a charge or refund unique look at rows of one instance only, and
-- those stand on one shard.
set citus.enable_unsafe_triggers = on;

-- Small, read by everybody, changed seldom: a copy on every node.
select create_reference_table('setting');
select create_reference_table('public_key');
select create_reference_table('api_key');
select create_reference_table('protection_key');
select create_reference_table('instance');
select create_reference_table('activation');
select create_reference_table('rate_table');
select create_reference_table('rate_table_item');
select create_reference_table('account');
select create_reference_table('feature');
select create_reference_table('product');
select create_reference_table('license_model');
select create_reference_table('entitlement');
select create_reference_table('entitlement_line_item');
select create_reference_table('claim');
select create_reference_table('audit');
select create_reference_table('webhook');
select create_reference_table('webhook_lane');
select create_reference_table('webhook_delivery');

-- All that a charge writes: one shard per instance, the same one for every table.
select create_distributed_table('ledger_head', 'instance_id');
select create_distributed_table('line_item', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('line_item_history', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('condition', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('access_action', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('consumption_limit', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('consumption', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('session', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('session_charge', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('session_refund', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('stored_answer', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('entry', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('alert', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('alert_watch', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('outbox_event', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('usage_head', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('usage_feed', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('usage_who', 'instance_id', colocate_with => 'ledger_head');
select create_distributed_table('usage_rollup', 'instance_id', colocate_with => 'ledger_head');

-- What every shard's own statements call.
select create_distributed_function('ea_expect(bigint, bigint)');
