using System.Text.Json.Nodes;
using ElasticAccess.Console.Components.Shared;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Reaching;

/// <summary>What the address of the usage page asks for. Times are in the zone of the clock.</summary>
public sealed record UsageQuestion(UsageSummaryQuery Summary, UsageFilter Filter, string? Bucket)
{
    private const int DaysByDefault = 30;
    private static readonly string[] Buckets = ["hour", "day", "month"];

    /// <summary>The bucket of time first, as the plot wants it.</summary>
    public IReadOnlyList<string> GroupBy => Summary.GroupBy;

    public static UsageQuestion Of(IQueryCollection query, Clock clock, DateTimeOffset now)
    {
        var isAsked = query.ContainsKey("from");
        var zone = One("tz") is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)
            ? new Clock(found)
            : clock;
        var filter = new UsageFilter
        {
            From = isAsked ? zone.Read(One("from")) : zone.DaysAgo(now, DaysByDefault),
            To = zone.Read(One("to")),
            InstanceId = One("instance"),
            AccountId = One("account"),
            Item = One("item"),
            Requester = One("requester"),
        };
        var bucket = isAsked ? Array.Find(Buckets, known => known == One("bucket")) : "day";
        string?[] names = [bucket, One("by"), One("then")];
        var groupBy = names.OfType<string>().Distinct().ToList();
        var summary = new UsageSummaryQuery
        {
            From = filter.From,
            To = filter.To,
            InstanceId = filter.InstanceId,
            AccountId = filter.AccountId,
            Item = filter.Item,
            Requester = filter.Requester,
            GroupBy = groupBy,
            TimeZone = zone.Zone.Id,
        };
        return new UsageQuestion(summary, filter, bucket);

        string? One(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>A part of a group's key in words.</summary>
    public static string Text(JsonNode? part) => part switch
    {
        null => "",
        JsonObject who => $"{who["value"]} ({who["type"]})",
        _ => part.ToString(),
    };
}
