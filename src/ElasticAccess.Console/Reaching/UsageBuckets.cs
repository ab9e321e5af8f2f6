using System.Globalization;
using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Reaching;

/// <summary>Use over time with the hours, days or months in which nothing was used, which the API leaves out.</summary>
internal static class UsageBuckets
{
    // More columns than these have no room in any window.
    private const int Max = 2_000;

    /// <param name="used">By the API's names of buckets, which sort as time does.</param>
    /// <param name="bucket">hour, day or month.</param>
    /// <param name="from">Null: from the first use on.</param>
    /// <param name="to">Exclusive; at least one bucket before it.</param>
    public static IReadOnlyList<(string Name, decimal Net)> Filled(
        IReadOnlyList<(string Name, decimal Net)> used, string bucket, Clock clock, DateTimeOffset? from,
        DateTimeOffset to)
    {
        var (format, next) = StepOf(bucket);
        if (used.Count == 0)
        {
            return used;
        }

        var all = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (name, net) in used)
        {
            all[name] = net;
        }

        var time = from is { } first
            ? clock.Here(first).DateTime
            : DateTime.ParseExact(used[0].Name, format, CultureInfo.InvariantCulture);
        var end = Name(clock.Here(to.AddMilliseconds(-1)).DateTime);
        for (; string.CompareOrdinal(Name(time), end) <= 0; time = next(time))
        {
            if (all.Count > Max)
            {
                return used;
            }

            // An hour that a change of the clock leaves out was none.
            if (!clock.Zone.IsInvalidTime(time))
            {
                all.TryAdd(Name(time), 0);
            }
        }

        return [.. all.Select(pair => (pair.Key, pair.Value))];

        string Name(DateTime local) => local.ToString(format, CultureInfo.InvariantCulture);
    }

    private static (string Format, Func<DateTime, DateTime> Next) StepOf(string bucket) => bucket switch
    {
        "hour" => ("yyyy-MM-dd'T'HH':00'", local => local.AddHours(1)),
        "month" => ("yyyy-MM", local => local.AddDays(1 - local.Day).AddMonths(1)),
        _ => ("yyyy-MM-dd", local => local.AddDays(1)),
    };
}
