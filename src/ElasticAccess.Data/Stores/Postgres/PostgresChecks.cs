using System.Globalization;
using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>The settings of a PostgreSQL that decide whether an acknowledged charge stays.</summary>
internal static class PostgresChecks
{
    private const int VersionMin = 150000;

    private static readonly string[] Asked =
    [
        "fsync", "synchronous_commit", "synchronous_standby_names", "full_page_writes", "server_version_num",
        "default_transaction_read_only", "in_hot_standby", "max_pred_locks_per_transaction", "max_pred_locks_per_page",
    ];

    public static async Task<List<StoreCheck>> RunAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select name, setting from pg_settings where name = any($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Asked });
        var settings = new Dictionary<string, string>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
            {
                settings[rows.GetString(0)] = rows.GetString(1);
            }
        }

        List<StoreCheck> checks = [.. Asked.Select(name => Judge(name, settings))];
        if (!IsReadOnly(settings))
        {
            checks.AddRange(await PostgresSelfTest.RunAsync(source, ct));
        }

        return checks;
    }

    internal static StoreCheck Judge(string name, IReadOnlyDictionary<string, string> settings)
    {
        var value = settings.GetValueOrDefault(name, "");
        var hasStandby = settings.GetValueOrDefault("synchronous_standby_names", "").Length > 0;
        return (name, value) switch
        {
            ("fsync", "off") => StoreCheck.Unsafe(
                "fsync is off: set fsync = on, or a crash can lose the whole database"),
            ("full_page_writes", "off") => StoreCheck.Unsafe(
                "full_page_writes is off: set full_page_writes = on, or a crash can tear pages"),
            ("synchronous_commit", "off") => StoreCheck.Unsafe(
                "synchronous_commit is off: set synchronous_commit = on, or a crash loses acknowledged charges"),

            // Without a standby to wait for, both are the same as on.
            ("synchronous_commit", "local") when hasStandby => StoreCheck.Unsafe(
                "synchronous_commit is local while synchronous_standby_names asks for a standby: "
                + "set synchronous_commit = on, or a failover loses acknowledged charges"),
            ("synchronous_commit", "remote_write") when hasStandby => StoreCheck.Advice(
                "synchronous_commit is remote_write: set synchronous_commit = on, or a failover to a standby whose "
                + "machine crashed as well loses acknowledged charges"),
            ("server_version_num", _) when Number(value) < VersionMin => StoreCheck.Unsafe(
                $"PostgreSQL {value} is older than 15: use 15 or newer"),
            ("in_hot_standby", "on") => StoreCheck.Unsafe(
                "this server is a standby, which takes no writes: connect to the primary, "
                + "with several hosts by Target Session Attributes=primary"),
            ("default_transaction_read_only", "on") => StoreCheck.Unsafe(
                "default_transaction_read_only is on: set it to off for the role of the service and for its database, "
                + "or no charge can be written"),
            ("max_pred_locks_per_transaction", _) when Number(value) < 256 => LocksWiden(name, value, 1024),
            ("max_pred_locks_per_page", _) when Number(value) < 50 => LocksWiden(name, value, 100),
            _ => StoreCheck.Ok($"{name} is {(value.Length > 0 ? value : "empty")}"),
        };
    }

    private static StoreCheck LocksWiden(string name, string value, int wanted) => StoreCheck.Advice(
        $"{name} is {value}: set {wanted}, or locks of batches widen until strangers conflict");

    private static bool IsReadOnly(Dictionary<string, string> settings) =>
        settings.GetValueOrDefault("in_hot_standby") == "on"
        || settings.GetValueOrDefault("default_transaction_read_only") == "on";

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
