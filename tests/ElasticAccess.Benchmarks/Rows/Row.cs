using ElasticAccess.Benchmarks.Reports;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>A line of the table of targets. A new one is a file in this folder and its name below.</summary>
internal abstract class Row
{
    public static IReadOnlyList<Row> All { get; } =
    [
        new Reference(), new HotOnPostgres(), new SpreadOnPostgres(), new BatchOnPostgres(), new HotOnSqlite(),
        new SessionsOnPostgres(), new UsageOnPostgres(), new Import(), new CostOnPostgres(),
        new GrowthByRows(), new GrowthByShape(), new GrowthByProcesses(), new Overload(), new Alerts(),
        new WebhookBacklog(), new ConsolePages(), new CompareBuilds(), new Start(),
    ];

    /// <summary>What `--row` takes.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract Task RunAsync(Options options, Report report);
}
