using ElasticAccess.Console.Components.Shared;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Reaching;

/// <summary>What the page of own usage, and its download, ask of the API: its address says all of it.</summary>
/// <param name="By">attribute, item, requester or lineItem.</param>
/// <param name="Attribute">The dictionary key, where it is by attribute.</param>
/// <param name="Bucket">hour, day or month: the columns of the plot.</param>
/// <param name="Zone">IANA name: of the times asked for and of the columns.</param>
public sealed record OwnUsageQuestion(
    string InstanceId, string By, string Attribute, string Bucket, DateTimeOffset? From, DateTimeOffset? To,
    string? Item, string? Requester, string Zone)
{
    public const string ByAttribute = "attribute";

    /// <summary>As a member of a group's key is named.</summary>
    public string Group => By == ByAttribute ? $"dictionary.{Attribute}" : By;

    public static OwnUsageQuestion Read(string instanceId, IQueryCollection asked, Clock viewer, DateTimeOffset now)
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
    };
}
