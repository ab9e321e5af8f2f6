using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>
/// Twenty sessions move one token each between ten line items of four, through two processes: refund and charge are one
/// transaction, so that every read, at any moment, finds twenty tokens used, and none of the ten above its bound.
/// </summary>
public sealed class BankTests(SandboxReplicas replicas) : IClassFixture<SandboxReplicas>
{
    private const int LineItems = 10;
    private const int Clients = 20;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(double.Parse(
        Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_BANK_SECONDS") ?? "15", CultureInfo.InvariantCulture));

    private readonly ConcurrentDictionary<string, int> answers = new();

    [Fact]
    public async Task Every_reader_always_sees_the_exact_total()
    {
        var client = replicas.Clients[0];
        var instance = (await client.AddInstanceAsync("bank", "bank")).Id;
        for (var i = 0; i < LineItems; i++)
        {
            await client.AddRateTableAsync(Service.Table($"bank-{i}", "1", DateTimeOffset.UnixEpoch, $"item-{i}=1"));
            await client.PutLineItemAsync(
                instance, Service.LineItem($"bank-{i}", 4, $"bank-{i}") with { End = LineItem.Permanent });
        }

        var sessions = new string[Clients];
        for (var i = 0; i < Clients; i++)
        {
            sessions[i] = await replicas.Http[0].CreateSessionAsync(instance);
            Assert.Equal(200, (await MoveAsync(i % 2, sessions[i], i % LineItems)).Status);
        }

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable.Range(0, Clients).Select(ServeAsync)
                .Append(ChangeRulesAsync()).Concat(Enumerable.Range(0, 2).Select(ReadAsync)));

        TestContext.Current.SendDiagnosticMessage(
            string.Join("; ", answers.OrderBy(answer => answer.Key, StringComparer.Ordinal)));
        Assert.Empty(answers.Keys.Except(["200", "403", "read", "rules"]));
        Assert.True(answers["403"] > 0 && answers["200"] > Clients && answers["read"] > 10);
        await using var store = StoreFactory.Create(replicas.ConnectionString);
        Assert.All(
            await Verification.RunAsync(store, CancellationToken.None), finding => Assert.Empty(finding.Violations));

        bool IsOver() => Stopwatch.GetElapsedTime(started) > Duration;

        async Task ServeAsync(int i)
        {
            var random = new Random(i);
            while (!IsOver())
            {
                Count($"{(await MoveAsync(random.Next(2), sessions[i], random.Next(LineItems))).Status}");
            }
        }

        async Task ReadAsync(int replica)
        {
            while (!IsOver())
            {
                var read = await replicas.Clients[replica].ListLineItemsAsync(instance);
                Assert.Equal(LineItems, read.Count);
                Assert.Equal(Clients, read.Sum(lineItem => lineItem.Used));
                Assert.All(read, lineItem => Assert.InRange(lineItem.Used!.Value, 0, 4));
                Count("read");
            }
        }

        async Task ChangeRulesAsync()
        {
            for (var round = 0; !IsOver(); round++)
            {
                var (changed, replica) = ($"bank-{round % LineItems}", replicas.Clients[round % 2]);
                await replica.PutActionsAsync(instance, changed, [AccessAction.Allow(null, 2)]);
                await replica.DeleteActionsAsync(instance, changed);
                Count("rules");
            }
        }
    }

    // The clock stands still: all of the old charge comes back.
    private Task<WireAnswer> MoveAsync(int replica, string session, int item) => replicas.Http[replica].CallAsync(
        "PUT", $"/api/v1.1/sessions/{session}", SessionCalls.Wants($"item-{item}"));

    private void Count(string answer) => answers.AddOrUpdate(answer, 1, (_, times) => times + 1);
}
