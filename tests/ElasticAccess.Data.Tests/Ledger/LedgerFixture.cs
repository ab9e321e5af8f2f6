using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Supply;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Ledger;

/// <summary>A migrated database of its own, and a ledger on it. A test may open further ledgers, as replicas.</summary>
public abstract class LedgerFixture(Store kind) : IAsyncLifetime
{
    protected static readonly Instant Now = new(1_800_000_000_000);

    private readonly List<(IStore Store, TokenLedger Ledger)> opened = [];
    private TestDatabase? database;

    protected IStore DataStore => opened[0].Store;

    protected TokenLedger Ledger => opened[0].Ledger;

    protected Store Kind => kind;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(kind);
        var store = StoreFactory.Create(database.ConnectionString);
        await store.MigrateAsync(TestContext.Current.CancellationToken);
        opened.Add((store, new TokenLedger(store, TimeProvider.System, new LedgerOptions())));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (store, ledger) in opened)
        {
            await ledger.CloseAsync(CancellationToken.None);
            ledger.Dispose();
            await store.DisposeAsync();
        }

        await database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another service process as far as the database can tell.</summary>
    protected TokenLedger OpenReplica(LedgerOptions? options = null)
    {
        var store = StoreFactory.Create(database!.ConnectionString);
        opened.Add((store, new TokenLedger(store, TimeProvider.System, options ?? new LedgerOptions())));
        return opened[^1].Ledger;
    }

    protected async Task<Guid> NewInstanceAsync()
    {
        var id = Guid.CreateVersion7();
        await using var db = DataStore.NewDb();
        db.Instances.Add(new InstanceRow
        {
            InstanceId = id,
            ShortName = "test",
            AccountId = id.ToString(),
            DefaultInstance = true,
            CreatedMs = Now.Ms,
            ModifiedMs = Now.Ms,
        });
        db.LedgerHeads.Add(new LedgerHeadRow { InstanceId = id });
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>Items as <c>name=rate</c>.</summary>
    protected async Task PublishAsync(string series, params string[] items)
    {
        var id = Guid.CreateVersion7();
        await using var db = DataStore.NewDb();
        db.RateTables.Add(new RateTableRow
        {
            RateTableId = id,
            Series = series,
            Version = id.ToString(),
            EffectiveFromMs = 0,
            CreatedMs = 0,
            Items = [.. items.Select((item, i) => item.Split('=')).Select((item, i) => new RateTableItemRow
            {
                RateTableId = id,
                Name = item[0],
                Version = "",
                Position = i,
                RateMicro = Tokens.Parse(item[1]).Micro,
            })],
        });
        await db.SaveChangesAsync();
    }

    protected async Task<string> MapAsync(
        Guid instance, long quantity, string series = "", Overdraft overdraft = default, int endsInDays = 1)
    {
        var details = Details(Guid.NewGuid().ToString(), quantity, series, overdraft, endsInDays);
        var reply = await Ledger.PutLineItemAsync(instance, details, Now, keyed: null, CancellationToken.None);
        Assert.IsType<LineItemReply.Stored>(Assert.IsType<Reply<LineItemReply>.Decided>(reply).Outcome);
        return details.ActivationId;
    }

    protected static LineItemDetails Details(
        string activationId, long quantity, string series = "", Overdraft overdraft = default, int endsInDays = 1) =>
            new(
            activationId,
            LineItemState.Deployed,
            quantity,
            Now - TimeSpan.FromDays(1),
            Now + TimeSpan.FromDays(endsInDays),
            Elastic: true,
            series,
            overdraft,
            ResetFrequency: null);

    /// <summary>
    /// Items as <c>count*name</c>; the answer as <c>granted 3</c> or <c>InsufficientTokens</c> for each.
    /// </summary>
    protected static async Task<string> RequestAsync(TokenLedger ledger, Guid instance, params string[] items)
    {
        var reply = await ledger.RequestOneOffAsync(OneOff(instance, items), keyed: null, CancellationToken.None);
        var outcomes = Assert.IsType<Reply<IReadOnlyList<ItemDecision>?>.Decided>(reply).Outcome;
        return outcomes is null
            ? "no instance" : string.Join(", ", outcomes.Select(decision => Text(decision.Outcome)));
    }

    protected static OneOff OneOff(Guid instance, params string[] items) => new(
        instance,
        new RequestedBy("user", "maria", null),
        [.. items.Select(item => item.Split('*')).Select(item =>
            new WantedItem(new RequestedItem(new(item[1], ""), decimal.Parse(item[0])), null))],
        Guid.CreateVersion7(),
        Now);

    /// <summary>What nobody can do through the service.</summary>
    protected async Task CorruptAsync(string sql)
    {
        // Nothing that guards the rows may stand in the way of whoever owns the database.
        string[] unguard = Kind == TestSupport.Store.Postgres
            ? ["set session_replication_role = replica"]
            : ["pragma foreign_keys = off", "drop trigger entry_is_not_updated", "drop trigger entry_is_not_deleted"];
        await using var db = DataStore.NewDb();
        await db.Database.OpenConnectionAsync();
        foreach (var statement in unguard.Append(sql))
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }

        if (Kind == TestSupport.Store.Postgres)
        {
            await db.Database.ExecuteSqlRawAsync("set session_replication_role = origin");
        }
    }

    protected static string Text(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Granted granted => $"granted {granted.Charged}",
        ItemOutcome.Refused refused => refused.Reason.ToString(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
