using System.Globalization;
using ElasticAccess.Domain;
using Npgsql;
using static ElasticAccess.Data.Stores.Postgres.PostgresGather;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>
/// Months of the ledger come before they are written to and go after their time. Both lock the ledger for a moment:
/// they wait for it a few seconds at most, which is less than a charge waits for them.
/// </summary>
internal static class PostgresMonths
{
    private const int Ahead = 3;

    // Nothing is caught up with meanwhile.
    private const string Begin =
        "set local lock_timeout = '3s'; set local jit = off; select pg_advisory_xact_lock(7379011)";

    private const string Months =
        """
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'entry'::regclass and c.relname ~ '^entry_[0-9]{4}_[0-9]{2}$' order by 1
        """;

    // Rows that are not in the roll-ups yet, and those that a live session could still give back.
    private const string InUse =
        """
        select exists (
            select from {0} e left join usage_head u on u.instance_id = e.instance_id
            where e.sequence > coalesce(u.sequence, 0))
        or exists (select from session where due_ms is not null and charge_write_ms >= $1 and charge_write_ms < $2)
        """;

    private const string Count =
        """
        update usage_head u set
            dropped_rows = dropped_rows + gone.rows,
            dropped_sequence = greatest(dropped_sequence, gone.sequence),
            dropped_usage_ms = greatest(dropped_usage_ms, gone.usage_ms)
        from (select instance_id, count(*) as rows, max(sequence) as sequence, max(usage_ms) as usage_ms
              from {0} group by instance_id) gone
        where gone.instance_id = u.instance_id
        """;

    // The last range stays, so that positions go on from it.
    private const string Drop =
        """
        delete from usage_feed
        where min_write_ms >= {1} and max_write_ms < {2} and position < (select max(position) from usage_feed);
        delete from session_charge s using {0} e
        where e.kind in (0, 1) and e.session_id is not null and e.interval is not null
            and s.instance_id = e.instance_id
            and s.session_id = e.session_id and s.interval = e.interval and s.part = e.part;
        delete from session_refund r using {0} e
        where e.refund_of is not null and r.instance_id = e.instance_id and r.refund_of = e.refund_of;
        drop table {0};
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public static async Task PrepareAsync(NpgsqlDataSource source, Instant now, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, "set local lock_timeout = '3s'", ct);
        await RunAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"select ea_entry_months({now.Ms}, {Ahead})"),
            ct);
        await transaction.CommitAsync(ct);
    }

    public static async Task<IReadOnlyList<string>> DropAsync(
        NpgsqlDataSource source, Instant now, int keptMonths, CancellationToken ct)
    {
        var latest = DateTimeOffset.FromUnixTimeMilliseconds(now.Ms).AddMonths(-keptMonths);
        var dropped = new List<string>();
        await using var connection = await source.OpenConnectionAsync(ct);
        foreach (var name in await FindAsync(connection, ct))
        {
            var start = DateTimeOffset.ParseExact(
                name, "'entry_'yyyy_MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            if (start.AddMonths(1) > latest
                || !await DropAsync(
                    connection, name, start.ToUnixTimeMilliseconds(), start.AddMonths(1).ToUnixTimeMilliseconds(), ct))
            {
                // Months go in their order.
                break;
            }

            dropped.Add(name);
        }

        return dropped;
    }

    private static async Task<bool> DropAsync(
        NpgsqlConnection connection, string name, long fromMs, long toMs, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, Begin, ct);

        // Whoever writes into the month with a clock that is far behind waits or is waited for.
        await RunAsync(connection, $"lock table {name} in share mode", ct);
        await using (var inUse = new NpgsqlCommand(InUse.Replace("{0}", name, StringComparison.Ordinal), connection))
        {
            inUse.CommandTimeout = (int)Patience.TotalSeconds;
            inUse.Parameters.Add(Value(fromMs));
            inUse.Parameters.Add(Value(toMs));
            if ((bool)(await inUse.ExecuteScalarAsync(ct))!)
            {
                return false;
            }
        }

        await RunAsync(connection, Count.Replace("{0}", name, StringComparison.Ordinal), ct);
        await RunAsync(
            connection,
            Drop.Replace("{0}", name, StringComparison.Ordinal)
                .Replace("{1}", fromMs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{2}", toMs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static async Task<List<string>> FindAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Months, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection)
        {
            CommandTimeout = (int)Patience.TotalSeconds,
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
