using System.Reflection;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rehearsals;
using ElasticAccess.Domain.Usage;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.RateTables;

/// <summary>What past use would have cost under a table that is not published (contract 20). Changes nothing.</summary>
internal static class RehearseRateTable
{
    private static readonly string TooMany =
        $"$.to: makes more than {UsageSummaryReader.GroupsMax} items and instances; take a shorter range";

    /// <param name="HasFrom">The caller names it.</param>
    internal sealed record Query(long FromMs, long ToMs, bool HasFrom, Guid? InstanceId, IAnswer? Fault)
        : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            builder.Metadata.Add(new QueryParameter(
                "from", "integer", "First usage time, in ms, inclusive; left out: ten years before to"));
            builder.Metadata.Add(new QueryParameter(
                "to", "integer", "Last usage time, in ms, exclusive; left out: now"));
            builder.Metadata.Add(new QueryParameter("instanceId", "string", "One instance only"));
        }

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            var query = new QueryReader(context);
            var (given, end) = (query.TimeMs("from"), query.TimeMs("to"));
            var instanceId = query.Id("instanceId");
            var now = context.RequestServices.GetRequiredService<TimeProvider>().Now().Ms;
            var to = end ?? Math.Max(now + 1, given ?? 0);
            var from = given ?? Math.Max(0, to - SummaryPlan.RangeMsMax);
            if (from > to)
            {
                query.Refuse("from", "must not be after to");
            }

            if (to - from > SummaryPlan.RangeMsMax)
            {
                query.Refuse("to", "must be at most ten years after from");
            }

            return ValueTask.FromResult<Query?>(new(from, to, given is not null, instanceId, query.Fault));
        }
    }

    public static async Task<IAnswer> Handle(
        Query query, Body<RateTableBody> body, AccessDb db, PastUseReader reader, CancellationToken ct)
    {
        if (query.InstanceId is { } id && !await db.Instances.AnyAsync(instance => instance.InstanceId == id, ct))
        {
            return Errors.NotFound($"There is no instance {id}");
        }

        var filter = new UsageFilter { FromMs = query.FromMs, ToMs = query.ToMs, InstanceId = query.InstanceId };
        if (await reader.FindDroppedAsync(filter, ct) is { } dropped)
        {
            if (query.HasFrom)
            {
                return Errors.Invalid($"$.from: rows up to {dropped} are no longer kept; it must be later");
            }

            filter = filter with { FromMs = Math.Min(dropped.Ms + 1, query.ToMs) };
        }

        var table = TableOf(body.Value);
        var rehearsal = new Rehearsal(table);
        var byFormula = table.Prices.Where(price => price.Value is Price.ByFormula).Select(price => price.Key.Name);
        await foreach (var use in reader.ReadAsync(filter, [.. byFormula], ct))
        {
            rehearsal.Add(use);
            if (rehearsal.Groups > UsageSummaryReader.GroupsMax)
            {
                return Errors.Invalid(TooMany);
            }
        }

        return Answer.Ok(RehearsalBody.Of(filter.FromMs!.Value, query.ToMs, rehearsal));
    }

    private static RateTable TableOf(RateTableBody body) => new(
        Guid.Empty, body.Series ?? "", body.Version, new Instant(body.EffectiveFrom), new Instant(0),
        body.Items.ToDictionary(item => new ItemKey(item.Name, item.Version ?? ""), PriceOf));

    private static Price PriceOf(RateTableBody.RatedItem item) =>
        item.Rate is { } rate ? new Price.Fixed(rate)
        : Formula.TryParse(item.Formula!, out var formula, out _) ? new Price.ByFormula(formula)
        : throw new InvalidOperationException("The shape has let a broken formula pass");
}
