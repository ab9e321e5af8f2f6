<<<<<<< HEAD
=======
using System.Text.Json.Nodes;
>>>>>>> console
using ElasticAccess.Console.Components.Shared;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Reaching;

<<<<<<< HEAD
/// <summary>What the page of usage, and its download, ask of the API: an address of the console says all of it.</summary>
/// <param name="By">attribute, item, requester or lineItem.</param>
/// <param name="Attribute">The dictionary key, where it is by attribute.</param>
/// <param name="Bucket">hour, day or month: the columns of the plot.</param>
/// <param name="Zone">IANA name: of the times asked for and of the columns.</param>
public sealed record UsageQuestion(
    string InstanceId, string By, string Attribute, string Bucket, DateTimeOffset? From, DateTimeOffset? To,
    string? Item, string? Requester, string Zone)
{
    public const string ByAttribute = "attribute";

    /// <summary>As a member of a group's key is named.</summary>
    public string Group => By == ByAttribute ? $"dictionary.{Attribute}" : By;

    public static UsageQuestion Read(string instanceId, IQueryCollection asked, Clock viewer, DateTimeOffset now)
    {
        var zone = Text(asked, "tz") ?? viewer.Zone.Id;
        var clock = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? new Clock(known) : viewer;
        var today = clock.Here(now);
        return new(
            instanceId,
            Text(asked, "by") is "item" or "requester" or "lineItem" ? Text(asked, "by")! : ByAttribute,
            Text(asked, "attribute") ?? "department",
            Text(asked, "bucket") is "hour" or "month" ? Text(asked, "bucket")! : "day",
            asked.ContainsKey("from") ? clock.Read(Text(asked, "from")) : clock.Today(now.AddDays(1 - today.Day)),
            clock.Read(Text(asked, "to")),
            Text(asked, "item"),
            Text(asked, "requester"),
            zone);
    }

    public UsageSummaryQuery ByGroup() => Query(Group);

    public UsageSummaryQuery ByTime() => Query(Bucket);

    private static string? Text(IQueryCollection asked, string name) =>
        asked[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private UsageSummaryQuery Query(string group) => new()
    {
        InstanceId = InstanceId,
        From = From,
        To = To,
        Item = Item,
        Requester = Requester,
        TimeZone = Zone,
        GroupBy = [group],
=======
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
            From = isAsked ? zone.Read(One("from")) : zone.Today(now).AddDays(-DaysByDefault),
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
>>>>>>> console
    };
}
