namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>What the migrations create beside tables.</summary>
internal static class SqliteSchema
{
    /// <summary>Ledger rows are written once: corrections are new rows.</summary>
    public const string AppendOnly =
        """
        create trigger entry_is_not_updated before update on entry
        begin select raise(abort, 'the ledger is append-only'); end;
        create trigger entry_is_not_deleted before delete on entry
        begin select raise(abort, 'the ledger is append-only'); end;
        """;

    /// <summary>Sessions learn when their charge was written.</summary>
    public const string ChargeTimes =
        """
        update session set charge_write_ms = (
            select write_ms from entry e
            where e.instance_id = session.instance_id and e.sequence = session.charge_from)
        where charge_from is not null;
        """;
}
