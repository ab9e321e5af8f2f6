using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.BackOffice;

/// <summary>
/// Many entitlements at once (contract 19), in the transaction of the caller: all of them or none.
/// </summary>
public sealed class EntitlementImport(
    AccessDb db, IStore store, TokenLedger ledger, IReadOnlyList<ImportedLineItem> rows, bool deploy, Instant now)
{
    // A list's page holds all that was created in a millisecond: so many are.
    private const int EntitlementsOfMillisecond = 100;

    private readonly ImportNames names = new(db, rows);

    public int Entitlements { get; } = rows.Select(row => row.EntitlementId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Faults between rows, and names that are not there or are taken; empty when all can be stored.</summary>
    public Task<IReadOnlyList<CsvFault>> CheckAsync(CancellationToken ct) => names.CheckAsync(ct);

    /// <summary>A sentence when a line item cannot be mapped; then the caller rolls back.</summary>
    public async Task<string?> StoreAsync(Note note, CancellationToken ct)
    {
        var deployed = deploy ? "true" : "false";
        var after = $$"""{"entitlements":{{Entitlements}},"lineItems":{{rows.Count}},"deployed":{{deployed}}}""";
        db.Audit.Add(note.Row(now.Ms, before: null, after));
        await db.SaveChangesAsync(ct);
        await store.InsertManyAsync(
            db, rows.DistinctBy(row => row.EntitlementId, StringComparer.Ordinal).Select(Entitlement), ct);
        var homes = deploy ? await FindHomesAsync(ct) : [];
        var managed = new List<ManagedLineItem>();
        await store.InsertManyAsync(db, LineItems(homes, managed), ct);
        return await ledger.ManageWithinAsync(db, managed, now, ct) is { } refusal
            ? $"The activation id {managed[refusal.Index].Details.ActivationId} is mapped already"
            : null;
    }

    private EntitlementRow Entitlement(ImportedLineItem row, int index) => new()
    {
        EntitlementId = row.EntitlementId,
        AccountId = row.Account,
        ChannelPartners = [],
        Bulk = false,
        State = deploy ? LifeState.Deployed : LifeState.Draft,
        CreatedMs = now.Ms + (index / EntitlementsOfMillisecond),
        ModifiedMs = now.Ms + (index / EntitlementsOfMillisecond),
    };

    private IEnumerable<EntitlementLineItemRow> LineItems(
        Dictionary<string, Guid> homes, List<ManagedLineItem> managed)
    {
        foreach (var (position, row) in rows.Index())
        {
            var model = names.LicenseModel(row);
            var lineItem = LineItem(row, position, model);
            if (deploy && model.IsMetered)
            {
                lineItem.InstanceId = homes[row.Account];
                managed.Add(new(
                    homes[row.Account],
                    Mapping.Details(
                        lineItem, model, lineItem.ActivationId, lineItem.Quantity, LineItemState.Deployed,
                        new(lineItem.OverdraftType, lineItem.OverdraftLimit)),
                    Mapping.PathOf(row.EntitlementId, lineItem.ActivationId)));
            }

            yield return lineItem;
        }
    }

    private EntitlementLineItemRow LineItem(ImportedLineItem row, int position, LicenseModelRow model)
    {
        var overdraft = deploy ? model.Overdraft.Resolve(row.Quantity, percentOfLineItem: null) : default;
        return new()
        {
            ActivationId = row.ActivationId ?? Guid.CreateVersion7().ToString(),
            EntitlementId = row.EntitlementId,
            Position = position,
            ProductId = names.Product(row)!.ProductId,
            LicenseModelId = model.LicenseModelId,
            PartNumber = row.PartNumber,
            Quantity = row.Quantity,
            StartMs = row.Start.Ms,
            EndMs = row.End.Ms,
            State = deploy ? LifeState.Deployed : LifeState.Draft,
            OverdraftType = overdraft.Type,
            OverdraftLimit = overdraft.Limit,
            CreatedMs = now.Ms,
            ModifiedMs = now.Ms,
        };
    }

    // Made without locks: whoever makes a default instance at the same time fails one of the two, which begins anew.
    private async Task<Dictionary<string, Guid>> FindHomesAsync(CancellationToken ct)
    {
        var accounts = rows.Where(row => names.LicenseModel(row).IsMetered).Select(row => row.Account)
            .Distinct(StringComparer.Ordinal).ToArray();
        var homes = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var some in accounts.Chunk(ImportNames.NamesOfAQuery))
        {
            var found = await db.Instances.Where(i => i.DefaultInstance && EF.Parameter(some).Contains(i.AccountId))
                .Select(i => new { i.AccountId, i.InstanceId }).ToListAsync(ct);
            found.ForEach(home => homes.Add(home.AccountId, home.InstanceId));
        }

        foreach (var account in accounts.Where(account => !homes.ContainsKey(account)))
        {
            homes.Add(account, Guid.CreateVersion7());
            Homes.Add(db, homes[account], account, $"{account}-def-inst", isDefault: true, now);
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return homes;
    }
}
