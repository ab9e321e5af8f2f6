namespace ElasticAccess.TestSupport.Postgres;

/// <summary>What both kinds of throwaway server are started with, on the command line.</summary>
internal static class PostgresSettings
{
    // Serializable transactions run out of the default predicate locks; the compose file sets the same numbers.
    private static readonly string[] Always =
        ["max_connections=200", "max_pred_locks_per_transaction=1024", "max_pred_locks_per_page=100"];

    /// <summary>Never for a crash test or a benchmark: with these a commit is not yet on the disk.</summary>
    private static readonly string[] Fast = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

    private static readonly string[] Durable = ["fsync=on", "synchronous_commit=on", "full_page_writes=on"];

    public static IEnumerable<string> Arguments(bool durable, string[] more) =>
        Always.Concat(durable ? Durable : Fast).Concat(more).SelectMany(setting => new[] { "-c", setting });
}
