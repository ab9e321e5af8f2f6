using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using Npgsql;
using static ElasticAccess.Data.Stores.Postgres.PostgresGather;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>
/// Writes a batch in bulk and commits, in one round trip. Each change says what it expects to find; the database
/// itself refuses the batch (<c>ea_expect</c>) when it finds anything else.
/// </summary>
internal static class PostgresWrite
{
    public const string Unlock = "select pg_advisory_unlock_all()";

    private const string MoveHeads =
        """
        with moved as (
            update ledger_head h set sequence = b.sequence, batch_id = $4
            from unnest($1, $2, $3) as b (instance_id, was, sequence)
            where h.instance_id = b.instance_id and h.sequence = b.was
            returning 1)
        select ea_expect((select count(*) from moved), cardinality($1))
        """;

    private const string MoveBalances =
        """
        with moved as (
            update line_item l set used_micro = b.used
            from unnest($1, $2, $3, $4) as b (instance_id, line_item_id, was, used)
            where l.instance_id = b.instance_id and l.line_item_id = b.line_item_id and l.used_micro = b.was
            returning 1)
        select ea_expect((select count(*) from moved), cardinality($1))
        """;

    private const string MoveActions =
        """
        with moved as (
            update access_action a set used_micro = b.used
            from unnest($1, $2, $3, $4) as b (instance_id, action_id, was, used)
            where a.instance_id = b.instance_id and a.action_id = b.action_id and a.used_micro = b.was
            returning 1)
        select ea_expect((select count(*) from moved), cardinality($1))
        """;

    private const string MoveConsumption =
        """
        with moved as (
            update consumption c set used_micro = b.used
            from unnest($1, $2, $3, $4, $5, $6, $7)
                as b (instance_id, line_item_id, period_start_ms, requester_type, requester_value, was, used)
            where c.instance_id = b.instance_id and c.line_item_id = b.line_item_id
                and c.requester_type = b.requester_type and c.requester_value = b.requester_value
                and c.period_start_ms = b.period_start_ms and c.used_micro = b.was
            returning 1)
        select ea_expect((select count(*) from moved), cardinality($1))
        """;

    private const string InsertConsumption =
        $"insert into consumption ({RuleRows.ConsumptionColumns}) select * from unnest($1, $2, $3, $4, $5, $6)";

    private const string InsertEntries =
        """
        insert into entry (
            instance_id, sequence, id, kind, correlation_id, item_index, part, line_item_id, action_id, session_id,
            interval, refund_of, limit_start_ms, item, version, count_micro, rate_micro, rate_table_id, tokens_micro,
            used_micro, quantity,
            requester_type, requester_value, dictionary, meta_data, status, usage_ms, write_ms)
        select * from unnest(
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
            $24, $25, $26, $27, $28)
        """;

    private const string InsertAnswers =
        """
        insert into stored_answer (instance_id, key_hash, request_hash, status, content_type, body, created_ms)
        select * from unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string InsertAudit =
        """
        insert into audit (audit_id, time_ms, actor, operation, resource, before, after)
        select * from unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string InsertEvents =
        """
        insert into outbox_event (instance_id, event_id, type, time_ms, data)
        select * from unnest($1, $2, $3, $4, $5)
        """;

    public static NpgsqlBatch Batch(NpgsqlConnection connection, Books books)
    {
        var batch = new NpgsqlBatch(connection);
        var working = books.Instances.Where(book => book.HasWork).ToArray();
        if (working.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                MoveHeads,
                Value(Array.ConvertAll(working, book => book.InstanceId)),
                Value(Array.ConvertAll(working, book => book.SequenceWas)),
                Value(Array.ConvertAll(working, book => book.Sequence)),
                Value(books.BatchId)));
        }

        PostgresLineItems.AddWrites(batch, working);
        AddRules(batch, working);
        AddBalances(batch, working);
        AddConsumption(batch, working);
        AddEvents(batch, working);
        PostgresSessions.AddWrites(batch, working);
        AddEntries(batch, [.. working.SelectMany(book => book.Entries)]);
        AddAnswers(batch, [.. books.NewAnswers]);
        AddAudit(batch, [.. books.AuditRows]);
        batch.BatchCommands.Add(Command("commit"));
        batch.BatchCommands.Add(Command(Unlock));
        return batch;
    }

    private static void AddBalances(NpgsqlBatch batch, InstanceBook[] working)
    {
        var moved = working.SelectMany(book => book.MovedLineItems()).ToArray();
        if (moved.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                MoveBalances,
                Value(Array.ConvertAll(moved, m => m.Row.InstanceId)),
                Value(Array.ConvertAll(moved, m => m.Row.LineItemId)),
                Value(Array.ConvertAll(moved, m => m.Row.UsedMicro)),
                Value(Array.ConvertAll(moved, m => m.Used.Micro))));
        }
    }

    public static void AddRuleChanges(NpgsqlBatch batch, InstanceBook[] working)
    {
        foreach (var (sql, values) in working.SelectMany(RuleChanges.Of))
        {
            batch.BatchCommands.Add(Command(
                sql, Array.ConvertAll(values, value => new NpgsqlParameter { Value = value ?? DBNull.Value })));
        }
    }

    public static void AddEvents(NpgsqlBatch batch, InstanceBook[] working)
    {
        var events = working.SelectMany(book => book.Events).ToArray();
        if (events.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                InsertEvents,
                Column(events, e => e.InstanceId),
                Column(events, e => e.EventId),
                Column(events, e => e.Type),
                Column(events, e => e.TimeMs),
                Column(events, e => e.Data)));
        }
    }

    private static void AddRules(NpgsqlBatch batch, InstanceBook[] working)
    {
        AddRuleChanges(batch, working);
        var moved = working.SelectMany(book => book.MovedActions()).ToArray();
        if (moved.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                MoveActions,
                Column(moved, m => m.Row.InstanceId),
                Column(moved, m => m.Row.ActionId),
                Column(moved, m => m.Row.UsedMicro),
                Column(moved, m => m.Used.Micro)));
        }
    }

    private static void AddConsumption(NpgsqlBatch batch, InstanceBook[] working)
    {
        var all = working.SelectMany(book => book.MovedConsumption()
            .Select(moved => (book.InstanceId, moved.Key, moved.Was, moved.Used))).ToArray();
        var known = Array.FindAll(all, c => c.Was is not null);
        if (known.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                MoveConsumption,
                Column(known, c => c.InstanceId),
                Column(known, c => c.Key.LineItemId),
                Column(known, c => c.Key.PeriodStart.Ms),
                Column(known, c => c.Key.Type),
                Column(known, c => c.Key.Value),
                Column(known, c => c.Was!.Value.Micro),
                Column(known, c => c.Used.Micro)));
        }

        var added = Array.FindAll(all, c => c.Was is null);
        if (added.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                InsertConsumption,
                Column(added, c => c.InstanceId),
                Column(added, c => c.Key.LineItemId),
                Column(added, c => c.Key.PeriodStart.Ms),
                Column(added, c => c.Key.Type),
                Column(added, c => c.Key.Value),
                Column(added, c => c.Used.Micro)));
        }
    }

    private static void AddEntries(NpgsqlBatch batch, EntryRow[] entries)
    {
        if (entries.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                InsertEntries,
                Column(entries, e => e.InstanceId),
                Column(entries, e => e.Sequence),
                Column(entries, e => e.Id),
                Column(entries, e => (int)e.Kind),
                Column(entries, e => e.CorrelationId),
                Column(entries, e => e.ItemIndex),
                Column(entries, e => e.Part),
                Column(entries, e => e.LineItemId),
                Column(entries, e => e.ActionId),
                Column(entries, e => e.SessionId),
                Column(entries, e => e.Interval),
                Column(entries, e => e.RefundOf),
                Column(entries, e => e.LimitStartMs),
                Column(entries, e => e.Item),
                Column(entries, e => e.Version),
                Column(entries, e => e.CountMicro),
                Column(entries, e => e.RateMicro),
                Column(entries, e => e.RateTableId),
                Column(entries, e => e.TokensMicro),
                Column(entries, e => e.UsedMicro),
                Column(entries, e => e.Quantity),
                Column(entries, e => e.RequesterType),
                Column(entries, e => e.RequesterValue),
                Column(entries, e => e.Dictionary),
                Column(entries, e => e.MetaData),
                Column(entries, e => e.Status),
                Column(entries, e => e.UsageMs),
                Column(entries, e => e.WriteMs)));
        }
    }

    private static void AddAnswers(NpgsqlBatch batch, StoredAnswerRow[] answers)
    {
        if (answers.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                InsertAnswers,
                Column(answers, a => a.InstanceId),
                Column(answers, a => a.KeyHash),
                Column(answers, a => a.RequestHash),
                Column(answers, a => a.Status),
                Column(answers, a => a.ContentType),
                Column(answers, a => a.Body),
                Column(answers, a => a.CreatedMs)));
        }
    }

    private static void AddAudit(NpgsqlBatch batch, AuditRow[] rows)
    {
        if (rows.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                InsertAudit,
                Column(rows, a => a.AuditId),
                Column(rows, a => a.TimeMs),
                Column(rows, a => a.Actor),
                Column(rows, a => a.Operation),
                Column(rows, a => a.Resource),
                Column(rows, a => a.Before),
                Column(rows, a => a.After)));
        }
    }
}
