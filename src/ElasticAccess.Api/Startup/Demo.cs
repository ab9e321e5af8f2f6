using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Startup;

/// <summary>Something to charge at once: made on an empty database only (contract 18.2).</summary>
internal static class Demo
{
    public const string AccountId = "Northwind";
    private const string Series = "PublicationApps";
    private const long DayMs = 86_400_000;

    /// <summary>The demo instance, whether made now or earlier; null where there is none.</summary>
    public static async Task<Guid?> RunAsync(IStore store, TokenLedger ledger, TimeProvider time, CancellationToken ct)
    {
        await using var db = store.NewDb();
        if (!await db.Instances.AnyAsync(ct) && !await db.RateTables.AnyAsync(ct))
        {
            await MakeAsync(db, ledger, time.Now(), ct);
        }

        var demo = await db.Instances.SingleOrDefaultAsync(i => i.AccountId == AccountId && i.DefaultInstance, ct);
        return demo?.InstanceId;
    }

    private static async Task MakeAsync(AccessDb db, TokenLedger ledger, Instant now, CancellationToken ct)
    {
        var instanceId = Guid.CreateVersion7();
        db.Instances.Add(new InstanceRow
        {
            InstanceId = instanceId,
            ShortName = $"{AccountId}-def-inst",
            AccountId = AccountId,
            DefaultInstance = true,
            CreatedMs = now.Ms,
            ModifiedMs = now.Ms,
        });
        db.LedgerHeads.Add(new LedgerHeadRow { InstanceId = instanceId });
        var tableId = Guid.CreateVersion7();
        db.RateTables.Add(new RateTableRow
        {
            RateTableId = tableId,
            Series = Series,
            Version = "1",
            EffectiveFromMs = now.Ms - DayMs,
            CreatedMs = now.Ms,
            Items =
            [
                Item(tableId, 0, "PhotoPrint", "1.0", rate: 3),
                Item(tableId, 1, "SignPrint", "1.0", rate: 4),
                Item(tableId, 2, "CADPrint", "2.0", rate: 7),
            ],
        });
        await db.SaveChangesAsync(ct);
        await MapAsync(ledger, instanceId, "NW-2026-0001", quantity: 100, days: 30, Overdraft.None, now, ct);
        await MapAsync(ledger, instanceId, "NW-2026-0002", quantity: 5_000, days: 365, Overdraft.Number(250), now, ct);
    }

    private static RateTableItemRow Item(Guid tableId, int position, string name, string version, long rate) => new()
    {
        RateTableId = tableId,
        Position = position,
        Name = name,
        Version = version,
        RateMicro = Tokens.Whole(rate).Micro,
    };

    private static Task<Reply<LineItemReply>> MapAsync(
        TokenLedger ledger, Guid instanceId, string activationId, long quantity, int days, Overdraft overdraft,
        Instant now, CancellationToken ct) => ledger.PutLineItemAsync(
            instanceId,
            new LineItemDetails(
                activationId,
                LineItemState.Deployed,
                quantity,
                now - TimeSpan.FromDays(1),
                now + TimeSpan.FromDays(days),
                Elastic: true,
                Series,
                overdraft,
                ResetFrequency: null),
            now,
            keyed: null,
            ct);
}
