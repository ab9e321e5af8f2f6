namespace ElasticAccess.Domain.Usage;

/// <summary>
/// A stretch of time, <paramref name="FromMs"/> inclusive, <paramref name="ToMs"/> exclusive, in which the clocks of a
/// zone are <paramref name="OffsetMs"/> before UTC. All in ms.
/// </summary>
internal readonly record struct ZoneStretch(long FromMs, long ToMs, long OffsetMs);

/// <summary>When the clocks of a time zone change.</summary>
internal static class ZoneOffsets
{
    // No zone has changed its clocks twice within so short a time.
    private const long StepMs = 6 * 60 * 60_000;

    /// <summary>Covers a time range without a gap; no stretch is longer than the time between two changes.</summary>
    public static IEnumerable<ZoneStretch> Between(long fromMs, long toMs, TimeZoneInfo zone)
    {
        var start = fromMs;
        var offset = At(fromMs, zone);
        for (var at = fromMs; at < toMs;)
        {
            var next = Math.Min(at + StepMs, toMs);
            if (next < toMs && At(next, zone) is var later && later != offset)
            {
                var change = FindChange(at, next, zone);
                yield return new(start, change, offset);
                (start, offset) = (change, later);
            }

            at = next;
        }

        if (start < toMs)
        {
            // A change in the very last step has not been looked for.
            var last = At(toMs - 1, zone);
            var change = last == offset ? toMs : FindChange(Math.Max(start, toMs - StepMs), toMs - 1, zone);
            yield return new(start, change, offset);
            if (change < toMs)
            {
                yield return new(change, toMs, last);
            }
        }
    }

    private static long At(long ms, TimeZoneInfo zone) =>
        zone.GetUtcOffset(DateTime.UnixEpoch.AddTicks(ms * TimeSpan.TicksPerMillisecond)).Ticks
        / TimeSpan.TicksPerMillisecond;

    // The first time after one with the old offset that has the new one, which the end has.
    private static long FindChange(long before, long end, TimeZoneInfo zone)
    {
        var changed = At(end, zone);
        while (end - before > 1)
        {
            var middle = before + ((end - before) / 2);
            if (At(middle, zone) == changed)
            {
                end = middle;
            }
            else
            {
                before = middle;
            }
        }

        return end;
    }
}
