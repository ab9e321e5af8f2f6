using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <summary>Adds line items to a sale: finds what they name, and refuses what may not be named.</summary>
internal sealed class Adding(AccessDb db, Sale sale, LifeState state, Instant now)
{
    /// <summary>Null when all were added; nothing is saved yet.</summary>
    /// <param name="path">Of one of them, by its place.</param>
    public async Task<IAnswer?> AddAsync(
        IReadOnlyList<NewSoldLineItem> wishes, Func<int, string> path, CancellationToken ct)
    {
        if (sale.LineItems.Count + wishes.Count > Sale.LineItemsMax)
        {
            return Errors.Conflict($"An entitlement has at most {Sale.LineItemsMax} line items");
        }

        if (await FindTakenAsync(wishes, ct) is { } taken)
        {
            return Errors.Conflict($"The activation id {taken} is in use already");
        }

        var parts = await NamedParts.ReadAsync(db, wishes, ct);
        for (var i = 0; i < wishes.Count; i++)
        {
            if (Add(wishes[i], parts, path(i)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private Errors? Add(NewSoldLineItem wish, NamedParts parts, string path)
    {
        var (product, productFault) = parts.Product(wish.Product);
        if (product is null)
        {
            return Errors.Invalid($"{path}.product: {productFault}");
        }

        var model = parts.LicenseModel(wish.LicenseModel);
        if (model is null || !product.LicenseModels.Contains(model.LicenseModelId))
        {
            return Errors.Invalid($"{path}.licenseModel: the product has no such license model");
        }

        if (wish.OverdraftPercent is not null && model.OverdraftKind != OverdraftKind.PercentAtEntitlement)
        {
            return Errors.Invalid($"{path}.overdraftPercent: needs a license model of PercentAtEntitlement");
        }

        if (state != LifeState.Test && !product.IsDeployed)
        {
            return Errors.Conflict($"The product {product.Name} {product.Version} is DRAFT and must be DEPLOYED");
        }

        var row = Row(wish, product, model);
        sale.Products[product.ProductId] = product;
        sale.LicenseModels[model.LicenseModelId] = model;
        Settle(row, model);
        sale.LineItems.Add(row);
        db.EntitlementLineItems.Add(row);
        return null;
    }

    /// <summary>What the license model comes to, when the line item begins to be used.</summary>
    public static void Settle(EntitlementLineItemRow row, LicenseModelRow model)
    {
        if (row.State is LifeState.Deployed or LifeState.Test)
        {
            var percent = row.OverdraftPercentMicro is { } micro ? new Tokens(micro) : (Tokens?)null;
            (row.OverdraftType, row.OverdraftLimit) = model.Overdraft.Resolve(row.Quantity, percent);
        }
    }

    private EntitlementLineItemRow Row(NewSoldLineItem wish, ProductRow product, LicenseModelRow model) => new()
    {
        ActivationId = wish.ActivationId ?? Guid.CreateVersion7().ToString(),
        EntitlementId = sale.Entitlement.EntitlementId,
        Position = sale.LineItems.Count == 0 ? 0 : sale.LineItems[^1].Position + 1,
        ProductId = product.ProductId,
        LicenseModelId = model.LicenseModelId,
        PartNumber = string.IsNullOrEmpty(wish.PartNumber) ? null : wish.PartNumber,
        Quantity = wish.Quantity,
        StartMs = wish.Start,
        EndMs = wish.End.Ms,
        State = state,
        OverdraftPercentMicro = wish.OverdraftPercent?.Micro,
        Maintenance = wish.Maintenance is { ValueKind: System.Text.Json.JsonValueKind.Object } json
            ? json.GetRawText()
            : null,
        CreatedMs = now.Ms,
        ModifiedMs = now.Ms,
    };

    private async Task<string?> FindTakenAsync(IReadOnlyList<NewSoldLineItem> wishes, CancellationToken ct)
    {
        var ids = wishes.Select(wish => wish.ActivationId).OfType<string>().ToArray();
        return ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any())?.Key
            ?? await db.EntitlementLineItems.Where(l => ids.Contains(l.ActivationId)).Select(l => l.ActivationId)
                .FirstOrDefaultAsync(ct)
            ?? await db.Claims.Where(c => ids.Contains(c.ActivationId)).Select(c => c.ActivationId)
                .FirstOrDefaultAsync(ct);
    }
}
