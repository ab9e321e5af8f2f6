using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Usage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static ElasticAccess.Data.Stores.UsageRoundSql;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>The feed and the roll-ups on SQLite. Rounds are short, since charges wait meanwhile.</summary>
internal sealed class SqliteUsage(string connectionString) : IUsageStore
{
    private const int RowsMax = 5_000;

    private const string Prepare =
        """
        pragma temp_store = memory;
        create temp table if not exists taken (
            was, month, instance_id, sequence, kind, correlation_id, item_index, line_item_id, item, version,
            count_micro, tokens_micro, requester_type, requester_value, dictionary, usage_ms, write_ms, quarter_ms);
        create temp table if not exists numbered (
            instance_id, sequence, kind, is_first, line_item_id, item, version, count_micro, tokens_micro,
            requester_type, requester_value, dictionary, usage_ms, write_ms, quarter_ms, range);
        create temp table if not exists fine (
            who_id, nobody, instance_id, quarter_ms, line_item_id, item, version, requester_type, requester_value,
            dictionary, charged_thousands, charged_micro, refunded_thousands, refunded_micro, count_thousands,
            count_micro, denials);
        delete from taken; delete from numbered; delete from fine;
        """;

    // The row before the first is read for what it has in common with it.
    private const string Take =
        """
        insert into taken
        select $2, 0, instance_id, sequence, kind, correlation_id, item_index, line_item_id, item, version,
            count_micro, tokens_micro, requester_type, requester_value, dictionary, usage_ms, write_ms,
            usage_ms - usage_ms % 900000
        from entry where instance_id = $1 and sequence between $2 and $3
        """;

    private const string Number =
        $"""
        insert into numbered
        select instance_id, sequence, kind, is_first, line_item_id, item, version, count_micro, tokens_micro,
            requester_type, requester_value, dictionary, usage_ms, write_ms, quarter_ms,
            sum(is_new) over (partition by instance_id order by sequence)
        from (select *, {Marks} from taken window w as (partition by instance_id order by sequence))
        where sequence > was
        """;

    private const string Feed =
        """
        insert into usage_feed (instance_id, from_sequence, to_sequence, position, min_usage_ms, max_usage_ms,
            min_write_ms, max_write_ms)
        select instance_id, min(sequence), max(sequence),
            (select coalesce(max(position), 0) from usage_feed)
                + row_number() over (order by instance_id, min(sequence)),
            min(usage_ms), max(usage_ms), min(write_ms), max(write_ms)
        from numbered group by instance_id, range
        """;

    private const string Fine =
        $"""
        insert into fine
        select ea_who(requester_type, requester_value, dictionary), {Nobody}, * from (
            select instance_id, quarter_ms, coalesce(line_item_id, {Nobody}) as line_item_id, item, version,
                requester_type, requester_value, dictionary, {Sums}
            from numbered
            group by instance_id, quarter_ms, coalesce(line_item_id, {Nobody}), item, version,
                requester_type, requester_value, dictionary)
        """;

    private const string Who =
        """
        insert or ignore into usage_who (instance_id, who_id, requester_type, requester_value, dictionary)
        select instance_id, who_id, requester_type, requester_value, dictionary from fine
        """;

    // "where true" tells SQLite's parser that ON is not a join's.
    private const string Roll =
        $"insert into usage_rollup ({RollupColumns}) select * from ({Grains}) where true {AddUp}";

    private const string MoveHead =
        """
        insert into usage_head (instance_id, sequence, dropped_rows, dropped_sequence) values ($1, $2, 0, 0)
        on conflict (instance_id) do update set sequence = excluded.sequence
        """;

    public Task<UsageRound?> RoundAsync(bool wait, CancellationToken ct) => Task.Run(Round, ct);

    public bool HasMonths => false;

    public Task PrepareMonthsAsync(Instant now, CancellationToken ct) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> DropMonthsAsync(Instant now, int keptMonths, CancellationToken ct) =>
        throw new NotSupportedException("SQLite keeps the ledger in one piece");

    public Task PlanForRowsAsync(AccessDb db, CancellationToken ct) => Task.CompletedTask;

    public string BucketOf(AccessDb db, string column, SummaryPlan plan)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        connection.CreateFunction<long, int>("ea_bucket", ms => plan.BucketOf(ms) + 1, isDeterministic: true);
        return $"ea_bucket({column})";
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = SqliteStore.Open(connectionString);
        connection.CreateFunction<string, string, string?, string>("ea_who", WhoId, isDeterministic: true);
        return connection;
    }

    private UsageRound? Round()
    {
        using var sql = new SqliteStatements(Open(connectionString));
        if (FindBehind(sql).Count == 0)
        {
            return new(0, 0);
        }

        sql.Run(Prepare);
        sql.Run("begin immediate");
        try
        {
            var (pieces, left) = UsagePieces.Take(FindBehind(sql), RowsMax);
            var expected = pieces.Sum(piece => piece.To - piece.Was);
            foreach (var piece in pieces)
            {
                sql.Run(Take, piece.InstanceId, piece.Was, piece.To);
            }

            var written = sql.Run(Number);
            if (written != expected)
            {
                throw new InvalidOperationException($"The ledger has {written} rows where {expected} were expected");
            }

            foreach (var text in new[] { Feed, Fine, Who, Roll })
            {
                sql.Run(text);
            }

            foreach (var piece in pieces)
            {
                sql.Run(MoveHead, piece.InstanceId, piece.To);
            }

            sql.Run("commit");
            return new(written, left);
        }
        finally
        {
            sql.Rollback();
        }
    }

    private static List<UsagePiece> FindBehind(SqliteStatements sql)
    {
        using var rows = sql.Read(UsagePieces.Behind);
        var behind = new List<UsagePiece>();
        while (rows.Read())
        {
            behind.Add(new(rows.GetGuid(0), rows.GetInt64(1), rows.GetInt64(2)));
        }

        return behind;
    }

    // Half of a SHA-256, so that nobody can make two requesters of one id.
    private static string WhoId(string type, string value, string? dictionary)
    {
        var end = dictionary is null ? "" : $":{dictionary}";
        var text = string.Create(CultureInfo.InvariantCulture, $"{type.Length}:{value.Length}:{type}{value}{end}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString().ToUpperInvariant();
    }
}
