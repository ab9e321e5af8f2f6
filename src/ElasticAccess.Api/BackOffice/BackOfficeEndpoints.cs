using ElasticAccess.Api.BackOffice.Accounts;
using ElasticAccess.Api.BackOffice.Entitlements;
using ElasticAccess.Api.BackOffice.Features;
using ElasticAccess.Api.BackOffice.Imports;
using ElasticAccess.Api.BackOffice.LicenseModels;
using ElasticAccess.Api.BackOffice.Products;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.BackOffice;

/// <summary>
/// What a producer without another system sells tokens with (contract 19): one version, shown under v1.0.
/// </summary>
internal static class BackOfficeEndpoints
{
    public static void MapBackOffice(this IEndpointRouteBuilder app) => app.MapVersions(
        (version, _) =>
        {
            var group = version.MapGroup("").WithTags("Back office").ShownUnder(Prefix.BackOffice);
            AccountEndpoints.Map(group.MapGroup("/accounts"));
            FeatureEndpoints.Map(group.MapGroup("/features"));
            LicenseModelEndpoints.Map(group.MapGroup("/license-models"));
            ProductEndpoints.Map(group.MapGroup("/products"));
            EntitlementEndpoints.Map(group.MapGroup("/entitlements"));
            ImportEndpoints.Map(group.MapGroup("/imports"));
        },
        ApiVersion.V10);
}
