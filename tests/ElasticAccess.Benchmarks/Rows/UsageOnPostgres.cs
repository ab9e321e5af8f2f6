using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>A month of usage of a hundred customers, and its summaries over HTTP.</summary>
internal sealed class UsageOnPostgres : Row
{
    private const int Instances = 100;
    private const int MillisecondsMax = 300;

    private static readonly string[] Groupings =
    [
        "item", "instance", "account", "lineItem", "day", "requester", "dictionary.department", "day,item",
    ];

    public override string Name => "usage";

    public override string Title => "summaries of a month, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var database = await server.NewDatabaseAsync();
        await using var process = await ServiceProcess.StartAsync(database);
        using var setup = new SetupClient(process.Address);
        await setup.PublishRatesAsync();
        for (var n = 0; n < Instances; n++)
        {
            await setup.NewInstanceAsync(n);
        }

        var started = Stopwatch.GetTimestamp();
        await LedgerFill.InsertAsync(database, options.UsageRows);
        report.Note(Took($"{options.UsageRows} ledger rows inserted", started));
        started = Stopwatch.GetTimestamp();
        await LedgerFill.CountAsync(database);
        while (await Sql.ExecuteAsync(database, "select coalesce(sum(sequence), 0) from usage_head")
            != options.UsageRows.ToString(CultureInfo.InvariantCulture))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        report.Note(Took("caught up with", started));
        report.Note($"roll-ups: {await Sql.ExecuteAsync(
            database,
            "select string_agg(n, ', ') from ("
            + "select grain || ': ' || count(*) as n from usage_rollup group by grain) g")}");
        await Sql.ExecuteAsync(database, "vacuum analyze");
        await Sql.CheckpointAsync(server.ConnectionString);
        using var http = new HttpClient { BaseAddress = process.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
        foreach (var by in Groupings)
        {
            var times = new List<double>();
            for (var i = 0; i < options.Rounds + 1; i++)
            {
                started = Stopwatch.GetTimestamp();
                await http.GetStringAsync(
                    new Uri($"/api/v1.1/usage/summary?{LedgerFill.Month}&groupBy={by}", UriKind.Relative));
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            // The first one warms up.
            report.Share($"ms by {by}", times.Skip(1).Order().ElementAt((times.Count - 1) / 2), MillisecondsMax);
        }
    }

    private static string Took(string what, long since) => string.Create(
        CultureInfo.InvariantCulture, $"{what} in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
}
