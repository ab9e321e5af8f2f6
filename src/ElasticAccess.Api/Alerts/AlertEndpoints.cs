using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Alerts;

/// <summary>Alerts of an instance (contract 20, v1.1).</summary>
internal static class AlertEndpoints
{
    /// <summary>Of one instance.</summary>
    public const int CountMax = 1_000;

    public static void MapAlerts(this IEndpointRouteBuilder app) => app.MapVersions(
        (version, _) =>
        {
            var group = version.MapGroup("/instances/{instanceId:guid}/alerts").WithTags("Alerts")
                .ShownUnder(Prefix.None);
            group.MapGet("", ListAlerts.Handle).Produces<AlertPage>()
                .Declares(
                    "listalerts", "List the alerts of an instance, oldest first", Policies.Instance, 400, 403, 404);
            group.MapPost("", CreateAlert.Handle).Produces<AlertBody>(201)
                .ChangesResource()
                .Declares(
                    "createalert", "Be told when tokens run out, are used fast or expire",
                    Policies.Instance, 400, 403, 404, 409);
            group.MapGet("/{alertId:guid}", GetAlert.Handle).Produces<AlertBody>()
                .Declares("getalert", "Get an alert, how it stands and what it last saw", Policies.Instance, 403, 404);
            group.MapPut("/{alertId:guid}", PutAlert.Handle).Produces<AlertBody>()
                .AddEndpointFilter<JudgedBefore>()
                .ChangesResource()
                .Declares(
                    "putalert", "Replace an alert, which is then judged anew", Policies.Instance, 400, 403, 404);
            group.MapDelete("/{alertId:guid}", DeleteAlert.Handle).Produces(204)
                .AddEndpointFilter<JudgedBefore>()
                .ChangesResource()
                .Declares("deletealert", "Delete an alert", Policies.Instance, 403, 404);
        },
        ApiVersion.V11);
}
