using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.BackOffice;

/// <summary>
/// Brings what was sold to the ledger's door, in the transaction of the sale (contract 19). To be called last, since
/// the instances' requests wait from here to the commit.
/// </summary>
public sealed class Mapping(AccessDb db, IStore store, TokenLedger ledger)
{
    private readonly Homes homes = new(db, store);

    /// <summary>Where a line item must be changed.</summary>
    public static string PathOf(string entitlementId, string activationId) =>
        $"/backoffice/api/v1.0/entitlements/{Uri.EscapeDataString(entitlementId)}"
        + $"/line-items/{Uri.EscapeDataString(activationId)}";

    /// <summary>Saves, and maps the line items as they stand now. A sentence when that cannot be.</summary>
    public async Task<string?> SaveAsync(
        Sale sale, IEnumerable<EntitlementLineItemRow> changed, Instant now, CancellationToken ct)
    {
        var wanted = new List<ManagedLineItem>();
        var found = new Dictionary<LifeState, Guid>();
        foreach (var lineItem in changed.Where(l => sale.LicenseModels[l.LicenseModelId].IsMetered))
        {
            if (sale.Entitlement.Bulk)
            {
                wanted.AddRange(sale.Claims[lineItem.ActivationId].Select(claim => Claimed(sale, lineItem, claim)));
            }
            else if (Lifecycle.Mapped(lineItem.State) is not null)
            {
                await FindHomeAsync(sale.Entitlement, lineItem, found, now, ct);
                wanted.AddRange(Whole(sale, lineItem) is { } mapped ? [mapped] : []);
            }
        }

        return await SaveAsync(wanted, now, ct);
    }

    /// <summary>Saves, and takes away what these line items had mapped.</summary>
    public Task<string?> RemoveAsync(
        Sale sale, IEnumerable<EntitlementLineItemRow> removed, Instant now, CancellationToken ct) =>
        SaveAsync([.. removed.Select(l => Whole(sale, l)).OfType<ManagedLineItem>()
            .Select(mapped => mapped with { IsGone = true })], now, ct);

    /// <summary>Saves, and maps what an end customer has just taken.</summary>
    public Task<string?> SaveAsync(
        Sale sale, EntitlementLineItemRow lineItem, ClaimRow claim, Instant now, CancellationToken ct) =>
        SaveAsync(claim.InstanceId is null ? [] : [Claimed(sale, lineItem, claim)], now, ct);

    public Task<Guid> DefaultHomeAsync(string accountId, Instant now, CancellationToken ct) =>
        homes.DefaultAsync(accountId, now, ct);

    private async Task<string?> SaveAsync(List<ManagedLineItem> wanted, Instant now, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        return await ledger.ManageWithinAsync(db, wanted, now, ct) is { } refusal
            ? Sentence(wanted[refusal.Index], refusal.Why)
            : null;
    }

    private async Task FindHomeAsync(
        EntitlementRow entitlement, EntitlementLineItemRow lineItem, Dictionary<LifeState, Guid> found, Instant now,
        CancellationToken ct)
    {
        if (lineItem.InstanceId is not null || entitlement.AccountId is not { } account
            || lineItem.State is not (LifeState.Deployed or LifeState.Test))
        {
            return;
        }

        // All line items of an entitlement in one state have one home: it is looked for once.
        if (!found.TryGetValue(lineItem.State, out var home))
        {
            home = lineItem.State == LifeState.Test
                ? await homes.ForTestsAsync(account, now, ct)
                : await homes.DefaultAsync(account, now, ct);
            found.Add(lineItem.State, home);
        }

        lineItem.InstanceId = home;
    }

    // Null where it never was mapped.
    private static ManagedLineItem? Whole(Sale sale, EntitlementLineItemRow lineItem) =>
        lineItem.InstanceId is not { } instance || Lifecycle.Mapped(lineItem.State) is not { } state ? null : new(
            instance,
            Details(
                lineItem, sale.LicenseModels[lineItem.LicenseModelId], lineItem.ActivationId, lineItem.Quantity, state,
                new(lineItem.OverdraftType, lineItem.OverdraftLimit)),
            PathOf(lineItem.EntitlementId, lineItem.ActivationId));

    private static ManagedLineItem Claimed(Sale sale, EntitlementLineItemRow lineItem, ClaimRow claim) => new(
        claim.InstanceId!.Value,
        Details(
            lineItem, sale.LicenseModels[lineItem.LicenseModelId], claim.ActivationId, claim.Quantity,
            Lifecycle.Mapped(lineItem.State)!.Value, new(claim.OverdraftType, claim.OverdraftLimit)),
        PathOf(lineItem.EntitlementId, lineItem.ActivationId));

    internal static LineItemDetails Details(
        EntitlementLineItemRow lineItem, LicenseModelRow model, string activationId, long quantity, LineItemState state,
        Overdraft overdraft) => new(
            activationId,
            state,
            quantity,
            new Instant(lineItem.StartMs),
            new Instant(lineItem.EndMs),
            Elastic: true,
            model.RateTableSeries,
            overdraft,
            ResetFrequency: null);

    private static string Sentence(ManagedLineItem one, LineItemChange why) => why switch
    {
        LineItemChange.MappedElsewhere or LineItemChange.ManagedElsewhere =>
            $"The activation id {one.Details.ActivationId} is mapped already, and not by this line item",
        _ => $"The line item {one.Details.ActivationId} cannot be mapped: {why.GetType().Name}",
    };
}
