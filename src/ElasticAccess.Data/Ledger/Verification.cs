using System.Data;
using System.Data.Common;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Usage;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Ledger;

/// <summary>One invariant, checked against every row it is about.</summary>
/// <param name="Violations">At most 100 of them, in words.</param>
public sealed record Finding(string Invariant, string Statement, long Examined, IReadOnlyList<string> Violations);

/// <summary>
/// Rebuilds every balance from the ledger rows and compares, in one snapshot of a database that may be serving. The
/// ids are those of the reliability programme.
/// </summary>
public static class Verification
{
    private const int ViolationsMax = 100;

    // A ledger of years takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    // Counters and, with the other sign, the rows they are made of. Once a limit is taken away or begins anew, its old
    // periods count for nothing and refunds no longer reach them.
    private const string Counted =
        """
        select instance_id, line_item_id, period_start_ms, requester_type, requester_value, used_micro as micro
        from consumption
        union all
        select instance_id, line_item_id, limit_start_ms, requester_type, requester_value, -tokens_micro
        from entry where limit_start_ms is not null
        """;

    private static readonly (string Id, string Statement, string Count, string Violations)[] Checks =
    [
        ("I1", "used is the sum of the line item's ledger rows",
            "select count(*) from line_item",
            """
            select l.instance_id, l.activation_id, l.used_micro, coalesce(e.sum, 0)
            from line_item l
            left join (select instance_id, line_item_id, sum(tokens_micro) as sum from entry
                       where line_item_id is not null group by instance_id, line_item_id) e
                on e.instance_id = l.instance_id and e.line_item_id = l.line_item_id
            left join usage_head u on u.instance_id = l.instance_id
            where l.used_micro <> coalesce(e.sum, 0) and coalesce(u.dropped_rows, 0) = 0
            """),
        ("I1", "each row's used is its predecessor's plus its own tokens",
            "select count(*) from entry where line_item_id is not null",
            """
            select instance_id, sequence, used_micro, was, tokens_micro from (
                select e.instance_id, e.sequence, used_micro, tokens_micro, coalesce(
                    lag(used_micro) over (partition by e.instance_id, line_item_id order by e.sequence),
                    case when u.dropped_rows > 0 then used_micro - tokens_micro else 0 end) as was
                from entry e left join usage_head u on u.instance_id = e.instance_id
                where line_item_id is not null and e.sequence > coalesce(u.dropped_sequence, 0)) rows
            where used_micro is null or used_micro <> was + tokens_micro
            """),
        ("I3", "an action's used is the sum of the rows that it decided",
            "select count(*) from access_action",
            """
            select a.instance_id, a.action_id, a.used_micro, coalesce(e.sum, 0)
            from access_action a
            left join (select instance_id, action_id, sum(tokens_micro) as sum from entry
                       where action_id is not null group by instance_id, action_id) e
                on e.instance_id = a.instance_id and e.action_id = a.action_id
            left join usage_head u on u.instance_id = a.instance_id
            where a.used_micro <> coalesce(e.sum, 0) and coalesce(u.dropped_rows, 0) = 0
            """),
        ("I3", "the actions of a line item have together used no more than it has",
            "select count(distinct line_item_id) from access_action",
            """
            select l.instance_id, l.activation_id, l.used_micro, a.sum
            from line_item l
            join (select instance_id, line_item_id, sum(used_micro) as sum from access_action
                  group by instance_id, line_item_id) a
                on a.instance_id = l.instance_id and a.line_item_id = l.line_item_id
            where a.sum > l.used_micro
            """),
        ("I3", "what counts against a limit is the sum of the requester's rows in that period",
            $"select count(*) from ({Counted}) counted",
            $"""
            select c.instance_id, c.line_item_id, c.period_start_ms, c.requester_type, c.requester_value, sum(c.micro)
            from ({Counted}) c
            join consumption_limit l on l.instance_id = c.instance_id and l.line_item_id = c.line_item_id
                and l.configured_ms <= c.period_start_ms
            left join usage_head u on u.instance_id = c.instance_id
            where c.period_start_ms > coalesce(u.dropped_usage_ms, -1)
            group by c.instance_id, c.line_item_id, c.period_start_ms, c.requester_type, c.requester_value
            having sum(c.micro) <> 0
            """),
        ("I4", "each charge and refund names a line item of its own instance",
            "select count(*) from entry where line_item_id is not null",
            """
            select e.instance_id, e.sequence from entry e
            left join line_item l on l.instance_id = e.instance_id and l.line_item_id = e.line_item_id
            where e.line_item_id is not null and l.line_item_id is null
            """),
        ("I4", "each live line item has its activation id, and no other instance has it",
            "select count(*) from line_item where state <> 3",
            """
            select l.instance_id, l.activation_id from line_item l
            left join activation a on a.activation_id = l.activation_id and a.instance_id = l.instance_id
            where l.state <> 3 and a.activation_id is null
            union all
            select a.instance_id, a.activation_id from activation a
            left join line_item l
                on l.instance_id = a.instance_id and l.activation_id = a.activation_id and l.state <> 3
            where l.activation_id is null
            """),
        ("I23", "a charge is refunded at most once and never by more than it was",
            "select count(*) from entry where kind = 2",
            """
            select r.instance_id, r.sequence from entry r
            left join entry c on c.instance_id = r.instance_id and c.sequence = r.refund_of
            left join usage_head u on u.instance_id = r.instance_id
            where r.kind = 2
                and not (c.sequence is null and coalesce(r.refund_of, 1) <= coalesce(u.dropped_sequence, 0))
                and (c.sequence is null or c.kind not in (0, 1)
                or c.line_item_id <> r.line_item_id or -r.tokens_micro > c.tokens_micro)
            """),
        ("I30", "each charge names the rate table that priced it, effective by then",
            "select count(*) from entry where kind in (0, 1)",
            """
            select e.instance_id, e.sequence from entry e
            left join rate_table t on t.rate_table_id = e.rate_table_id
            where e.kind in (0, 1) and (t.rate_table_id is null or t.effective_from_ms > e.usage_ms)
            """),
        ("I33", "an instance's sequence has no gap and ends at its head",
            "select count(*) from instance",
            """
            select i.instance_id, h.sequence, count(e.sequence), min(e.sequence), max(e.sequence) from instance i
            left join ledger_head h on h.instance_id = i.instance_id
            left join usage_head u on u.instance_id = i.instance_id
            left join entry e on e.instance_id = i.instance_id and e.sequence > coalesce(u.dropped_sequence, 0)
            group by i.instance_id, h.sequence, u.dropped_sequence
            having h.sequence is null or h.sequence <> count(e.sequence) + coalesce(u.dropped_sequence, 0)
                or h.sequence <> coalesce(max(e.sequence), u.dropped_sequence, 0)
                or min(e.sequence) <> coalesce(u.dropped_sequence, 0) + 1
            """),
    ];

    public static async Task<IReadOnlyList<Finding>> RunAsync(IStore store, CancellationToken ct)
    {
        await CatchUpAsync(store, ct);
        await using var db = store.NewDb();
        await using var snapshot = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        var findings = new List<Finding>();
        foreach (var check in Checks.Concat(BoundsVerification.Checks).Concat(UsageVerification.Checks))
        {
            var examined = await ReadAsync(db, check.Count, ct);
            var violations = await ReadAsync(db, check.Violations, ct);
            findings.Add(new(check.Id, check.Statement, long.Parse(examined[0], null), violations));
        }

        findings.Add(await PricedAsync(db, ct));
        return findings;
    }

    private static async Task<Finding> PricedAsync(AccessDb db, CancellationToken ct)
    {
        await using var command = Command(db, BoundsVerification.Granted);
        var (examined, violations) = (0L, new List<string>());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            examined++;
            if (violations.Count < ViolationsMax && !BoundsVerification.IsPriced(rows))
            {
                violations.Add(Text(rows));
            }
        }

        return new("I5", BoundsVerification.GrantedStatement, examined, violations);
    }

    // A ledger with a gap cannot be caught up with; the checks name the gap.
    private static async Task CatchUpAsync(IStore store, CancellationToken ct)
    {
        try
        {
            await new UsageCatchUp(store).CatchUpAsync(ct);
        }
        catch (InvalidOperationException)
        {
        }
    }

    private static async Task<List<string>> ReadAsync(AccessDb db, string sql, CancellationToken ct)
    {
        await using var command = Command(db, sql);
        var found = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        while (found.Count < ViolationsMax && await rows.ReadAsync(ct))
        {
            found.Add(Text(rows));
        }

        return found;
    }

    private static DbCommand Command(AccessDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)Patience.TotalSeconds;
        command.Transaction = (db.Database.CurrentTransaction as Microsoft.EntityFrameworkCore.Infrastructure
            .IInfrastructure<DbTransaction>)?.Instance;
        return command;
    }

    private static string Text(DbDataReader rows)
    {
        var values = new object[rows.FieldCount];
        rows.GetValues(values);
        return string.Join(' ', values);
    }
}
