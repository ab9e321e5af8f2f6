namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>What the migrations create beside tables.</summary>
internal static class PostgresSchema
{
    /// <summary>Raises a serialization failure when a change did not meet the rows that the batch had read.</summary>
    public const string Expect =
        """
        create function ea_expect(met bigint, expected bigint) returns void language plpgsql as $$
        begin
            if met <> expected then
                raise exception 'a balance moved between gather and act: % rows instead of %', met, expected
                    using errcode = 'serialization_failure';
            end if;
        end $$;
        """;

    /// <summary>Ledger rows are written once: corrections are new rows.</summary>
    public const string AppendOnly =
        """
        create function ea_append_only() returns trigger language plpgsql as $$
        begin
            raise exception 'the ledger is append-only' using errcode = 'insufficient_privilege';
        end $$;
        create trigger entry_is_append_only before update or delete on entry
            for each row execute function ea_append_only();
        create trigger entry_is_never_truncated before truncate on entry
            for each statement execute function ea_append_only();
        """;

    /// <summary>Room on each page for new versions of a hot row, so that a charge touches no index.</summary>
    public const string HotRows =
        """
        alter table line_item set (fillfactor = 50);
        alter table ledger_head set (fillfactor = 50);
        """;
}
