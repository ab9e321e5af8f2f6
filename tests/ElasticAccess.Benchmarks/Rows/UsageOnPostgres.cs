using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>A month of usage of a hundred customers, and what is asked of it over HTTP.</summary>
internal sealed class UsageOnPostgres : Row
{
    private const int Instances = 100;
    private const int MillisecondsMax = 300;

    private static readonly string[] Groupings =
    [
        "item", "instance", "account", "lineItem", "day", "requester", "dictionary.department", "day,item",
    ];

    private const string RateTable =
        """
        {
          "effectiveFrom": 1577836800000, "series": "Studio", "version": "2",
          "items": [ { "name": "item-0", "rate": 2 }, { "name": "item-1", "rate": 0.5 } ]
        }
        """;

    public override string Name => "usage";

    public override string Title => "summaries, forecasts and a rehearsal of a month, PostgreSQL";

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

        // Whole days that ended before today: what a forecast reads, too.
        var end = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        var start = end - TimeSpan.FromDays(28);
        var range = $"from={start.ToUnixTimeMilliseconds()}&to={end.ToUnixTimeMilliseconds()}";
        var began = Stopwatch.GetTimestamp();
        await LedgerFill.InsertAsync(database, options.UsageRows, start.ToUnixTimeMilliseconds(), counting: true);
        report.Note(Took($"{options.UsageRows} ledger rows inserted", began));
        while (await Sql.ExecuteAsync(database, "select coalesce(sum(sequence), 0) from usage_head")
            != options.UsageRows.ToString(CultureInfo.InvariantCulture))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        report.Note(Took("and caught up with, from the beginning of it", began));
        report.Note($"roll-ups: {await Sql.ExecuteAsync(
            database,
            "select string_agg(n, ', ') from ("
            + "select grain || ': ' || count(*) as n from usage_rollup group by grain) g")}");
        await Sql.ExecuteAsync(database, "vacuum analyze");
        await Sql.CheckpointAsync(server.ConnectionString);
        using var http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
        foreach (var by in Groupings)
        {
            var ms = await MedianMsAsync(() => http.GetAsync(At($"/api/v1.1/usage/summary?{range}&groupBy={by}")));
            report.Share($"ms by {by}", ms, MillisecondsMax);
        }

        var forecasts = await MedianMsAsync(() => http.GetAsync(At("/api/v1.1/forecasts")));
        report.Note(string.Create(CultureInfo.InvariantCulture, $"forecasts of all instances: {forecasts:0} ms"));

        // Each row is charged anew, so once is enough.
        await RehearseAsync("all instances", range);
        var id = await Sql.ExecuteAsync(database, "select min(instance_id::text) from instance");
        await RehearseAsync("one of the hundred", $"{range}&instanceId={id}");

        static Uri At(string path) => new(path, UriKind.Relative);

        async Task RehearseAsync(string whose, string query)
        {
            var asked = Stopwatch.GetTimestamp();
            using var table = new StringContent(RateTable, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(
                At($"/provisioning/api/v1.1/rate-tables/rehearsal?{query}"), table);
            answer.EnsureSuccessStatusCode();
            report.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"rehearsal of {whose}: {Stopwatch.GetElapsedTime(asked).TotalSeconds:0.0} s"));
        }

        async Task<double> MedianMsAsync(Func<Task<HttpResponseMessage>> ask)
        {
            var times = new List<double>();
            for (var i = 0; i < options.Rounds + 1; i++)
            {
                var asked = Stopwatch.GetTimestamp();
                using var answer = await ask();
                answer.EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            // The first one warms up.
            return times.Skip(1).Order().ElementAt((times.Count - 1) / 2);
        }
    }

    private static string Took(string what, long since) => string.Create(
        CultureInfo.InvariantCulture, $"{what} in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
}
