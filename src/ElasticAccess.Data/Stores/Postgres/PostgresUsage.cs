using System.Globalization;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Usage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static ElasticAccess.Data.Stores.Postgres.PostgresGather;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>The feed and the roll-ups on PostgreSQL.</summary>
internal sealed class PostgresUsage(NpgsqlDataSource source) : IUsageStore
{
    private const int RowsMax = 50_000;

    // Held to the end of the transaction: positions are committed in their order, whoever gives them.
    private const string Wait = "select pg_advisory_xact_lock(7379011), true";

    private const string Try = "select null, pg_try_advisory_xact_lock(7379011)";

    // Whatever the statistics of a month that has just begun, rows are found by their keys.
    private const string Plans = "set local enable_seqscan = off; set local jit = off; set local lock_timeout = '60s'";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<UsageRound?> RoundAsync(bool wait, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if (wait && (await FindBehindAsync(connection, ct)).Count == 0)
        {
            return new(0, 0);
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await LockAsync(connection, wait, ct))
        {
            return null;
        }

        var (pieces, left) = UsagePieces.Take(await FindBehindAsync(connection, ct), RowsMax);
        if (pieces.Length == 0)
        {
            return new(0, 0);
        }

        var expected = pieces.Sum(piece => piece.To - piece.Was);
        await using var write = new NpgsqlCommand(PostgresUsageSql.Round, connection)
        {
            CommandTimeout = (int)Patience.TotalSeconds,
            Parameters =
            {
                Column(pieces, piece => piece.InstanceId),
                Column(pieces, piece => piece.Was),
                Column(pieces, piece => piece.To),
            },
        };
        var written = (long)(await write.ExecuteScalarAsync(ct))!;
        if (written != expected)
        {
            throw new InvalidOperationException($"The ledger has {written} rows where {expected} were expected");
        }

        await transaction.CommitAsync(ct);
        return new(written, left);
    }

    public bool HasMonths => true;

    public Task PrepareMonthsAsync(Instant now, CancellationToken ct) =>
        PostgresMonths.PrepareAsync(source, now, ct);

    public Task<IReadOnlyList<string>> DropMonthsAsync(Instant now, int keptMonths, CancellationToken ct) =>
        PostgresMonths.DropAsync(source, now, keptMonths, ct);

    public Task PlanForRowsAsync(AccessDb db, CancellationToken ct) => db.Database.ExecuteSqlRawAsync(
        """
        set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off;
        set local jit = off
        """,
        ct);

    public string BucketOf(AccessDb db, string column, SummaryPlan plan)
    {
        var starts = string.Join(',', plan.BoundariesMs.Take(plan.Names.Count)
            .Select(ms => ms.ToString(CultureInfo.InvariantCulture)));
        return $"width_bucket({column}, array[{starts}]::bigint[])";
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, bool wait, CancellationToken ct)
    {
        await using (var plans = new NpgsqlCommand(Plans, connection))
        {
            await plans.ExecuteNonQueryAsync(ct);
        }

        await using var command = new NpgsqlCommand(wait ? Wait : Try, connection)
        {
            CommandTimeout = (int)Patience.TotalSeconds,
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) && rows.GetBoolean(1);
    }

    private static async Task<List<UsagePiece>> FindBehindAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(UsagePieces.Behind, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var behind = new List<UsagePiece>();
        while (await rows.ReadAsync(ct))
        {
            behind.Add(new(rows.GetGuid(0), rows.GetInt64(1), rows.GetInt64(2)));
        }

        return behind;
    }
}
