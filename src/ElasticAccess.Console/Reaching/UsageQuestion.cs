using System.Net;
using ElasticAccess.Console.Components.Shared;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Reaching;

/// <summary>What a page of usage, and its downloads, ask of the API: the address says all of it.</summary>
/// <param name="Filter">Which usage.</param>
/// <param name="Zone">IANA name: of the times asked for and of the columns.</param>
/// <param name="Bucket">hour, day or month: the columns of the plot.</param>
/// <param name="By">What the table is by, the first and the second of it; empty where by nothing.</param>
public sealed record UsageQuestion(
    UsageFilter Filter, string Zone, string Bucket, UsageDimension By, UsageDimension Then)
{
    private const int DaysByDefault = 30;

    /// <summary>Only what was denied.</summary>
    public bool IsOfDenials => Filter.Kinds is [UsageKind.Denial];

    /// <summary>Times that cannot be read, each as a fault at its field; null where all can be.</summary>
    public ApiFault? Fault { get; private init; }

    /// <summary>As members of a group's key are named.</summary>
    public IReadOnlyList<string> GroupBy
    {
        get
        {
            string?[] names = [By.NameIn(Bucket), Then.NameIn(Bucket)];
            return [.. names.OfType<string>().Distinct()];
        }
    }

    /// <summary>Of the times asked for; the viewer's where the zone is unknown, which the API then refuses.</summary>
    public Clock ClockOf(Clock viewer) =>
        Zones.Find(Zone) is { } known ? new Clock(known) : viewer;

    /// <param name="own">The only instance that is asked about; null: what the address names.</param>
    public static UsageQuestion Read(IQueryCollection asked, Clock viewer, DateTimeOffset now, string? own = null)
    {
        var question = new UsageQuestion(
            new UsageFilter
            {
                InstanceId = own ?? One("instance"),
                AccountId = own is null ? One("account") : null,
                Item = One("item"),
                Requester = One("requester"),
                Kinds = One("kind") == "denials" ? [UsageKind.Denial] : null,
            },
            One("tz") ?? viewer.Zone.Id,
            One("bucket") is "hour" or "month" ? One("bucket")! : "day",
            asked.ContainsKey("by") ? new(One("by") ?? "", One("attribute"))
                : own is null ? new("item", null)
                : new(UsageDimension.Attributes, null),
            new(One("then") ?? "", One("thenAttribute")));
        var clock = question.ClockOf(viewer);
        string[] unread = [.. ((string[])["from", "to"]).Where(name => One(name) is { } x && clock.Read(x) is null)];
        return question with
        {
            Fault = unread.Length == 0
                ? null
                : new(HttpStatusCode.BadRequest, [.. unread.Select(name => $"$.{name}: {Clock.Rule}")], TraceId: null),
            Filter = question.Filter with
            {
                From = asked.ContainsKey("from") ? clock.Read(One("from")) : clock.DaysAgo(now, DaysByDefault),
                To = clock.Read(One("to")),
            },
        };

        string? One(string name) => asked[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    public UsageSummaryQuery ByGroups() => Query(GroupBy);

    public UsageSummaryQuery ByTime() => Query([Bucket]);

    private UsageSummaryQuery Query(IReadOnlyList<string> groupBy) => new()
    {
        From = Filter.From,
        To = Filter.To,
        InstanceId = Filter.InstanceId,
        AccountId = Filter.AccountId,
        Item = Filter.Item,
        Requester = Filter.Requester,
        GroupBy = groupBy,
        TimeZone = Zone,
    };
}
