using System.Reflection;
using System.Text;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain.Usage;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.Usage;

/// <summary>What is to be added up, by what, and which page of the groups (contract 18.7).</summary>
/// <param name="After">The order of the last group of the page before; null for the first page.</param>
internal sealed record SummaryQuery(
    UsageFilter Filter, Grouping Grouping, SummaryPlan Plan, string? After, int Size, IAnswer? Fault)
    : IInput, IEndpointParameterMetadataProvider
{
    private const int SizeDefault = 1_000;
    private const int SizeMax = 10_000;
    private static readonly SummaryPlan Nothing = new([0], [], []);

    /// <summary>A cursor leads on only in the same groups.</summary>
    private string List => ListOf(Grouping);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        UsageFilters.Describe(builder);
        builder.Metadata.Add(new QueryParameter(
            "groupBy", "string",
            "A list with commas of item, itemVersion, requester, account, instance, lineItem, one of hour, day and "
            + "month, and dictionary.<key>; left out: one group"));
        builder.Metadata.Add(new QueryParameter(
            "tz", "string", "IANA time zone of hours, days and months; left out: UTC"));
        builder.Metadata.Add(new QueryParameter("cursor", "string", "next of the page before"));
        builder.Metadata.Add(new QueryParameter(
            "size", "integer", $"Number of groups wanted, up to {SizeMax}; a wish"));
    }

    public static ValueTask<SummaryQuery?> BindAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var caller = Caller.Of(context);
        var filter = UsageFilters.Read(query, caller);
        UsageKinds.Refuse(query);
        var zone = ReadZone(query);
        var grouping = Grouping.None;
        if (query.Text("groupBy") is { } groups && !Grouping.TryParse(groups, out grouping, out var fault))
        {
            query.Refuse("groupBy", fault);
        }

        var size = query.Whole("size", least: 1, largest: SizeMax) ?? SizeDefault;
        string? after = null;
        if (query.Text("cursor") is { } text)
        {
            if (Cursor.TryRead(ListOf(grouping), text, out var place))
            {
                after = Encoding.UTF8.GetString(place);
            }
            else
            {
                query.Refuse("cursor", Cursor.Rule);
            }
        }

        // Left out, the range ends with now and begins ten years before its end.
        var now = context.RequestServices.GetRequiredService<TimeProvider>().Now().Ms;
        var to = filter.ToMs ?? Math.Max(now + 1, filter.FromMs ?? 0);
        var from = filter.FromMs ?? Math.Max(0, to - SummaryPlan.RangeMsMax);
        if (to - from > SummaryPlan.RangeMsMax)
        {
            query.Refuse("to", "must be at most ten years after from");
        }

        var isFaulty = query.Fault is not null;
        var plan = isFaulty ? Nothing : SummaryPlan.Make(from, to, zone, grouping.Unit, DetailOf(filter, grouping));
        return ValueTask.FromResult<SummaryQuery?>(new(
            filter with { FromMs = from, ToMs = to }, grouping, plan, after, size,
            query.Fault ?? UsageFilters.Forbidden(filter, caller)));
    }

    public static TimeZoneInfo ReadZone(QueryReader query)
    {
        var zone = TimeZoneInfo.Utc;
        if (query.Text("tz") is { } name && !TimeZones.TryFind(name, out zone))
        {
            query.Refuse("tz", TimeZones.Rule);
        }

        return zone;
    }

    public string WriteCursor(string last) => Cursor.Write(List, Encoding.UTF8.GetBytes(last));

    private static string ListOf(Grouping grouping) =>
        $"summary\n{string.Join('\n', grouping.Keys.Select(key => key.Name))}";

    private static SummaryDetail DetailOf(UsageFilter filter, Grouping grouping) =>
        filter.SessionId is not null || filter.CorrelationId is not null ? SummaryDetail.Rows
        : grouping.NeedsWho || filter.Requester is not null ? SummaryDetail.Who
        : SummaryDetail.Nothing;
}
