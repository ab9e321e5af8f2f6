using System.Text.Json;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>Reads the facts of a batch.</summary>
internal static class SqliteGather
{
    private const string Settings = "select name, value from setting";

    private const string Head = "select sequence from ledger_head where instance_id = $1";

    private const string LineItems =
        $"select {LineItemRows.Columns} from line_item where instance_id = $1 and state <> 3";

    private const string Conditions = $"select {RuleRows.ConditionColumns} from condition where instance_id = $1";

    private const string Actions = $"select {RuleRows.ActionColumns} from access_action where instance_id = $1";

    private const string Limits = $"select {RuleRows.LimitColumns} from consumption_limit where instance_id = $1";

    // The period of now, and those that a refund of the last interval (24 hours at most) can still belong to.
    private const string Consumption =
        $"""
        select {RuleRows.ConsumptionColumns} from consumption
        where instance_id = $1 and line_item_id = $2 and requester_type = $3 and requester_value = $4
        order by period_start_ms desc limit 3
        """;

    private const string LastPeriod =
        """
        select c.instance_id, c.line_item_id, max(c.period_start_ms)
        from line_item l
        join consumption c on c.instance_id = l.instance_id and c.line_item_id = l.line_item_id
        where l.instance_id = $1 and l.activation_id = $2 and l.state <> 3
        group by c.instance_id, c.line_item_id
        """;

    // The table in effect when the first request asks, and those that come into effect until the last one does.
    private const string RateTables =
        """
        select t.series, t.rate_table_id, t.version, t.effective_from_ms, t.created_ms, i.name, i.version, i.rate_micro,
            i.formula
        from (select * from (
                  select * from rate_table where series = $1 and deleted_ms is null and effective_from_ms <= $2
                  order by effective_from_ms desc, created_ms desc, rate_table_id desc limit 1)
              union all
              select * from rate_table
              where series = $1 and deleted_ms is null and effective_from_ms > $2 and effective_from_ms <= $3) t
        left join rate_table_item i
            on i.rate_table_id = t.rate_table_id and i.name in (select value from json_each($4))
        """;

    private const string Answer =
        """
        select request_hash, status, content_type, body, created_ms from stored_answer
        where instance_id = $1 and key_hash = $2
        """;

    private const string Activation = "select instance_id from activation where activation_id = $1";

    public static async Task ReadAsync(SqliteStatements sql, Needs needs, Books books, CancellationToken ct)
    {
        using (var rows = sql.Read(Settings))
        {
            while (rows.Read())
            {
                books.Configure(rows.GetString(0), rows.GetString(1));
            }
        }

        foreach (var instanceId in needs.Instances)
        {
            await ReadInstanceAsync(sql, instanceId, books, ct);
        }

        await SqliteSessions.ReadAsync(sql, needs, books, ct);
        await ReadConsumptionAsync(sql, needs, books, ct);
        foreach (var (instanceId, activationId) in needs.LastPeriods)
        {
            using var rows = sql.Read(LastPeriod, instanceId, activationId);
            await RuleRows.ReadLastPeriodsAsync(rows, books, ct);
        }

        if (needs.HasPrices)
        {
            await ReadRateTablesAsync(sql, needs, books, ct);
        }

        ReadAnswers(sql, needs, books);
        ReadActivations(sql, needs, books);
    }

    private static async Task ReadInstanceAsync(
        SqliteStatements sql, Guid instanceId, Books books, CancellationToken ct)
    {
        using (var head = sql.Read(Head, instanceId))
        {
            if (!head.Read())
            {
                return;
            }

            books.Add(instanceId, head.GetInt64(0));
        }

        using (var rows = sql.Read(LineItems, instanceId))
        {
            await LineItemRows.ReadAsync(rows, books, ct);
        }

        using (var rows = sql.Read(Conditions, instanceId))
        {
            await RuleRows.ReadConditionsAsync(rows, books, ct);
        }

        using (var rows = sql.Read(Actions, instanceId))
        {
            await RuleRows.ReadActionsAsync(rows, books, ct);
        }

        using (var rows = sql.Read(Limits, instanceId))
        {
            await RuleRows.ReadLimitsAsync(rows, books, ct);
        }
    }

    private static async Task ReadConsumptionAsync(
        SqliteStatements sql, Needs needs, Books books, CancellationToken ct)
    {
        foreach (var book in books.Instances)
        {
            var requesters = needs.Requesters.Union(book.FoundSessions
                .Where(session => session.RequesterType is not null)
                .Select(session => (session.RequesterType!, session.RequesterValue!))).ToList();
            foreach (var limit in book.Limits)
            {
                foreach (var (type, value) in requesters)
                {
                    using var rows = sql.Read(Consumption, book.InstanceId, limit.LineItemId, type, value);
                    await RuleRows.ReadConsumptionAsync(rows, books, ct);
                }
            }
        }
    }

    private static async Task ReadRateTablesAsync(SqliteStatements sql, Needs needs, Books books, CancellationToken ct)
    {
        // From when the sessions at hand were due until their last event, before which nothing happens to them even if
        // the clock jumped back; and with what they use.
        var sessions = books.Instances.SelectMany(book => book.FoundSessions).ToList();
        var inUse = sessions.SelectMany(session => JsonSerializer.Deserialize<string[]>(session.ItemNames)!);
        var names = JsonSerializer.Serialize(needs.Items.Concat(inUse).Distinct());
        var earliest = sessions.Select(session => session.DueMs ?? long.MaxValue).Append(needs.Earliest.Ms).Min();
        var latest = sessions.Select(SessionReader.LastEventMs).Append(needs.Latest.Ms).Max();
        var series = books.Instances.SelectMany(book => book.Series).Concat(needs.Series);
        foreach (var one in series.Distinct(StringComparer.Ordinal).ToArray())
        {
            using var rows = sql.Read(RateTables, one, earliest, latest, names);
            await RateTableRows.ReadAsync(rows, books.RateTables, ct);
        }
    }

    private static void ReadAnswers(SqliteStatements sql, Needs needs, Books books)
    {
        foreach (var key in needs.Answers)
        {
            using var rows = sql.Read(Answer, key.InstanceId, key.KeyHash);
            if (rows.Read())
            {
                books.Found(new StoredAnswerRow
                {
                    InstanceId = key.InstanceId,
                    KeyHash = key.KeyHash,
                    RequestHash = rows.GetFieldValue<byte[]>(0),
                    Status = rows.GetInt32(1),
                    ContentType = rows.IsDBNull(2) ? null : rows.GetString(2),
                    Body = rows.GetFieldValue<byte[]>(3),
                    CreatedMs = rows.GetInt64(4),
                });
            }
        }
    }

    private static void ReadActivations(SqliteStatements sql, Needs needs, Books books)
    {
        foreach (var activationId in needs.Activations)
        {
            using var rows = sql.Read(Activation, activationId);
            if (rows.Read())
            {
                books.Activations.Add(activationId, rows.GetGuid(0));
            }
        }
    }
}
