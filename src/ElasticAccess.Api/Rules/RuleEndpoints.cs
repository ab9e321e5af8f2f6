using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Rules;

/// <summary>Rules of access (contract 7): conditions of an instance, ordered actions of a line item.</summary>
internal static class RuleEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder app) => app.MapVersions((version, _) =>
    {
        var instance = version.MapGroup("/instances/{instanceId:guid}").WithTags("Rules of access")
            .ShownUnder(Prefix.None);
        MapConditions(instance.MapGroup("/conditions"));
        instance.MapGet("/line-items/actions", ListInstanceActions.Handle).Produces<LineItemActionsPage>()
            .Declares("getlineitemactions", "Get the actions of all line items", Policies.Instance, 400, 403, 404);
        MapActions(instance.MapGroup("/line-items/{lineItemId}/actions"));
    });

    private static void MapConditions(RouteGroupBuilder group)
    {
        group.MapGet("", ListConditions.Handle).Produces<ConditionBody[]>()
            .Declares("getconditionsofaccess", "Get all conditions, oldest first", Policies.Instance, 403, 404);
        group.MapPost("", StoreConditions.HandlePost).Produces<ConditionBody[]>()
            .Audited()
            .Declares("postconditionsofaccess", "Create conditions", Policies.Instance, 400, 403, 404);
        group.MapPatch("", StoreConditions.HandlePatch).Produces<ConditionBody[]>()
            .Audited()
            .Declares(
                "patchconditions", "Modify conditions by id, create those without",
                Policies.Instance, 400, 403, 404);
        group.MapDelete("", RemoveConditions.HandleAll).Produces(204)
            .Audited()
            .Declares("deleteconditions", "Delete all conditions", Policies.Instance, 403, 404, 409);
        group.MapDelete("/{conditionId:guid}", RemoveConditions.HandleOne).Produces(204)
            .Audited()
            .Declares("deletecondition", "Delete a condition", Policies.Instance, 403, 404, 409);
    }

    private static void MapActions(RouteGroupBuilder group)
    {
        group.MapGet("", ListActions.Handle).Produces<ActionBody[]>()
            .Declares("getactions", "Get the actions of a line item, in order", Policies.Instance, 403, 404);
        group.MapPost("", SetActions.HandlePost).Produces<ActionBody[]>()
            .Audited()
            .Declares("createactions", "Create the actions of a line item", Policies.Instance, 400, 403, 404, 409);
        group.MapPut("", SetActions.HandlePut).Produces<ActionBody[]>()
            .Audited()
            .Declares("putactions", "Reorder, modify, drop and add actions", Policies.Instance, 400, 403, 404);
        group.MapDelete("", RemoveActions.Handle).Produces(204)
            .Audited()
            .Declares("deleteactions", "Delete all actions of a line item", Policies.Instance, 403, 404);
    }
}
