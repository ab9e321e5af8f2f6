using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Limits;

namespace ElasticAccess.Api.Limits;

/// <summary>Consumption limits (contract 12, v1.1).</summary>
internal static class LimitEndpoints
{
    public static void MapLimits(this IEndpointRouteBuilder app) => app.MapVersions(
        (version, _) =>
        {
            version.MapGroup("/instances/{instanceId:guid}/consumption-limits")
                .WithTags("Consumption limits").ShownUnder(Prefix.Provisioning)
                .MapGet("", ListLimits.Handle).Produces<LimitPage>()
                .Declares(
                    "listconsumptionlimits", "List the limits of all line items", Policies.Instance, 400, 403, 404);
            var group = version.MapGroup("/instances/{instanceId:guid}/line-items/{lineItemId}/consumption-limit")
                .WithTags("Consumption limits").ShownUnder(Prefix.Provisioning);
            group.MapGet("", GetLimit.Handle).Produces<LimitBody>()
                .Declares("getconsumptionlimit", "Get the limit of a line item", Policies.Instance, 403, 404);
            group.MapPut("", PutLimit.Handle).Produces<LimitBody>()
                .Audited()
                .Declares(
                    "putconsumptionlimit", "Limit what each requester may consume in a period",
                    Policies.Instance, 400, 403, 404);
            group.MapDelete("", DeleteLimit.Handle).Produces(204)
                .Audited()
                .Declares("deleteconsumptionlimit", "Take the limit away", Policies.Instance, 403, 404);
        },
        ApiVersion.V11);
}

/// <summary>A consumption limit on the wire.</summary>
/// <param name="Limit">Tokens per requester and period.</param>
/// <param name="Interval">DAY, WEEK, MONTH or YEAR.</param>
/// <param name="NextReset">In ms; left out: the next natural start of the interval, UTC.</param>
internal sealed record LimitBody(Tokens Limit, string Interval, long? NextReset = null)
{
    public static LimitBody Of(ConsumptionLimitRow row, Instant now)
    {
        var limit = new ConsumptionLimit(
            new(row.LimitMicro), row.Interval, new(row.FirstResetMs), new(row.ConfiguredMs));
        return Of(limit.Limit, limit.Interval, limit.PeriodAt(now).NextReset);
    }

    public static LimitBody Of(Tokens limit, LimitInterval interval, Instant nextReset) =>
        new(limit, interval.ToString().ToUpperInvariant(), nextReset.Ms);
}
