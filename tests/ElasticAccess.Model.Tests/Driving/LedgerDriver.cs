using ElasticAccess.Api.Sessions;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Model.Tests.Memory;
using ElasticAccess.Model.Tests.Reference;
using ElasticAccess.Model.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>The ledger and its session work on a store in memory, on one thread.</summary>
internal sealed class LedgerDriver : IDisposable
{
    private readonly Scheduler scheduler = new();
    private readonly Context context;
    private readonly MemoryStore store;
    private readonly Handles handles = new();
    private readonly TokenLedger ledger;
    private readonly SessionCharger charger;
    private readonly LedgerFront front;

    public LedgerDriver(int instances, Slips slips = Slips.None)
    {
        context = new(scheduler);
        store = new MemoryStore(new Tables()) { Slips = slips };
        for (var i = 1; i <= instances; i++)
        {
            NewInstance(store, handles, i);
        }

        TokenLedger? opened = null;
        context.Run(() => opened = new(
            store,
            new VirtualTime(scheduler, context),
            new LedgerOptions { Lanes = 1 },
            new Surroundings { Start = lane => lane(), Random = new Random(1) }));
        ledger = opened!;
        charger = new(store, ledger, NullLogger<SessionCharger>.Instance);
        front = new(ledger, charger, store, handles);
    }

    public static void NewInstance(MemoryStore store, Handles handles, int number)
    {
        // The last bytes select the lane.
        var id = new Guid($"00000000-0000-7000-8000-{number:x12}");
        store.Tables.Instances.Add(id, new InstanceTables(id));
        handles.Add("instance", id);
    }

    /// <summary>Rate tables and settings are plain resources, which the ledger only reads.</summary>
    public static bool StorePlain(Tables tables, Command command, Answer answer)
    {
        switch (command)
        {
            case PostTable post when answer.Status == 201:
                tables.RateTables.Add(ToDomain(post, tables.PlainVersion));
                break;

            case DeleteTable delete when answer.Status == 204:
                tables.RateTables.RemoveAll(t => t.Series == delete.Series && t.Version == delete.Version);
                break;

            case Configure configure:
                tables.Settings[configure.Name] = configure.Value;
                break;

            case PostTable or DeleteTable:
                break;

            default:
                return false;
        }

        tables.PlainVersion++;
        return true;
    }

    /// <summary>The answer with the model's numbers for ids.</summary>
    public string Ask(Command command, Answer expected, long now) => StorePlain(store.Tables, command, expected)
        ? expected.ToString()
        : handles.Numbered(scheduler.Run(context, () => front.AskAsync(command, now)));

    /// <summary>Does all that is due, as the worker would.</summary>
    public void Work(long now) => scheduler.Run(context, async () =>
    {
        await charger.DoDueAsync(new Instant(now), CancellationToken.None);
        return 0;
    });

    public IEnumerable<string> Differences(World world) => Comparison.Differences(world, store.Tables, handles);

    public IEnumerable<string> Broken() => Invariants.Broken(store.Tables);

    public void Dispose()
    {
        charger.Dispose();
        ledger.Dispose();
    }

    private static RateTable ToDomain(PostTable post, int number) => new(
        new Guid($"00000000-0000-7000-9000-{number:x12}"),
        post.Series,
        post.Version,
        new(post.EffectiveFrom),
        new(number),
        post.Items.ToDictionary(item => new ItemKey(item.Item, item.Version), item => item.RateMicro is { } rate
            ? (Price)new Price.Fixed(new Tokens(rate)) : Formula()));

    private static Price.ByFormula Formula() => Domain.Rating.Formula.TryParse("x", out var x, out _)
        ? new(x) : throw new System.Diagnostics.UnreachableException();
}
