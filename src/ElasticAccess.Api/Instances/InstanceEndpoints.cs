using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Api.Instances;

/// <summary>Instances (contract 4). There is no update and no delete.</summary>
internal static class InstanceEndpoints
{
    public static void MapInstances(this IEndpointRouteBuilder app)
    {
        app.MapVersions(MapInstances);
        app.MapVersions(
            (version, _) => version.MapGroup("/caller").WithTags("Authorization").ShownUnder(Prefix.None)
                .MapGet("", GetCaller.Handle).Produces<GetCaller.CallerBody>()
                .Declares("getcaller", "Who calls, and on which instances", Policies.AnyCaller),
            ApiVersion.V11);
    }

    private static void MapInstances(RouteGroupBuilder version, ApiVersion of)
    {
        var group = version.MapGroup("/instances").WithTags("Instances").ShownUnder(Prefix.Provisioning);
        group.MapGet("", ListInstances.Handle).Produces<InstancePage>()
            .Declares("listinstances", "List instances, oldest first", Policies.Administration, 400, 403);
        group.MapPost("", AddInstance.Handle).Produces<InstanceBody>()
            .ChangesResource()
            .Declares("addinstance", "Create an instance for a customer account", Policies.Administration, 400, 403);
        group.MapGet("/{instanceId:guid}", GetInstance.Handle).Produces<InstanceBody>()
            .Declares("getinstance", "Get an instance", Policies.Administration, 403, 404);
    }
}

/// <summary>An instance on the wire.</summary>
internal sealed record InstanceBody(
    Guid Id, string ShortName, string AccountId, bool DefaultInstance, long Created, long Modified)
{
    public static InstanceBody Of(InstanceRow row) =>
        new(row.InstanceId, row.ShortName, row.AccountId, row.DefaultInstance, row.CreatedMs, row.ModifiedMs);
}

internal sealed record InstancePage(IReadOnlyList<InstanceBody> Content, long Next);
