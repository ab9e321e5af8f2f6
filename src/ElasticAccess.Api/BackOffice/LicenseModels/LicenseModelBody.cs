using ElasticAccess.Data.BackOffice;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

/// <param name="Type">Dynamic Monetization | Elastic Access is the metered one, for tokens.</param>
/// <param name="State">DRAFT or DEPLOYED.</param>
/// <param name="Created">In ms.</param>
internal sealed record LicenseModelBody(
    Guid Id, string Name, string Type, ModelAttributes Attributes, string State, long Created)
{
    public static LicenseModelBody Of(LicenseModelRow row) => new(
        row.LicenseModelId,
        row.Name,
        row.Type,
        new(row.Elastic, row.RateTableSeries, OverdraftOf(row)),
        row.IsDeployed ? "DEPLOYED" : "DRAFT",
        row.CreatedMs);

    private static ModelOverdraft OverdraftOf(LicenseModelRow row) => new(
        row.OverdraftKind.ToString(),
        row.OverdraftKind is OverdraftKind.Number or OverdraftKind.Percent ? new Tokens(row.OverdraftMicro) : null);
}

/// <param name="Elastic">Must be true with the metered type.</param>
/// <param name="RateTableSeries">Series of rate tables that price it; empty for the tables without series.</param>
/// <param name="Overdraft">Left out: none.</param>
internal sealed record ModelAttributes(
    bool? Elastic = null, string? RateTableSeries = null, ModelOverdraft? Overdraft = null);

/// <param name="Type">None, Number, Percent, PercentAtEntitlement or Unlimited.</param>
/// <param name="Value">Whole tokens with Number, percent with Percent; else left out.</param>
internal sealed record ModelOverdraft(string Type, Tokens? Value = null);
