using System.Diagnostics;
using System.Globalization;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>
/// Access requests while ten thousand events wait and are sent, against the same while their webhook is disabled. The
/// receiver shares this machine too, so that the ratio holds its part as well.
/// </summary>
internal sealed class WebhookBacklog : Row
{
    private const int Events = 10_000;
    private const int Lanes = 100;
    private const int Connections = 64;

    public override string Name => "webhooks";

    public override string Title => "access requests while a backlog of webhooks drains";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        await MeasureAsync("PostgreSQL", await server.NewDatabaseAsync(), options, report);
        await using var file = await TestDatabase.CreateAsync(Store.Sqlite);
        await MeasureAsync("SQLite", file.ConnectionString, options, report);
    }

    private static async Task MeasureAsync(string store, string connectionString, Options options, Report report)
    {
        var settings = new Dictionary<string, string?>(options.OwnSettings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["ElasticAccess__Webhooks__AllowPrivateAddresses"] = "true",
        };
        await using var service = await ServiceUnderTest.StartAsync(
            connectionString, instances: 1, options, report, settings);
        using var hook = new Hook(service.Address);
        await hook.OpenAsync();
        await service.ChangeOthersAsync(Lanes, Events);
        var quiet = report.NewSeries($"the webhook is disabled, {store}");
        var draining = report.NewSeries($"its backlog is sent, {store}");
        var (sent, watch) = (0L, new Stopwatch());
        for (var round = 0; round < options.Rounds; round++)
        {
            report.Add(quiet, await service.AccessAsync(Connections));
            await hook.EnableAsync(true);
            var before = hook.Received;
            watch.Start();
            report.Add(draining, await service.AccessAsync(Connections));
            watch.Stop();
            sent += hook.Received - before;
            await hook.EnableAsync(false);
        }

        var rest = Stopwatch.GetTimestamp();
        await hook.EnableAsync(true);
        while (hook.Received < Events && Stopwatch.GetElapsedTime(rest) < TimeSpan.FromMinutes(5))
        {
            await Task.Delay(100);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        report.Note(string.Create(
            CultureInfo.InvariantCulture, $"sent under load, {store}: {sent} in {seconds:0} s, {sent / seconds:0}/s"));
        report.Judge($"events received, {store}: {hook.Received}", hook.Received >= Events, $"at least {Events}");
        report.Judge($"events sent under load, {store}: {sent}", sent > 0, "at least 1");
        report.Ratio($"with a backlog that drains / without, {store}", draining, quiet, atLeast: 0.9);
    }
}
