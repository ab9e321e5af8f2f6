using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Access;

/// <summary>Requests for access that are decided and charged at once (contract 8).</summary>
internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder app) => app.MapVersions((version, _) =>
        version.MapGroup("/instances/{instanceId:guid}").WithTags("Access").ShownUnder(Prefix.Elastic)
            .MapPost("/access-request", RequestOneOffAccess.Handle).Produces<AccessAnswer>()
            .Declares(
                "postaccessrequest", "Ask for items; each is granted and charged, or refused",
                Policies.Instance, 400, 403, 404, 422, 503));
}
