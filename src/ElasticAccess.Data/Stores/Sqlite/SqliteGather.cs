using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>Reads the facts of a batch.</summary>
internal static class SqliteGather
{
    private const string Settings = "select value from setting where name = 'timezone.tolerant'";

    private const string Head = "select sequence from ledger_head where instance_id = $1";

    private const string LineItems =
        $"select {LineItemRows.Columns} from line_item where instance_id = $1 and state <> 3";

    // The table in effect when the first request asks, and those that come into effect until the last one does.
    private const string RateTables =
        """
        select t.series, t.rate_table_id, t.version, t.effective_from_ms, t.created_ms, i.name, i.version, i.rate_micro
        from (select * from (select * from rate_table
                             where series = $1 and deleted_ms is null and effective_from_ms <= $2
                             order by effective_from_ms desc, created_ms desc, rate_table_id desc limit 1)
              union all
              select * from rate_table
              where series = $1 and deleted_ms is null and effective_from_ms > $2 and effective_from_ms <= $3) t
        left join rate_table_item i
            on i.rate_table_id = t.rate_table_id and i.rate_micro is not null
            and i.name in (select value from json_each($4))
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
            books.TimezoneTolerant = rows.Read() && rows.GetString(0) == "true";
        }

        foreach (var instanceId in needs.Instances)
        {
            await ReadInstanceAsync(sql, instanceId, books, ct);
        }

        if (needs.Items.Count > 0)
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

        using var rows = sql.Read(LineItems, instanceId);
        await LineItemRows.ReadAsync(rows, books, ct);
    }

    private static async Task ReadRateTablesAsync(SqliteStatements sql, Needs needs, Books books, CancellationToken ct)
    {
        var names = System.Text.Json.JsonSerializer.Serialize(needs.Items);
        var series = books.Instances.SelectMany(book => book.State.LineItems).Select(lineItem => lineItem.Series);
        foreach (var one in series.Distinct(StringComparer.Ordinal).ToArray())
        {
            using var rows = sql.Read(RateTables, one, needs.Earliest.Ms, needs.Latest.Ms, names);
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
