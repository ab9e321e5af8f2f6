namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>What the migration <c>Usage</c> does beside tables: months of the ledger, and what they lack.</summary>
internal static class PostgresSchemaUsage
{
    /// <summary>
    /// Makes the partitions of the month (UTC) of a time and of some that follow; how many it made. A month of which
    /// rows are in the default partition already stays there.
    /// </summary>
    public const string Months =
        """
        create function ea_entry_months(at_ms bigint, ahead int) returns int language plpgsql as $$
        declare
            first timestamp := date_trunc('month', to_timestamp(at_ms / 1000.0) at time zone 'UTC');
            name text;
            from_ms bigint;
            to_ms bigint;
            made int := 0;
        begin
            for i in 0..ahead loop
                name := to_char(first + make_interval(months => i), '"entry_"YYYY_MM');
                from_ms := extract(epoch from first + make_interval(months => i))::bigint * 1000;
                to_ms := extract(epoch from first + make_interval(months => i + 1))::bigint * 1000;
                continue when to_regclass(name) is not null;
                perform pg_advisory_xact_lock(7379010);
                continue when to_regclass(name) is not null;
                continue when exists (
                    select from entry_default where write_ms >= from_ms and write_ms < to_ms);
                execute format('create table %I partition of entry for values from (%s) to (%s)', name, from_ms, to_ms);
                execute format(
                    'create trigger entry_is_never_truncated before truncate on %I
                         for each statement execute function ea_append_only()', name);
                made := made + 1;
            end loop;
            return made;
        end $$;
        """;

    /// <summary>The ledger moves into partitions by the month of its writing.</summary>
    public const string Partition =
        """
        drop trigger entry_is_append_only on entry;
        drop trigger entry_is_never_truncated on entry;
        drop index one_charge_per_session_interval;
        drop index one_refund_per_charge;
        alter table entry rename constraint "PK_entry" to entry_before_key;
        alter table entry rename to entry_before;
        create table entry (like entry_before including constraints) partition by range (write_ms);
        create table entry_default partition of entry default;
        create trigger entry_is_never_truncated before truncate on entry
            for each statement execute function ea_append_only();
        create trigger entry_is_never_truncated before truncate on entry_default
            for each statement execute function ea_append_only();
        """;

    /// <summary>Of the rows that are there, of now, and of what follows.</summary>
    public const string FirstMonths =
        """
        select ea_entry_months(month_ms, 0) from (
            select distinct
                extract(epoch from date_trunc('month', to_timestamp(day * 86400) at time zone 'UTC'))::bigint * 1000
                    as month_ms
            from (select distinct write_ms / 86400000 as day from entry_before) days) months;
        select ea_entry_months((extract(epoch from clock_timestamp()) * 1000)::bigint, 3);
        """;

    public const string Copy =
        """
        insert into entry select * from entry_before;
        alter table entry add constraint "PK_entry" primary key (instance_id, sequence, write_ms);
        alter table entry add constraint "FK_entry_line_item_instance_id_line_item_id"
            foreign key (instance_id, line_item_id) references line_item (instance_id, line_item_id)
            on delete restrict;
        create trigger entry_is_append_only before update or delete on entry
            for each row execute function ea_append_only();
        drop table entry_before;
        """;

    /// <summary>
    /// No index is unique across partitions, so each interval charged and each charge refunded is a row of a table of
    /// its own, whoever writes the ledger row.
    /// </summary>
    public const string Once =
        """
        create table session_charge (
            instance_id uuid, session_id uuid, interval bigint, part int,
            constraint one_charge_per_session_interval primary key (instance_id, session_id, interval, part));
        create table session_refund (
            instance_id uuid, refund_of bigint,
            constraint one_refund_per_charge primary key (instance_id, refund_of));
        insert into session_charge select instance_id, session_id, interval, part from entry
            where session_id is not null and interval is not null and kind in (0, 1);
        insert into session_refund select instance_id, refund_of from entry where refund_of is not null;
        create function ea_charged_once() returns trigger language plpgsql as $$
        begin
            insert into session_charge values (new.instance_id, new.session_id, new.interval, new.part);
            return null;
        end $$;
        create function ea_refunded_once() returns trigger language plpgsql as $$
        begin
            insert into session_refund values (new.instance_id, new.refund_of);
            return null;
        end $$;
        create trigger entry_is_charged_once after insert on entry for each row
            when (new.session_id is not null and new.interval is not null and new.kind in (0, 1))
            execute function ea_charged_once();
        create trigger entry_is_refunded_once after insert on entry for each row
            when (new.refund_of is not null) execute function ea_refunded_once();
        """;

    /// <summary>
    /// Sessions learn when their charge was written. A program of before this migration changes the one without the
    /// other: then nothing is known, which is slow and right.
    /// </summary>
    public const string ChargeTimes =
        """
        update session s set charge_write_ms = e.write_ms
        from entry e where e.instance_id = s.instance_id and e.sequence = s.charge_from;
        create function ea_charge_time_unknown() returns trigger language plpgsql as $$
        begin
            new.charge_write_ms := null;
            return new;
        end $$;
        create trigger session_charge_time before update on session for each row
            when (new.charge_from is distinct from old.charge_from
                and new.charge_write_ms is not distinct from old.charge_write_ms)
            execute function ea_charge_time_unknown();
        """;
}
