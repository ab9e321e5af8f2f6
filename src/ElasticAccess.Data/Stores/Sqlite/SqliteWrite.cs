using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>Writes a batch, row by row. Each change of a balance says what it expects to find.</summary>
internal static class SqliteWrite
{
    private const string MoveHead =
        "update ledger_head set sequence = $3, batch_id = $4 where instance_id = $1 and sequence = $2";

    private const string MoveBalance =
        "update line_item set used_micro = $4 where instance_id = $1 and line_item_id = $2 and used_micro = $3";

    private const string MoveAction =
        "update access_action set used_micro = $4 where instance_id = $1 and action_id = $2 and used_micro = $3";

    private const string MoveConsumption =
        """
        update consumption set used_micro = $7
        where instance_id = $1 and line_item_id = $2 and period_start_ms = $3 and requester_type = $4
            and requester_value = $5 and used_micro = $6
        """;

    private const string InsertConsumption =
        $"insert into consumption ({RuleRows.ConsumptionColumns}) values ($1, $2, $3, $4, $5, $6)";

    private const string InsertEntry =
        """
        insert into entry (
            instance_id, sequence, id, kind, correlation_id, item_index, part, line_item_id, action_id, session_id,
            interval, refund_of, limit_start_ms, item, version, count_micro, rate_micro, rate_table_id, tokens_micro,
            used_micro, quantity,
            requester_type, requester_value, dictionary, meta_data, status, usage_ms, write_ms)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25, $26, $27, $28)
        """;

    private const string InsertAnswer =
        """
        insert into stored_answer (instance_id, key_hash, request_hash, status, content_type, body, created_ms)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string InsertEvent =
        "insert into outbox_event (instance_id, event_id, type, time_ms, data) values ($1, $2, $3, $4, $5)";

    private const string FreeActivation = "delete from activation where activation_id = $1 and instance_id = $2";

    private const string ClaimActivation = "insert into activation (activation_id, instance_id) values ($1, $2)";

    private const string InsertLineItem =
        $"""
        insert into line_item ({LineItemRows.Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14, $15)
        """;

    private const string ReplaceLineItem =
        """
        update line_item set activation_id = $3, state = $4, quantity = $5, start_ms = $6, end_ms = $7, elastic = $8,
            rate_table_series = $9, overdraft_type = $10, overdraft_limit = $11, reset_frequency = $12,
            created_ms = $13, modified_ms = $14, managed_by = $15
        where instance_id = $1 and line_item_id = $2
        """;

    public static void Write(SqliteStatements sql, Books books)
    {
        var working = books.Instances.Where(book => book.HasWork).ToArray();
        WriteLineItems(sql, working);
        foreach (var book in working)
        {
            sql.RunOnce(MoveHead, book.InstanceId, book.SequenceWas, book.Sequence, books.BatchId);
            WriteRules(sql, book);
            WriteBalances(sql, book);
            SqliteSessions.Write(sql, book);

            book.Entries.ForEach(entry => WriteEntry(sql, entry));
            WriteEvents(sql, book);
        }

        books.NewAnswers.ForEach(answer => WriteAnswer(sql, answer));
        books.AuditRows.ForEach(row => WriteAudit(sql, row));
    }

    /// <summary>Line items and rules alone, in a transaction of the caller's.</summary>
    public static void WriteWithin(SqliteStatements sql, Books books)
    {
        var working = books.Instances.Where(book => book.HasWork).ToArray();
        WriteLineItems(sql, working);
        Array.ForEach(working, book => WriteRules(sql, book));
        Array.ForEach(working, book => WriteEvents(sql, book));
    }

    private static void WriteEvents(SqliteStatements sql, InstanceBook book) => book.Events.ForEach(
        e => sql.RunOnce(InsertEvent, e.InstanceId, e.EventId, e.Type, e.TimeMs, e.Data));

    private static void WriteLineItems(SqliteStatements sql, InstanceBook[] working)
    {
        foreach (var row in working.SelectMany(book => book.LineItemChanges.Replaced))
        {
            WriteLineItem(sql, ReplaceLineItem, row);
            if (row.State == LineItemState.Deleted)
            {
                sql.RunOnce(FreeActivation, row.ActivationId, row.InstanceId);
            }
        }

        foreach (var row in working.SelectMany(book => book.LineItemChanges.Added))
        {
            // One that came and went within the batch leaves its activation id to whoever is next.
            if (row.State != LineItemState.Deleted)
            {
                sql.RunOnce(ClaimActivation, row.ActivationId, row.InstanceId);
            }

            WriteLineItem(sql, InsertLineItem, row);
        }

        foreach (var row in working.SelectMany(book => book.History))
        {
            sql.RunOnce(
                LineItemRows.InsertHistory, row.InstanceId, row.LineItemId, row.AtMs, (int)row.State, row.Quantity,
                row.StartMs, row.EndMs, row.Elastic, row.RateTableSeries, (int)row.OverdraftType, row.OverdraftLimit,
                row.ResetFrequency, row.Sequence, row.Allocations);
        }
    }

    private static void WriteRules(SqliteStatements sql, InstanceBook book)
    {
        foreach (var (text, values) in RuleChanges.Of(book))
        {
            sql.RunOnce(text, values);
        }
    }

    private static void WriteBalances(SqliteStatements sql, InstanceBook book)
    {
        foreach (var (row, used) in book.MovedLineItems())
        {
            sql.RunOnce(MoveBalance, row.InstanceId, row.LineItemId, row.UsedMicro, used.Micro);
        }

        foreach (var (row, used) in book.MovedActions())
        {
            sql.RunOnce(MoveAction, row.InstanceId, row.ActionId, row.UsedMicro, used.Micro);
        }

        foreach (var (key, was, used) in book.MovedConsumption())
        {
            var (lineItem, start) = (key.LineItemId, key.PeriodStart.Ms);
            if (was is { } before)
            {
                sql.RunOnce(
                    MoveConsumption, book.InstanceId, lineItem, start, key.Type, key.Value, before.Micro, used.Micro);
            }
            else
            {
                sql.RunOnce(InsertConsumption, book.InstanceId, lineItem, start, key.Type, key.Value, used.Micro);
            }
        }
    }

    private static void WriteLineItem(SqliteStatements sql, string text, LineItemRow row) => sql.RunOnce(
        text,
        row.InstanceId,
        row.LineItemId,
        row.ActivationId,
        (int)row.State,
        row.Quantity,
        row.StartMs,
        row.EndMs,
        row.Elastic,
        row.RateTableSeries,
        (int)row.OverdraftType,
        row.OverdraftLimit,
        row.ResetFrequency,
        row.CreatedMs,
        row.ModifiedMs,
        row.ManagedBy);

    private static void WriteEntry(SqliteStatements sql, EntryRow entry) => sql.RunOnce(
        InsertEntry,
        entry.InstanceId,
        entry.Sequence,
        entry.Id,
        (int)entry.Kind,
        entry.CorrelationId,
        entry.ItemIndex,
        entry.Part,
        entry.LineItemId,
        entry.ActionId,
        entry.SessionId,
        entry.Interval,
        entry.RefundOf,
        entry.LimitStartMs,
        entry.Item,
        entry.Version,
        entry.CountMicro,
        entry.RateMicro,
        entry.RateTableId,
        entry.TokensMicro,
        entry.UsedMicro,
        entry.Quantity,
        entry.RequesterType,
        entry.RequesterValue,
        entry.Dictionary,
        entry.MetaData,
        entry.Status,
        entry.UsageMs,
        entry.WriteMs);

    private static void WriteAudit(SqliteStatements sql, AuditRow row) => sql.RunOnce(
        AuditSql.Insert,
        row.AuditId,
        row.TimeMs,
        row.Actor,
        row.Operation,
        row.Resource,
        row.Before,
        row.After);

    private static void WriteAnswer(SqliteStatements sql, StoredAnswerRow answer) => sql.RunOnce(
        InsertAnswer,
        answer.InstanceId,
        answer.KeyHash,
        answer.RequestHash,
        answer.Status,
        answer.ContentType,
        answer.Body,
        answer.CreatedMs);
}
