using ElasticAccess.Domain.BackOffice;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.BackOffice;

/// <summary>What the rows of an import name, and what is wrong with it.</summary>
internal sealed class ImportNames(AccessDb db, IReadOnlyList<ImportedLineItem> rows)
{
    public const int NamesOfAQuery = 10_000;
    private const int FaultsMax = 1_000;

    private readonly List<CsvFault> faults = [];
    private ILookup<string, ProductRow> products = Array.Empty<ProductRow>().ToLookup(product => product.Name);
    private Dictionary<string, LicenseModelRow> models = [];

    public LicenseModelRow LicenseModel(ImportedLineItem row) => models[row.LicenseModel];

    /// <summary>Null where there is none of that name, or more than one without a version being given.</summary>
    public ProductRow? Product(ImportedLineItem row)
    {
        var named = products[row.Product]
            .Where(product => row.ProductVersion is null || product.Version == row.ProductVersion).Take(2).ToArray();
        return named is [var one] ? one : null;
    }

    public async Task<IReadOnlyList<CsvFault>> CheckAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        var accounts = await KnownAsync(
            row => row.Account,
            some => db.Accounts.Where(a => EF.Parameter(some).Contains(a.AccountId)).Select(a => a.AccountId), ct);
        var entitlements = await KnownAsync(
            row => row.EntitlementId,
            some => db.Entitlements.Where(e => EF.Parameter(some).Contains(e.EntitlementId))
                .Select(e => e.EntitlementId),
            ct);
        var sold = await KnownAsync(
            row => row.ActivationId,
            some => db.EntitlementLineItems.Where(l => EF.Parameter(some).Contains(l.ActivationId))
                .Select(l => l.ActivationId)
                .Concat(db.Set<Rows.ActivationRow>().Where(a => EF.Parameter(some).Contains(a.ActivationId))
                    .Select(a => a.ActivationId)),
            ct);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            Expect(accounts.Contains(row.Account), row, "account", "there is no such account");
            Expect(
                !entitlements.Contains(row.EntitlementId), row, "entitlementId",
                "there is such an entitlement already");
            counts[row.EntitlementId] = counts.GetValueOrDefault(row.EntitlementId) + 1;
            Expect(
                counts[row.EntitlementId] <= Sale.LineItemsMax, row, "entitlementId",
                $"an entitlement has at most {Sale.LineItemsMax} line items");
            owners.TryAdd(row.EntitlementId, row.Account);
            Expect(
                owners[row.EntitlementId] == row.Account, row, "account",
                "the rows of one entitlement name one account");

            // What is added here is taken for the rows to come.
            Expect(
                row.ActivationId is null || sold.Add(row.ActivationId), row, "activationId",
                "the activation id is in use already");
            CheckProduct(row);
            if (faults.Count >= FaultsMax)
            {
                break;
            }
        }

        return faults;
    }

    private void CheckProduct(ImportedLineItem row)
    {
        if (Product(row) is not { } product)
        {
            Expect(false, row, "product", products[row.Product].Any() && row.ProductVersion is null
                ? "several versions have that name: give the version"
                : "there is no such product");
            return;
        }

        Expect(product.IsDeployed, row, "product", "the product is DRAFT and must be DEPLOYED");
        Expect(
            models.TryGetValue(row.LicenseModel, out var model)
                && product.LicenseModels.Contains(model.LicenseModelId),
            row, "licenseModel", "the product has no such license model");
    }

    private void Expect(bool isSo, ImportedLineItem row, string column, string message)
    {
        if (!isSo)
        {
            faults.Add(new(row.Line, column, message));
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var found = new List<ProductRow>();
        foreach (var some in rows.Select(row => row.Product).Distinct(StringComparer.Ordinal).Chunk(NamesOfAQuery))
        {
            found.AddRange(await db.Products.AsNoTracking()
                .Where(p => EF.Parameter(some).Contains(p.Name)).ToListAsync(ct));
        }

        products = found.ToLookup(product => product.Name, StringComparer.Ordinal);
        var read = new List<LicenseModelRow>();
        foreach (var some in rows.Select(row => row.LicenseModel).Distinct(StringComparer.Ordinal).Chunk(NamesOfAQuery))
        {
            read.AddRange(await db.LicenseModels.AsNoTracking()
                .Where(m => EF.Parameter(some).Contains(m.Name)).ToListAsync(ct));
        }

        models = read.ToDictionary(model => model.Name, StringComparer.Ordinal);
    }

    private async Task<HashSet<string>> KnownAsync(
        Func<ImportedLineItem, string?> name, Func<string[], IQueryable<string>> find, CancellationToken ct)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in rows.Select(name).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(NamesOfAQuery))
        {
            known.UnionWith(await find(some).ToListAsync(ct));
        }

        return known;
    }
}
