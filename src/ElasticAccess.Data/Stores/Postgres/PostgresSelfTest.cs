using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>
/// Two connections, a scripted interleaving: does the database refuse what no order of the two transactions could have
/// done? A version number, or the word "serializable", says less. The rows are answers of an instance that does not
/// exist; what a run that was cut off leaves behind goes with the old answers.
/// </summary>
internal static class PostgresSelfTest
{
    private const string Begin = "begin isolation level serializable";
    private const string A = "'\\x0a'";
    private const string B = "'\\x0b'";

    /// <summary>Each reads what the other writes. Where both commit there is no serializable isolation.</summary>
    public static readonly (int Who, string Sql)[] WriteSkew =
    [
        (0, Insert(A)), (0, Insert(B)), (0, Begin), (1, Begin),
        (0, Count(B)), (1, Count(A)), (0, Update(A)), (1, Update(B)), (0, "commit"), (1, "commit"),
    ];

    /// <summary>
    /// The first depends on a row only in that its insert did nothing because of it; the second takes that row away.
    /// Releases in the field forget that dependency: both commit.
    /// </summary>
    public static readonly (int Who, string Sql)[] InsertOnConflict =
    [
        (0, Insert(A)), (0, Begin), (1, Begin),
        (0, $"{Insert(A)} on conflict do nothing"), (1, Count(B)), (1, Delete(A)), (0, Insert(B)),
        (0, "commit"), (1, "commit"),
    ];

    /// <summary>A plain read of the row in the same transaction closes the hole.</summary>
    public static readonly (int Who, string Sql)[] InsertOnConflictAndSelect =
        [.. InsertOnConflict[..4], (0, Count(A)), .. InsertOnConflict[4..]];

    public static async Task<StoreCheck[]> RunAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            return
            [
                await RefusesAsync(source, WriteSkew, ct)
                    ? StoreCheck.Ok("transactions are serializable: of two that read what the other writes, one fails")
                    : StoreCheck.Unsafe(
                        "serializable transactions are not: two that read what the other writes both committed. "
                        + "Connect to PostgreSQL itself, without a pooler or a proxy that lowers the isolation level"),
                await RefusesAsync(source, InsertOnConflict, ct)
                    ? StoreCheck.Ok("INSERT … ON CONFLICT DO NOTHING counts as a read in a serializable transaction")
                    : StoreCheck.Advice(
                        "INSERT … ON CONFLICT DO NOTHING does not count as a read in serializable transactions of this "
                        + "release: update PostgreSQL to the newest minor release. This service does not rely on it; "
                        + "other programs on this server may"),
            ];
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return [StoreCheck.Advice("whether transactions are serializable is asked after the first migrate")];
        }
    }

    /// <summary>True when one of the two fails with a serialization failure; false when both commit.</summary>
    public static async Task<bool> RefusesAsync(
        NpgsqlDataSource source, IEnumerable<(int Who, string Sql)> script, CancellationToken ct)
    {
        var instance = Guid.CreateVersion7();
        try
        {
            await using var first = await OpenAsync(source, ct);
            await using var second = await OpenAsync(source, ct);
            foreach (var (who, sql) in script)
            {
                await ExecuteAsync(who == 0 ? first : second, sql, instance, ct);
            }

            return false;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            return true;
        }
        finally
        {
            // The pool has rolled back what was open.
            await using var connection = await OpenAsync(source, ct);
            await ExecuteAsync(connection, "delete from stored_answer where instance_id = $1", instance, ct);
        }
    }

    // Nothing here needs to be durable, or to wait for a standby. An index keeps the locks off other rows.
    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        await using var settings = new NpgsqlCommand(
            "set synchronous_commit = off; set enable_seqscan = off; set statement_timeout = '10s'", connection);
        await settings.ExecuteNonQueryAsync(ct);
        return connection;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, Guid instance, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (sql.Contains("$1", StringComparison.Ordinal))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = instance });
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Insert(string key) =>
        "insert into stored_answer (instance_id, key_hash, request_hash, status, body, created_ms) "
        + $"values ($1, {key}, '', 0, '', 0)";

    private static string Count(string key) =>
        $"select count(*) from stored_answer where instance_id = $1 and key_hash = {key}";

    private static string Update(string key) =>
        $"update stored_answer set status = status + 1 where instance_id = $1 and key_hash = {key}";

    private static string Delete(string key) =>
        $"delete from stored_answer where instance_id = $1 and key_hash = {key}";
}
