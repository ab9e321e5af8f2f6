using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Tests.Sessions;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Usage;

/// <summary>Random usage of some days: one-off requests that split, sessions with refunds, denials.</summary>
public abstract class UsageFixture(Store store) : SessionFixture(store)
{
    /// <summary>Noon before a night in which clocks in Europe go back.</summary>
    protected static readonly Instant Begin = new(1_792_843_200_000);

    private static readonly RequestedBy[] People =
    [
        new("user", "maria", """{"department":"IT","floor":2}"""),
        new("user", "maria", """{"floor":2.0,"department":"R\u0026D"}"""),
        new("user", "joe", """{"department":["IT","HR"]}"""),
        new("host", "joe", null),
        new("host", "build", """{"department":null}"""),
    ];

    protected UsageCatchUp CatchUp => new(DataStore);

    protected UsageReader Reader => new(DataStore);

    protected async Task<Guid[]> UseAsync(int seed, int steps)
    {
        var random = new Random(seed);
        await PublishAsync("", "a=3", "b=0.25", "free=0");
        var instances = new[] { await NewInstanceAsync(), await NewInstanceAsync() };
        foreach (var instance in instances)
        {
            foreach (var quantity in new[] { 7, 40, 200 })
            {
                await PutAsync(instance, Details(Guid.NewGuid().ToString(), quantity), Begin);
            }
        }

        await UseAsync(random, instances, steps);
        return instances;
    }

    protected Task PutAsync(Guid instance, LineItemDetails details, Instant at) => Ledger.PutLineItemAsync(
        instance,
        details with { Start = new(0), End = new(Now.Ms * 2) },
        at,
        keyed: null,
        CancellationToken.None);

    protected async Task<List<EntryRow>> EntriesAsync()
    {
        await using var db = DataStore.NewDb();
        return [.. (await db.Entries.AsNoTracking().ToListAsync())
            .OrderBy(row => row.InstanceId).ThenBy(row => row.Sequence)];
    }

    private async Task UseAsync(Random random, Guid[] instances, int steps)
    {
        var now = Begin;
        var sessions = new List<(Guid Instance, Guid Session)>();
        for (var step = 0; step < steps; step++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(0, 2 * 60 * 60_000));
            var instance = instances[random.Next(instances.Length)];
            switch (random.Next(6))
            {
                case 0:
                    sessions.Add((instance, await CreateAsync(instance, now)));
                    break;

                case 1 or 2 when sessions.Count > 0:
                    var (owner, session) = sessions[random.Next(sessions.Count)];
                    await Ledger.RequestSessionAccessAsync(
                        new(owner, session, Somebody(random), Some(random), random.Next(2) == 0,
                            Guid.CreateVersion7(), now),
                        keyed: null,
                        CancellationToken.None);
                    break;

                case 3 when sessions.Count > 0:
                    await CloseAsync(sessions[0].Instance, sessions[0].Session, now);
                    sessions.RemoveAt(0);
                    break;

                default:
                    await Ledger.RequestOneOffAsync(
                        new(instance, Somebody(random), Some(random), Guid.CreateVersion7(), now),
                        keyed: null,
                        CancellationToken.None);
                    break;
            }

            if (random.Next(10) == 0)
            {
                await CatchUp.CatchUpAsync(CancellationToken.None);
            }
        }
    }

    private static RequestedBy Somebody(Random random) => People[random.Next(People.Length)];

    private static WantedItem[] Some(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(0, 4)).Select(_ => new WantedItem(
            new RequestedItem(new(random.GetItems(["a", "b", "free", "unknown"], 1)[0], ""), random.Next(1, 5)), null)),
    ];
}
