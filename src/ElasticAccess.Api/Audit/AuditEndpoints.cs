using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Audit;

/// <summary>Who changed what (contract 19): of the whole service, for administrators.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app) => app.MapVersions(
        (version, _) => version.MapGroup("/audit").WithTags("Audit").ShownUnder(Prefix.None)
            .MapGet("", ListAudit.Handle).Produces<AuditPage>()
            .Declares(
                "getaudit", "List what administration has changed", Policies.Administration, 400, 403),
        ApiVersion.V11);
}
