using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;
using FluentValidation;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <summary>
/// Product and license model of a line item stay: another product is another line item.
/// </summary>
internal static class PatchLineItem
{
    /// <param name="Quantity">Whole tokens.</param>
    /// <param name="Start">In ms, inclusive; DRAFT only.</param>
    /// <param name="Expiration">In ms, inclusive.</param>
    /// <param name="Permanent">True: it never expires.</param>
    /// <param name="OverdraftPercent">With a license model of PercentAtEntitlement; DRAFT only.</param>
    /// <param name="Maintenance">DRAFT only.</param>
    public sealed record SoldLineItemPatch(
        long? Quantity = null,
        long? Start = null,
        long? Expiration = null,
        bool? Permanent = null,
        string? PartNumber = null,
        Tokens? OverdraftPercent = null,
        JsonElement? Maintenance = null);

    public sealed class Shape : AbstractValidator<SoldLineItemPatch>
    {
        public Shape()
        {
            RuleFor(l => l.Quantity).InclusiveBetween(1, Tokens.MaxWhole)
                .WithMessage(NewSoldLineItemShape.QuantityRule);
            RuleFor(l => l.Start!.Value).TimeMs().When(l => l.Start is not null).OverridePropertyName("start");
            RuleFor(l => l.Expiration!.Value).TimeMs().When(l => l.Expiration is not null)
                .OverridePropertyName("expiration");
            RuleFor(l => l.Permanent).Must((l, permanent) => permanent is null || permanent == (l.Expiration is null))
                .WithMessage("must be true without an expiration, and false with one");
            RuleFor(l => l.PartNumber).OptionalName();
            RuleFor(l => l.OverdraftPercent).Must(NewSoldLineItemShape.IsPercent)
                .WithMessage(NewSoldLineItemShape.PercentRule);
            RuleFor(l => l.Maintenance).JsonObject();
            RuleFor(l => l.Maintenance).Must(NewSoldLineItemShape.IsShort).WithMessage("is too long");
        }
    }

    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, SoldId lineItem, Body<SoldLineItemPatch> body, AccessDb db, IStore store,
        Mapping mapping, TimeProvider time, CancellationToken ct)
    {
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { } sale)
        {
            return entitlement.Unknown();
        }

        if (sale.LineItem(lineItem.Value) is not { } row)
        {
            return lineItem.Unknown();
        }

        var step = IsEdit(row, body.Value) ? LifeStep.Edit : LifeStep.Amend;
        if (Lifecycle.OfLineItem(sale.Entitlement.State, row.State, step) is null)
        {
            return Errors.Conflict(Lifecycle.Refusal($"The line item {row.ActivationId}", row.State, step));
        }

        if (Merge(sale, row, body.Value) is { } fault)
        {
            return fault;
        }

        var now = time.Now();
        row.ModifiedMs = now.Ms;
        return await mapping.SaveAsync(sale, [row], now, ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.Ok(SoldLineItemBody.Of(sale, row));
    }

    // What is sent as it stands already changes nothing.
    private static bool IsEdit(EntitlementLineItemRow row, SoldLineItemPatch sent) =>
        (sent.Start is { } start && start != row.StartMs)
        || (sent.OverdraftPercent is { } percent && percent.Micro != row.OverdraftPercentMicro)
        || (sent.Maintenance is { ValueKind: JsonValueKind.Object } json && json.GetRawText() != row.Maintenance);

    private static Errors? Merge(Sale sale, EntitlementLineItemRow row, SoldLineItemPatch sent)
    {
        row.Quantity = sent.Quantity ?? row.Quantity;
        row.StartMs = sent.Start ?? row.StartMs;
        row.EndMs = sent.Permanent == true ? ImportedLineItem.Permanent.Ms : sent.Expiration ?? row.EndMs;
        row.PartNumber = sent.PartNumber is "" ? null : sent.PartNumber ?? row.PartNumber;
        row.OverdraftPercentMicro = sent.OverdraftPercent?.Micro ?? row.OverdraftPercentMicro;
        row.Maintenance = sent.Maintenance is { ValueKind: JsonValueKind.Object } json
            ? json.GetRawText()
            : row.Maintenance;
        if (row.EndMs < row.StartMs)
        {
            return Errors.Invalid("$.expiration: must not lie before start");
        }

        if (sent.OverdraftPercent is not null
            && sale.LicenseModels[row.LicenseModelId].OverdraftKind != OverdraftKind.PercentAtEntitlement)
        {
            return Errors.Invalid("$.overdraftPercent: needs a license model of PercentAtEntitlement");
        }

        return row.Quantity < sale.Claimed(row)
            ? Errors.Conflict($"End customers have taken {sale.Claimed(row)} tokens already")
            : null;
    }
}
