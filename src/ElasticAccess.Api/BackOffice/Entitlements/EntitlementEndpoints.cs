using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class EntitlementEndpoints
{
    private const string Admin = Policies.Administration;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("", CreateEntitlement.Handle).Produces<EntitlementBody>(201).ChangesResource()
            .Declares("createentitlement", "Create an entitlement, in DRAFT or TEST", Admin, 400, 403, 409);
        group.MapGet("", ListEntitlements.Handle).Produces<Listed<EntitlementBody>>()
            .Declares("listentitlements", "List entitlements, oldest first, without line items", Admin, 400, 403);
        var one = group.MapGroup("/{entitlementId}");
        one.MapGet("", GetEntitlement.Handle).Produces<EntitlementBody>()
            .Declares("getentitlement", "Get an entitlement with its line items", Admin, 403, 404);
        one.MapPatch("", PatchEntitlement.Handle).Produces<EntitlementBody>().ChangesResource()
            .Declares("patchentitlement", "Change a DRAFT entitlement", Admin, 400, 403, 404, 409);
        one.MapDelete("", DeleteEntitlement.Handle).Produces(204).ChangesResource()
            .Declares(
                "deleteentitlement", "Delete a DRAFT or TEST entitlement, with all that it mapped", Admin,
                403, 404, 409);
        MapSteps(one);
        MapLineItems(one.MapGroup("/line-items"));
        MapClaims(one.MapGroup("/claims"));
    }

    private static void MapSteps(RouteGroupBuilder one)
    {
        one.MapPost("/deploy", StepEntitlement.Deploy).Produces<EntitlementBody>().ChangesResource()
            .Declares("deployentitlement", "Deploy an entitlement and its DRAFT line items", Admin, 403, 404, 409);
        one.MapPost("/inactivate", StepEntitlement.Inactivate).Produces<EntitlementBody>().ChangesResource()
            .Declares("inactivateentitlement", "Suspend an entitlement and its line items", Admin, 403, 404, 409);
        one.MapPost("/obsolete", StepEntitlement.Obsolete).Produces<EntitlementBody>().ChangesResource()
            .Declares("obsoleteentitlement", "End an entitlement and its line items, for good", Admin, 403, 404, 409);
        one.MapPost("/test", StepEntitlement.Test).Produces<EntitlementBody>().ChangesResource()
            .Declares("testentitlement", "Take a DRAFT entitlement to TEST, for good", Admin, 403, 404, 409);
    }

    private static void MapLineItems(RouteGroupBuilder group)
    {
        group.MapPost("", AddLineItem.Handle).Produces<SoldLineItemBody>(201).ChangesResource()
            .Declares("addentitlementlineitem", "Add a line item to an entitlement", Admin, 400, 403, 404, 409);
        var one = group.MapGroup("/{activationId}");
        one.MapGet("", GetLineItem.Handle).Produces<SoldLineItemBody>()
            .Declares("getentitlementlineitem", "Get a line item of an entitlement", Admin, 403, 404);
        one.MapPatch("", PatchLineItem.Handle).Produces<SoldLineItemBody>().ChangesResource()
            .Declares(
                "patchentitlementlineitem",
                "Change a line item; once deployed only quantity, expiration and part number", Admin,
                400, 403, 404, 409);
        one.MapDelete("", DeleteLineItem.Handle).Produces(204).ChangesResource()
            .Declares("deleteentitlementlineitem", "Delete a DRAFT or TEST line item", Admin, 403, 404, 409);
        one.MapPost("/deploy", StepLineItem.Deploy).Produces<SoldLineItemBody>().ChangesResource()
            .Declares("deployentitlementlineitem", "Deploy and map a line item", Admin, 403, 404, 409);
        one.MapPost("/inactivate", StepLineItem.Inactivate).Produces<SoldLineItemBody>().ChangesResource()
            .Declares("inactivateentitlementlineitem", "Suspend a line item", Admin, 403, 404, 409);
        one.MapPost("/obsolete", StepLineItem.Obsolete).Produces<SoldLineItemBody>().ChangesResource()
            .Declares("obsoleteentitlementlineitem", "End a line item, for good", Admin, 403, 404, 409);
        one.MapPost("/test", StepLineItem.Test).Produces<SoldLineItemBody>().ChangesResource()
            .Declares("testentitlementlineitem", "Take a DRAFT line item to TEST, for good", Admin, 403, 404, 409);
    }

    private static void MapClaims(RouteGroupBuilder group)
    {
        group.MapPost("", CreateClaim.Handle).Produces<ClaimBody>(201).ChangesResource()
            .Declares(
                "claimentitlement", "Take a part of a bulk entitlement for an end customer, and map it", Admin,
                400, 403, 404, 409);
        group.MapGet("", ListClaims.Handle).Produces<Listed<ClaimBody>>()
            .Declares("listclaims", "List the claims on a bulk entitlement, oldest first", Admin, 400, 403, 404);
    }
}

/// <summary>The entitlement of the path.</summary>
internal sealed record EntitlementId(string Value)
{
    public static ValueTask<EntitlementId?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<EntitlementId?>(new(PathText.Read(context, "entitlementId")));

    public Errors Unknown() => Errors.NotFound($"There is no entitlement {Value}");
}

/// <summary>The line item of the path, within its entitlement.</summary>
internal sealed record SoldId(string Value)
{
    public static ValueTask<SoldId?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<SoldId?>(new(PathText.Read(context, "activationId")));

    public Errors Unknown() => Errors.NotFound($"The entitlement has no line item {Value}");
}
