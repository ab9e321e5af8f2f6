using System.Globalization;
using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Reaching;

/// <summary>Net use of an instance on each of the past days, in the viewer's zone.</summary>
internal static class UseByDay
{
    public const int Days = 30;

    public static async Task<IReadOnlyList<(DateTimeOffset Day, decimal Net)>> ReadAsync(
        ElasticAccessClient api, string instanceId, Clock clock, DateTimeOffset now, CancellationToken ct)
    {
        var first = clock.DaysAgo(now, Days);
        var summary = await api.SummarizeUsageAsync(
            new UsageSummaryQuery
            {
                From = first,
                To = now.AddDays(1),
                InstanceId = instanceId,
                GroupBy = ["day"],
                TimeZone = clock.Zone.Id,
            },
            ct: ct);
        var nets = summary.Groups.ToDictionary(group => group.Key["day"]!.GetValue<string>(), group => group.Net);
        return
        [
            .. Enumerable.Range(0, Days + 1)
                .Select(i => clock.DaysAgo(now, Days - i))
                .Select(day => (day, nets.GetValueOrDefault(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))),
        ];
    }

    /// <summary>
    /// What is left now and was used since the end of each day: counted back, so tokens that came or went without use
    /// are as if always there. The first is the start of the first day.
    /// </summary>
    /// <param name="most">All that is entitled: what was used beyond it was overdraft, and never left.</param>
    public static IReadOnlyList<(DateTimeOffset Time, decimal Left)> LeftAfter(
        IReadOnlyList<(DateTimeOffset Day, decimal Net)> days, decimal leftNow, decimal most,
        DateTimeOffset now)
    {
        var points = new List<(DateTimeOffset, decimal)>();
        var left = leftNow;
        for (var i = days.Count - 1; i >= 0; i--)
        {
            points.Add((i == days.Count - 1 ? now : days[i + 1].Day, Math.Min(left, most)));
            left += days[i].Net;
        }

        points.Add((days[0].Day, Math.Min(left, most)));
        points.Reverse();
        return points;
    }
}
