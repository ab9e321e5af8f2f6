using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.LineItems;

/// <summary>Line items (contract 6): tokens entitled to an instance.</summary>
internal static class LineItemEndpoints
{
    public static void MapLineItems(this IEndpointRouteBuilder app) => app.MapVersions((version, api) =>
    {
        var group = version.MapGroup("/instances/{instanceId:guid}/line-items").WithTags("Line items")
            .ShownUnder(Prefix.Provisioning);
        group.MapGet("", ListLineItems.Handle).Produces<LineItemBody[]>()
            .Declares(
                "getactivationsforinstance", "Get all line items, in charging order", Policies.Instance, 403, 404);
        group.MapPut("", PutLineItem.Handle).Produces<LineItemBody>()
            .Audited()
            .WordsErrorsAs(ErrorShape.Faults)
            .Declares(
                "addactivation", "Map a line item, or replace all of it but what is used",
                Policies.Administration, 400, 403, 404, 409);
        group.MapGet("/{lineItemId}", GetLineItem.Handle).Produces<LineItemBody>()
            .Declares(
                "getlineitembyid", "Get a line item", Policies.Instance, api.IsLatest ? [400, 403, 404] : [403, 404]);
        group.MapDelete("/{lineItemId}", DeleteLineItem.Handle).Produces(204)
            .Audited()
            .Declares("deletelineitem", "Delete an OBSOLETE line item", Policies.Administration, 403, 404, 409);
    });
}
