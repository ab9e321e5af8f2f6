using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <summary>The products and license models that line items name by id or by name, read once for all.</summary>
internal sealed class NamedParts
{
    private readonly List<ProductRow> products;
    private readonly List<LicenseModelRow> models;

    private NamedParts(List<ProductRow> products, List<LicenseModelRow> models) =>
        (this.products, this.models) = (products, models);

    public static async Task<NamedParts> ReadAsync(
        AccessDb db, IReadOnlyList<NewSoldLineItem> wishes, CancellationToken ct)
    {
        var (productIds, productNames) = Split(wishes.Select(wish => wish.Product));
        var (modelIds, modelNames) = Split(wishes.Select(wish => wish.LicenseModel));
        return new(
            await db.Products.AsNoTracking()
                .Where(p => productIds.Contains(p.ProductId) || productNames.Contains(p.Name)).ToListAsync(ct),
            await db.LicenseModels.AsNoTracking()
                .Where(m => modelIds.Contains(m.LicenseModelId) || modelNames.Contains(m.Name)).ToListAsync(ct));
    }

    public (ProductRow? Product, string Fault) Product(string text)
    {
        var found = Guid.TryParse(text, out var id)
            ? products.FindAll(p => p.ProductId == id)
            : products.FindAll(p => p.Name == text);
        return found is [var one]
            ? (one, "")
            : (null, found.Count == 0 ? "there is no such product" : "several versions have that name: send the id");
    }

    public LicenseModelRow? LicenseModel(string text) => Guid.TryParse(text, out var id)
        ? models.Find(m => m.LicenseModelId == id)
        : models.Find(m => m.Name == text);

    private static (Guid[] Ids, string[] Names) Split(IEnumerable<string> texts)
    {
        var byKind = texts.Distinct(StringComparer.Ordinal).ToLookup(text => Guid.TryParse(text, out _));
        return ([.. byKind[true].Select(Guid.Parse)], [.. byKind[false]]);
    }
}
