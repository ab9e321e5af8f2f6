using System.Collections.Concurrent;
using System.Diagnostics;
using ElasticAccess.Api.Tests.BadInput;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Fuzz;

public sealed class FuzzOnSqlite() : FuzzTests(Store.Sqlite);

public sealed class FuzzOnPostgres() : FuzzTests(Store.Postgres);

/// <summary>
/// Whatever is sent, the service answers as its document says: made from the served document, half of it sound, the
/// rest with faults of every kind.
/// </summary>
public abstract class FuzzTests(Store store)
{
    private const int AtOnce = 6;

    // A store in trouble is nobody's fault here.
    private const int Unavailable = 503;

    // By default a count, which every machine can do.
    private static readonly int Requests =
        int.Parse(Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_FUZZ_REQUESTS") ?? "25000", null);

    // What it cannot make: no thousand alerts or webhooks, and no receiver. Each has tests of its own.
    private static readonly (string Operation, int Status)[] NotMade =
    [
        ("POST /api/v1.1/instances/{instanceId}/alerts", 409),
        ("POST /api/v1.1/webhooks", 409),
        ("POST /api/v1.1/webhooks/{webhookId}/test", 409),
        ("POST /api/v1.1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver", 201),
        ("POST /api/v1.1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver", 409),
    ];

    // How long it goes on at random.
    private static readonly double Minutes =
        double.Parse(Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_FUZZ_MINUTES") ?? "0", null);

    [Fact]
    public async Task Every_answer_is_one_that_the_document_describes()
    {
        await using var service = await Service.StartAsync(store, ("ElasticAccess:Demo", "true"));
        var operations = await Described.AllAsync(service);
        var world = await World.MakeAsync(service);
        var faults = new ConcurrentDictionary<(string, int), string>();
        var reached = new ConcurrentDictionary<(string, int), int>();
        var started = Stopwatch.GetTimestamp();
        var run = 0;
        do
        {
            var first = AtOnce * run++;
            await Task.WhenAll(Seeds.UpTo(AtOnce)
                .Select(seed => FireAsync(first + seed, Requests / AtOnce, operations)));
        }
        while (Stopwatch.GetElapsedTime(started).TotalMinutes < Minutes && faults.IsEmpty);

        for (var round = 0; round < 20; round++)
        {
            foreach (var missing in Missing().Where(IsMissing))
            {
                // With its neighbours, which make and use what it needs.
                var near = operations.Where(missing.Operation.IsNear).ToArray();
                await FireAsync(int.MaxValue - round, 50 * near.Length, near, missing);
            }
        }

        var perMinute = reached.Values.Sum() / Stopwatch.GetElapsedTime(started).TotalMinutes;
        var counts = reached.GroupBy(one => one.Key.Item2)
            .Select(group => (Status: group.Key, Count: group.Sum(one => one.Value))).OrderBy(one => one.Status);
        TestContext.Current.SendDiagnosticMessage(
            $"{store}: {perMinute:N0} requests a minute; {string.Join(", ", counts)}");
        Assert.True(faults.IsEmpty, string.Join("\n\n", faults.Values.Take(20)));
        Assert.True(
            Missing().Length == 0,
            string.Join('\n', Missing().Select(one => $"{one.Operation} never answered {one.Status}")));
        Assert.All(
            await Verification.RunAsync(service.Services.GetRequiredService<IStore>(), CancellationToken.None),
            finding => Assert.Empty(finding.Violations));

        async Task FireAsync(
            int seed, int count, Described[] at, (Described Operation, int Status) wanted = default)
        {
            var random = new Random(seed);
            for (var n = 0; n < count && faults.Count < 100 && (wanted.Status == 0 || IsMissing(wanted)); n++)
            {
                var operation = wanted.Operation is not null && random.Next(4) == 0
                    ? wanted.Operation : World.Pick(random, at);
                var shot = Shot.Draw(random, operation, world, operation == wanted.Operation ? wanted.Status : 0);
                var (status, found) = await Judge.SendAsync(service.Anonymous, shot, world);
                reached.AddOrUpdate((shot.Operation.ToString(), status), 1, (_, times) => times + 1);
                if (found.Length > 0)
                {
                    var text = $"seed {seed}, request {n}: {status} {string.Join("; ", found)}\n{shot}";
                    faults.TryAdd((shot.Operation.ToString(), status), text);
                }
            }
        }

        (Described Operation, int Status)[] Missing() =>
        [
            .. operations.SelectMany(operation => operation.Statuses.Where(status => status != Unavailable)
                .Select(status => (operation, status)).Where(IsMissing)),
        ];

        bool IsMissing((Described Operation, int Status) one) =>
            !reached.ContainsKey((one.Operation.ToString(), one.Status))
            && !NotMade.Contains((one.Operation.ToString(), one.Status));
    }

    [Fact]
    public async Task A_refused_request_leaves_every_row_as_it_was()
    {
        await using var service = await Service.StartAsync(store, ("ElasticAccess:Demo", "true"));
        var operations = await Described.AllAsync(service);
        var world = await World.MakeAsync(service);
        var (refused, before) = (0, await Snapshot.TakeAsync(service));
        foreach (var seed in Seeds.UpTo(2))
        {
            var random = new Random(seed);
            for (var n = 0; n < 300; n++)
            {
                var shot = Shot.Draw(random, World.Pick(random, operations), world);
                var (status, _) = await Judge.SendAsync(service.Anonymous, shot, world);

                var after = await Snapshot.TakeAsync(service);

                // A refusal under a key is remembered, and a denied session leaves rows that say so.
                if (status >= 400 && !shot.HasKey && !(status == 403 && shot.Operation.TakesInstanceHeader))
                {
                    var changed = after.DifferencesFrom(before);
                    Assert.True(
                        !changed.Any(), $"seed {seed}, request {n}: {status}, {string.Join(", ", changed)}\n{shot}");
                    refused++;
                }

                before = after;
            }
        }

        Assert.True(refused > 100);
    }
}
