using System.Reflection;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.LineItems;

internal static class GetLineItem
{
    /// <param name="AtMs">v1.1: the line item as it was then (contract 18.7); null: as it is.</param>
    internal sealed record Then(long? AtMs, IAnswer? Fault) : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            if (builder.Metadata.OfType<ApiVersion>().LastOrDefault() == ApiVersion.V11)
            {
                builder.Metadata.Add(new QueryParameter(
                    "at", "integer", "A time in ms: the line item with its state and use as they were then"));
            }
        }

        public static ValueTask<Then?> BindAsync(HttpContext context)
        {
            var query = new QueryReader(context);
            var isLatest = context.GetEndpoint()?.Metadata.GetMetadata<ApiVersion>()?.IsLatest == true;
            var at = isLatest ? query.TimeMs("at") : null;
            return ValueTask.FromResult<Then?>(new(at, query.Fault));
        }
    }

    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, Then then, ApiVersion version, AccessDb db, UsageCatchUp catchUp,
        BalanceReader balances, CancellationToken ct)
    {
        if (then.AtMs is { } at)
        {
            await catchUp.CatchUpAsync(ct);
            return await balances.AtAsync(instanceId, lineItem.Value, new Instant(at), ct) is { } balance
                ? Answer.Ok(LineItemBody.Of(lineItem.Value, balance, version.KnowsResetFrequency))
                : Errors.NotFound($"The instance had no line item {lineItem.Value} then");
        }

        var found = await db.LineItems.AsNoTracking().SingleOrDefaultAsync(
            row => row.InstanceId == instanceId
                && row.ActivationId == lineItem.Value
                && row.State != LineItemState.Deleted,
            ct);
        return found is null
            ? Errors.NotFound($"The instance has no line item {lineItem.Value}")
            : Answer.Ok(LineItemBody.Of(found, version.KnowsResetFrequency));
    }
}
