using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Crash;

/// <summary>
/// What was acknowledged survives <c>kill -9</c>, and what was not is charged at most once (reliability I13, I14).
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Killing_the_service_loses_and_doubles_nothing(Store store)
    {
        await using var scene = await CrashScene.SetAsync(store);
        var journal = new Journal(scene.Instance) { Address = scene.Service.Address };
        var running = journal.RunAsync();
        for (var kills = 0; kills < 3; kills++)
        {
            await journal.WaitForAsync(150);
            await scene.KillServiceAndStartAgainAsync();
            journal.Address = scene.Service.Address;
        }

        await journal.WaitForAsync(100);
        journal.Stop();
        await running;

        Say(journal);
        Assert.All(journal.Entries, entry => Assert.Equal(HttpStatusCode.OK, entry.Status));
        Assert.Contains(journal.Entries, entry => entry.Unknown > 0);
        await scene.AuditAsync(journal.Entries);
        await scene.VerifyAsync();
    }

    /// <summary>SQLite has no server to kill.</summary>
    [Fact]
    public async Task Killing_PostgreSQL_loses_and_doubles_nothing()
    {
        await using var scene = await CrashScene.SetAsync(Store.Postgres);
        Assert.NotNull(scene.Cluster);
        var journal = new Journal(scene.Instance) { Address = scene.Service.Address };
        var running = journal.RunAsync();
        for (var kills = 0; kills < 3; kills++)
        {
            await journal.WaitForAsync(150);
            scene.Cluster.Kill9();
            await scene.Cluster.StartAgainAsync();
        }

        await journal.WaitForAsync(100);
        journal.Stop();
        await running;

        Say(journal);
        Assert.All(journal.Entries, entry => Assert.Equal(HttpStatusCode.OK, entry.Status));

        // The service asks the store itself what became of a commit, so it is the one that the kills must have met.
        using var http = new HttpClient { BaseAddress = scene.Service.Address };
        Assert.Contains("ledger_retries", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
        await scene.AuditAsync(journal.Entries);
        await scene.VerifyAsync();
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_graceful_stop_answers_everything_that_it_has_accepted(Store store)
    {
        await using var scene = await CrashScene.SetAsync(store);
        var journal = new Journal(scene.Instance, repeats: false) { Address = scene.Service.Address };
        var running = journal.RunAsync();
        await journal.WaitForAsync(300);

        var exitCode = await scene.Service.StopAsync();
        journal.Stop();
        await running;

        Say(journal);
        Assert.Equal(0, exitCode);
        Assert.All(journal.Entries, entry => Assert.True(entry.Status is null or HttpStatusCode.OK, entry.Fault));
        await scene.AuditAsync([.. journal.Entries.Where(entry => entry.Status == HttpStatusCode.OK)]);
        await scene.VerifyAsync();
    }

    private void Say(Journal journal)
    {
        var repeated = journal.Entries.Where(entry => entry.Unknown > 0).ToList();
        output.WriteLine(
            $"{journal.Entries.Count} requests, {repeated.Count} with an unknown outcome, of which "
            + $"{repeated.Count(entry => entry.IsReplay)} had been charged");
    }
}
