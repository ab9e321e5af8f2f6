using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>Locks, begins and reads the facts of a batch, in one round trip.</summary>
internal static class PostgresGather
{
    private const string TakeLocks = "select pg_advisory_lock(key) from unnest($1) as key";

    private const string Settings = "select name, value from setting";

    private const string Heads = "select instance_id, sequence from ledger_head where instance_id = any($1)";

    private const string LineItems =
        $"select {LineItemRows.Columns} from line_item where instance_id = any($1) and state <> 3";

    private const string Conditions = $"select {RuleRows.ConditionColumns} from condition where instance_id = any($1)";

    private const string Actions = $"select {RuleRows.ActionColumns} from access_action where instance_id = any($1)";

    private const string Limits = $"select {RuleRows.LimitColumns} from consumption_limit where instance_id = any($1)";

    // The period of now, and those that a refund of the last interval (24 hours at most) can still belong to.
    private const string Consumption =
        """
        select c.instance_id, c.line_item_id, c.period_start_ms, c.requester_type, c.requester_value, c.used_micro
        from consumption_limit l
        cross join unnest($2, $3) as r (type, value)
        cross join lateral (
            select * from consumption
            where instance_id = l.instance_id and line_item_id = l.line_item_id
                and requester_type = r.type and requester_value = r.value
            order by period_start_ms desc limit 3) c
        where l.instance_id = any($1)
        """;

    // Who the sessions at hand belong to is known only to their rows.
    private static readonly string ConsumptionWithSessions = Consumption.Replace(
        "unnest($2, $3) as r (type, value)",
        """
        (select * from unnest($2, $3) union
         select requester_type, requester_value from session
         where requester_type is not null and (instance_id, session_id) in (select * from unnest($4, $5)))
            as r (type, value)
        """,
        StringComparison.Ordinal);

    private const string LastPeriods =
        """
        select c.instance_id, c.line_item_id, max(c.period_start_ms)
        from unnest($1, $2) as wanted (instance_id, activation_id)
        join line_item l on l.instance_id = wanted.instance_id and l.activation_id = wanted.activation_id
            and l.state <> 3
        join consumption c on c.instance_id = l.instance_id and c.line_item_id = l.line_item_id
        group by c.instance_id, c.line_item_id
        """;

    // Of each series that the instances' line items name: the table in effect when the first request asks, and those
    // that come into effect until the last one does. Domain chooses.
    private const string RateTables =
        """
        select s.series, t.rate_table_id, t.version, t.effective_from_ms, t.created_ms, i.name, i.version, i.rate_micro,
            i.formula
        from (select distinct coalesce(rate_table_series, '') as series from line_item
              where instance_id = any($1) and state = 0) s
        cross join lateral (
            (select rate_table_id, version, effective_from_ms, created_ms from rate_table
             where series = s.series and deleted_ms is null and effective_from_ms <= $2
             order by effective_from_ms desc, created_ms desc, rate_table_id desc limit 1)
            union all
            select rate_table_id, version, effective_from_ms, created_ms from rate_table
            where series = s.series and deleted_ms is null and effective_from_ms > $2 and effective_from_ms <= $3) t
        left join rate_table_item i on i.rate_table_id = t.rate_table_id and i.name = any($4)
        """;

    // The same, from when the sessions at hand were due until their last event, before which nothing happens to them
    // even if the clock jumped back; and with what they use.
    private static readonly string RateTablesWithSessions =
        $"""
        with at_hand as (
            select due_ms, item_names, greatest(created_ms, last_automatic_charge_ms, last_heart_beat_ms,
                last_access_request_ms, idle_since_ms) as last_ms
            from session where (instance_id, session_id) in (select * from unnest($5, $6))),
        wanted as (
            select array_agg(name) as names from (
                select unnest($4) as name union select jsonb_array_elements_text(item_names::jsonb) from at_hand) n)
        {RateTables.Replace("$2", "least($2, (select min(due_ms) from at_hand))", StringComparison.Ordinal)
            .Replace("$3", "greatest($3, (select max(last_ms) from at_hand))", StringComparison.Ordinal)
            .Replace("any($4)", "any((select names from wanted)::text[])", StringComparison.Ordinal)}
        """;

    // With those of line items that this very batch maps or changes.
    private static readonly string RateTablesAndMore = WithSeries(RateTables, "$5");
    private static readonly string RateTablesWithSessionsAndMore = WithSeries(RateTablesWithSessions, "$7");

    private const string Answers =
        """
        select a.instance_id, a.key_hash, a.request_hash, a.status, a.content_type, a.body, a.created_ms
        from unnest($1, $2) as k (instance_id, key_hash)
        join stored_answer a on a.instance_id = k.instance_id and a.key_hash = k.key_hash
        """;

    private const string Activations =
        "select activation_id, instance_id from activation where activation_id = any($1)";

    public static NpgsqlBatch Batch(NpgsqlConnection connection, Needs needs)
    {
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Lock([.. needs.Instances]));
        batch.BatchCommands.Add(Command("begin isolation level serializable"));
        AddReads(batch, needs);
        return batch;
    }

    /// <summary>What <see cref="ReadAsync"/> reads, after one statement that has an answer of its own.</summary>
    public static void AddReads(NpgsqlBatch batch, Needs needs)
    {
        var instances = needs.Instances.ToArray();
        batch.BatchCommands.Add(Command(Settings));
        batch.BatchCommands.Add(Command(Heads, Value(instances)));
        batch.BatchCommands.Add(Command(LineItems, Value(instances)));
        batch.BatchCommands.Add(Command(Conditions, Value(instances)));
        batch.BatchCommands.Add(Command(Actions, Value(instances)));
        batch.BatchCommands.Add(Command(Limits, Value(instances)));
        if (needs.HasPrices)
        {
            NpgsqlParameter[] requesters =
            [
                Value(instances),
                Value(needs.Requesters.Select(requester => requester.Type).ToArray()),
                Value(needs.Requesters.Select(requester => requester.Value).ToArray()),
            ];
            batch.BatchCommands.Add(needs.Sessions.Count == 0
                ? Command(Consumption, requesters)
                : Command(ConsumptionWithSessions, [.. requesters, .. PostgresSessions.Keys(needs)]));
        }

        PostgresSessions.AddReads(batch, needs);
        if (needs.HasPrices)
        {
            NpgsqlParameter[] prices =
                [Value(instances), Value(needs.Earliest.Ms), Value(needs.Latest.Ms), Value(needs.Items.ToArray())];
            NpgsqlParameter[] sessions = needs.Sessions.Count == 0 ? [] : PostgresSessions.Keys(needs);
            NpgsqlParameter[] series = needs.Series.Count == 0 ? [] : [Value(needs.Series.ToArray())];
            var sql = (sessions.Length > 0, series.Length > 0) switch
            {
                (false, false) => RateTables,
                (false, true) => RateTablesAndMore,
                (true, false) => RateTablesWithSessions,
                (true, true) => RateTablesWithSessionsAndMore,
            };
            batch.BatchCommands.Add(Command(sql, [.. prices, .. sessions, .. series]));
        }

        if (needs.LastPeriods.Count > 0)
        {
            batch.BatchCommands.Add(Command(
                LastPeriods,
                Value(needs.LastPeriods.Select(wanted => wanted.InstanceId).ToArray()),
                Value(needs.LastPeriods.Select(wanted => wanted.ActivationId).ToArray())));
        }

        if (needs.Answers.Count > 0)
        {
            batch.BatchCommands.Add(Command(
                Answers,
                Value(needs.Answers.ConvertAll(key => key.InstanceId).ToArray()),
                Value(needs.Answers.ConvertAll(key => key.KeyHash).ToArray())));
        }

        if (needs.Activations.Count > 0)
        {
            batch.BatchCommands.Add(Command(Activations, Value(needs.Activations.ToArray())));
        }
    }

    public static async Task ReadAsync(NpgsqlDataReader rows, Needs needs, Books books, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            books.Configure(rows.GetString(0), rows.GetString(1));
        }

        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            books.Add(rows.GetGuid(0), rows.GetInt64(1));
        }

        await rows.NextResultAsync(ct);
        await LineItemRows.ReadAsync(rows, books, ct);
        await rows.NextResultAsync(ct);
        await RuleRows.ReadConditionsAsync(rows, books, ct);
        await rows.NextResultAsync(ct);
        await RuleRows.ReadActionsAsync(rows, books, ct);
        await rows.NextResultAsync(ct);
        await RuleRows.ReadLimitsAsync(rows, books, ct);
        if (needs.HasPrices)
        {
            await rows.NextResultAsync(ct);
            await RuleRows.ReadConsumptionAsync(rows, books, ct);
        }

        await PostgresSessions.ReadAsync(rows, needs, books, ct);
        if (needs.HasPrices)
        {
            await rows.NextResultAsync(ct);
            await RateTableRows.ReadAsync(rows, books.RateTables, ct);
        }

        if (needs.LastPeriods.Count > 0)
        {
            await rows.NextResultAsync(ct);
            await RuleRows.ReadLastPeriodsAsync(rows, books, ct);
        }

        if (needs.Answers.Count > 0)
        {
            await rows.NextResultAsync(ct);
            await ReadAnswersAsync(rows, books, ct);
        }

        if (needs.Activations.Count > 0)
        {
            await rows.NextResultAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                books.Activations.Add(rows.GetString(0), rows.GetGuid(1));
            }
        }
    }

    /// <summary>In sorted order, so that no two batches wait for each other; ends its own transaction.</summary>
    public static NpgsqlBatchCommand Lock(Guid[] instances)
    {
        var keys = instances.Select(PostgresHotPath.LockKey).Distinct().Order().ToArray();
        var command = Command(TakeLocks, Value(keys));
        command.AppendErrorBarrier = true;
        return command;
    }

    public static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static NpgsqlParameter Column<TRow, TValue>(TRow[] rows, Converter<TRow, TValue> value) =>
        Value(Array.ConvertAll(rows, value));

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    private static async Task ReadAnswersAsync(NpgsqlDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Found(new StoredAnswerRow
            {
                InstanceId = rows.GetGuid(0),
                KeyHash = rows.GetFieldValue<byte[]>(1),
                RequestHash = rows.GetFieldValue<byte[]>(2),
                Status = rows.GetInt32(3),
                ContentType = rows.IsDBNull(4) ? null : rows.GetString(4),
                Body = rows.GetFieldValue<byte[]>(5),
                CreatedMs = rows.GetInt64(6),
            });
        }
    }

    private static string WithSeries(string sql, string series) => sql.Replace(
        "and state = 0) s", $"and state = 0 union select unnest({series})) s", StringComparison.Ordinal);
}
