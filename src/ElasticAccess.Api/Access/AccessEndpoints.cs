using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Access;

/// <summary>Requests for access that are decided and charged at once (contract 8).</summary>
internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        app.MapVersions((version, _) => Group(version)
            .MapPost("/access-request", RequestOneOffAccess.Handle).Produces<AccessAnswer>()
            .Declares(
                "postaccessrequest", "Ask for items; each is granted and charged, or refused",
                Policies.Instance, 400, 403, 404, 422, 503).ShedWhenFull());
        app.MapVersions(
            (version, _) => Group(version)
                .MapPost("/access-requests", RequestBatch.Handle).Produces<RequestBatch.BatchAnswer>()
                .Declares(
                    "postaccessrequests", "Many requests in one call, decided in order, each on its own",
                    Policies.Instance, 400, 403, 404, 422, 503).ShedWhenFull(),
            ApiVersion.V11);
    }

    private static RouteGroupBuilder Group(RouteGroupBuilder version) =>
        version.MapGroup("/instances/{instanceId:guid}").WithTags("Access").ShownUnder(Prefix.Elastic);
}
