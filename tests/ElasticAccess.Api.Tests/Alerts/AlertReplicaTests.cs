using ElasticAccess.Api.Tests.Processes;
using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Alerts;

/// <summary>Two service processes on one PostgreSQL judge the same alerts at the same moment.</summary>
public sealed class AlertReplicaTests(SandboxReplicas replicas) : IClassFixture<SandboxReplicas>
{
    private const int Rounds = 12;

    [Fact]
    public async Task What_both_judge_at_once_is_told_once()
    {
        await using var store = StoreFactory.Create(replicas.ConnectionString);
        await using (var db = store.NewDb())
        {
            await Told.ListenAsync(db, Store.Postgres);
        }

        var client = replicas.Clients[0];
        var instance = (await client.AddInstanceAsync("Alerts-def-inst", "Alerts")).Id;
        await client.AddRateTableAsync(Service.Table("alerts", "1", DateTimeOffset.UnixEpoch, "x=1"));
        await MapAsync(client, instance, 100);
        await client.CreateAlertAsync(instance, new AlertWish("low", AlertMeasure.Remaining, 50, "PT0S"));
        var expected = new List<string>();
        for (var round = 1; round <= Rounds; round++)
        {
            await client.RequestOneOffAsync(
                instance, new Requester("user", "maria"), [new RequestedItem("x", Count: 60)]);
            await JudgeAtOnceAsync(minutes: 1);
            expected.Add("low fired 40");
            await MapAsync(replicas.Clients[1], instance, 100 + (60 * round));
            await JudgeAtOnceAsync(minutes: 1);
            expected.Add("low recovered 100");
        }

        await using var reading = store.NewDb();
        var told = await Told.ReadAsync(reading);
        Assert.Equal(expected, told.Select(one => one.Split(" @")[0]));
    }

    private static Task MapAsync(Client.ElasticAccessClient client, string instance, long quantity) =>
        client.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", quantity, "alerts") with
        {
            End = LineItem.Permanent,
        });

    // Each of them judges all that is due before it answers; the workers of both come round meanwhile.
    private async Task JudgeAtOnceAsync(int minutes)
    {
        replicas.Moved(minutes);
        var answers = await Task.WhenAll(replicas.Http.Select(http => http.CallAsync(
            "PUT", "/sandbox/clock", new { now = replicas.Now.ToUnixTimeMilliseconds() })));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }
}
