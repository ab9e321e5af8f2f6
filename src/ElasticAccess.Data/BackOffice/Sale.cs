using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.BackOffice;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.BackOffice;

/// <summary>
/// An entitlement with all that its changes concern, as it stands under its lock: one change at a time.
/// </summary>
public sealed class Sale
{
    public const int LineItemsMax = 100_000;

    private Sale(EntitlementRow entitlement) => Entitlement = entitlement;

    public EntitlementRow Entitlement { get; }

    /// <summary>In their order.</summary>
    public List<EntitlementLineItemRow> LineItems { get; } = [];

    public Dictionary<Guid, ProductRow> Products { get; } = [];

    public Dictionary<Guid, LicenseModelRow> LicenseModels { get; } = [];

    /// <summary>Of a bulk entitlement, by the line item that they were taken from.</summary>
    public ILookup<string, ClaimRow> Claims { get; private set; } =
        Array.Empty<ClaimRow>().ToLookup(claim => claim.FromActivationId);

    public string Type => LicenseModelKind.EntitlementType(
        LineItems.Select(lineItem => LicenseModels[lineItem.LicenseModelId].Type));

    /// <summary>One that is about to be stored.</summary>
    public static Sale New(EntitlementRow entitlement) => new(entitlement);

    /// <summary>For a change; null when there is none.</summary>
    public static async Task<Sale?> LockAsync(AccessDb db, IStore store, string entitlementId, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Entitlement(entitlementId), ct);
        return await ReadAsync(db, entitlementId, ct);
    }

    /// <summary>Null when there is none.</summary>
    public static async Task<Sale?> ReadAsync(AccessDb db, string entitlementId, CancellationToken ct)
    {
        if (await db.Entitlements.SingleOrDefaultAsync(e => e.EntitlementId == entitlementId, ct) is not { } found)
        {
            return null;
        }

        var sale = new Sale(found);
        sale.LineItems.AddRange(await db.EntitlementLineItems.Where(l => l.EntitlementId == entitlementId)
            .OrderBy(l => l.Position).ToListAsync(ct));
        await sale.ReadCatalogueAsync(db, ct);
        if (found.Bulk)
        {
            var claims = await db.Claims.AsNoTracking().Where(c => c.EntitlementId == entitlementId)
                .OrderBy(c => c.CreatedMs).ThenBy(c => c.ActivationId).ToListAsync(ct);
            sale.Claims = claims.ToLookup(claim => claim.FromActivationId);
        }

        return sale;
    }

    public EntitlementLineItemRow? LineItem(string activationId) =>
        LineItems.Find(lineItem => lineItem.ActivationId == activationId);

    public long Claimed(EntitlementLineItemRow lineItem) =>
        Claims[lineItem.ActivationId].Sum(claim => claim.Quantity);

    private async Task ReadCatalogueAsync(AccessDb db, CancellationToken ct)
    {
        var products = LineItems.Select(lineItem => lineItem.ProductId).Distinct().ToArray();
        var models = LineItems.Select(lineItem => lineItem.LicenseModelId).Distinct().ToArray();
        foreach (var product in await db.Products.AsNoTracking()
            .Where(p => products.Contains(p.ProductId)).ToListAsync(ct))
        {
            Products.Add(product.ProductId, product);
        }

        foreach (var model in await db.LicenseModels.AsNoTracking()
            .Where(m => models.Contains(m.LicenseModelId)).ToListAsync(ct))
        {
            LicenseModels.Add(model.LicenseModelId, model);
        }
    }
}
