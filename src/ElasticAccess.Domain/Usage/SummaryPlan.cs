namespace ElasticAccess.Domain.Usage;

/// <summary>
/// A part of a summary's time and where it is read from: <paramref name="FromMs"/> inclusive,
/// <paramref name="ToMs"/> exclusive, in ms. That of a roll-up begins and ends with roll-ups.
/// </summary>
public readonly record struct SummarySpan(SummarySource Source, long FromMs, long ToMs);

/// <summary>
/// How a summary over a range of usage times is read (contract 18.7): as much as possible from long roll-ups, the
/// edges of its time buckets from shorter ones and from rows. Every ms is read exactly once.
/// </summary>
/// <param name="BoundariesMs">
/// Ascending: bucket i lasts from element i, inclusive, to element i + 1, exclusive. The first is the range's from, the
/// last its to, in ms. No span's roll-up lies in two buckets.
/// </param>
/// <param name="Names">
/// Of the buckets: <c>2026-11-21T13:00</c>, <c>2026-11-21</c>, <c>2026-11</c>; empty without a unit. Where the clocks
/// go back, two buckets may share a name: they are one group.
/// </param>
/// <param name="Spans">In the order of time; neighbours are of different sources.</param>
public sealed record SummaryPlan(
    IReadOnlyList<long> BoundariesMs, IReadOnlyList<string> Names, IReadOnlyList<SummarySpan> Spans)
{
    /// <summary>The longest range of time, in ms: ten years.</summary>
    public const long RangeMsMax = 3_660 * RollUp.DayMs;

    /// <param name="toMs">Exclusive.</param>
    /// <param name="unit">Null: one bucket.</param>
    public static SummaryPlan Make(
        long fromMs, long toMs, TimeZoneInfo zone, TimeUnit? unit, SummaryDetail detail)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toMs - fromMs, RangeMsMax);
        List<long> boundaries = [fromMs];
        List<string> names = [];
        foreach (var (name, endMs) in unit is { } of ? Calendar.Cut(fromMs, toMs, zone, of) : [("", toMs)])
        {
            if (endMs <= boundaries[^1])
            {
                continue;
            }

            if (names.Count > 0 && names[^1] == name)
            {
                boundaries[^1] = endMs;
                continue;
            }

            names.Add(name);
            boundaries.Add(endMs);
        }

        return new(boundaries, names, FindSpans(boundaries, detail));
    }

    /// <summary>The bucket a usage time of the range lies in, from 0.</summary>
    public int BucketOf(long usageMs)
    {
        var (low, high) = (0, Names.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = BoundariesMs[middle] <= usageMs ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static List<SummarySpan> FindSpans(List<long> boundaries, SummaryDetail detail)
    {
        var spans = new List<SummarySpan>();
        for (var i = 0; i + 1 < boundaries.Count; i++)
        {
            var sources = detail switch
            {
                SummaryDetail.Nothing => Coarsest,
                SummaryDetail.Who => CoarsestWithWho,
                _ => [],
            };
            Cover(boundaries[i], boundaries[i + 1], sources, spans);
        }

        return spans;
    }

    private static readonly (SummarySource Source, long LengthMs)[] Coarsest =
        [(SummarySource.Days, RollUp.DayMs), (SummarySource.QuarterHours, RollUp.QuarterHourMs)];

    private static readonly (SummarySource Source, long LengthMs)[] CoarsestWithWho =
        [(SummarySource.DaysWithWho, RollUp.DayMs)];

    // What the coarsest source covers whole; before and behind it, the finer ones.
    private static void Cover(
        long fromMs, long toMs, ReadOnlySpan<(SummarySource Source, long LengthMs)> sources, List<SummarySpan> spans)
    {
        if (fromMs >= toMs)
        {
            return;
        }

        if (sources.IsEmpty)
        {
            Add(new(SummarySource.Rows, fromMs, toMs), spans);
            return;
        }

        var (source, lengthMs) = sources[0];
        var first = RollUp.StartOf(fromMs + lengthMs - 1, lengthMs);
        var last = RollUp.StartOf(toMs, lengthMs);
        if (first >= last)
        {
            Cover(fromMs, toMs, sources[1..], spans);
            return;
        }

        Cover(fromMs, first, sources[1..], spans);
        Add(new(source, first, last), spans);
        Cover(last, toMs, sources[1..], spans);
    }

    private static void Add(SummarySpan span, List<SummarySpan> spans)
    {
        if (spans.Count > 0 && spans[^1] is var before && before.Source == span.Source && before.ToMs == span.FromMs)
        {
            spans[^1] = before with { ToMs = span.ToMs };
        }
        else
        {
            spans.Add(span);
        }
    }
}
