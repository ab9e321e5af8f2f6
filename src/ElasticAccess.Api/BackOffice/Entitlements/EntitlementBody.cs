using System.Text.Json;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <param name="Account">The end customer; left out of a bulk entitlement.</param>
/// <param name="ChannelPartners">Account ids.</param>
/// <param name="State">DRAFT, DEPLOYED, INACTIVE, TEST or OBSOLETE.</param>
/// <param name="Type">E, C, T or NF; DM for Elastic Access.</param>
/// <param name="LineItems">Left out of lists.</param>
/// <param name="Created">In ms.</param>
/// <param name="Modified">In ms.</param>
internal sealed record EntitlementBody(
    string Id, string? Account, IReadOnlyList<string> ChannelPartners, bool Bulk, string State, string Type,
    int NumberOfLineItems, IReadOnlyList<SoldLineItemBody>? LineItems, long Created, long Modified)
{
    public static EntitlementBody Of(Sale sale) => Of(sale.Entitlement, sale.Type, sale.LineItems.Count) with
    {
        LineItems = [.. sale.LineItems.Select(lineItem => SoldLineItemBody.Of(sale, lineItem))],
    };

    public static EntitlementBody Of(EntitlementRow row, string type, int lineItems) => new(
        row.EntitlementId,
        row.AccountId,
        row.ChannelPartners,
        row.Bulk,
        Lifecycle.NameOf(row.State),
        type,
        lineItems,
        LineItems: null,
        row.CreatedMs,
        row.ModifiedMs);
}

/// <summary>A line item as it was sold.</summary>
/// <param name="Product">Id.</param>
/// <param name="LicenseModel">Id.</param>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="Start">In ms, inclusive.</param>
/// <param name="Expiration">In ms, inclusive; left out of a permanent one.</param>
/// <param name="Permanent">True where it never expires; else left out.</param>
/// <param name="State">DRAFT, DEPLOYED, INACTIVE, TEST or OBSOLETE.</param>
/// <param name="OverdraftPercent">With a license model of PercentAtEntitlement.</param>
/// <param name="OverdraftType">Once deployed: Number or Unlimited; left out where there is none.</param>
/// <param name="OverdraftLimit">Once deployed: what the license model came to, in tokens.</param>
/// <param name="InstanceId">Where it is mapped; left out where it is not.</param>
/// <param name="Claimed">Of a bulk entitlement: tokens taken by end customers.</param>
/// <param name="Maintenance">As it was sent.</param>
internal sealed record SoldLineItemBody(
    string ActivationId, string Product, string LicenseModel, string? PartNumber, long Quantity, long Start,
    long? Expiration, bool? Permanent, string State, Tokens? OverdraftPercent, string? OverdraftType,
    long? OverdraftLimit, Guid? InstanceId, long? Claimed, JsonElement? Maintenance)
{
    public static SoldLineItemBody Of(Sale sale, EntitlementLineItemRow row)
    {
        var isPermanent = row.EndMs == ImportedLineItem.Permanent.Ms;
        return new(
            row.ActivationId,
            row.ProductId.ToString(),
            row.LicenseModelId.ToString(),
            row.PartNumber,
            row.Quantity,
            row.StartMs,
            isPermanent ? null : row.EndMs,
            isPermanent ? true : null,
            Lifecycle.NameOf(row.State),
            row.OverdraftPercentMicro is { } percent ? new Tokens(percent) : null,
            row.OverdraftType == Domain.Supply.OverdraftType.None ? null : row.OverdraftType.ToString(),
            row.OverdraftType == Domain.Supply.OverdraftType.Number ? row.OverdraftLimit : null,
            row.InstanceId,
            sale.Entitlement.Bulk ? sale.Claimed(row) : null,
            row.Maintenance is { } json ? JsonDocument.Parse(json).RootElement.Clone() : null);
    }
}
