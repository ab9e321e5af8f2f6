using System.Diagnostics;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Says of requests that found no place how many they were, once a second: a line for each would cost more than the
/// refusal, just when there is no time for either. <c>/metrics</c> counts them exactly.
/// </summary>
internal sealed partial class TurnedAway(ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long said;
    private int count;

    public static bool Is(HttpContext context) => context.Items.ContainsKey(typeof(TurnedAway));

    public void Note(HttpContext context)
    {
        context.Items[typeof(TurnedAway)] = true;
        Interlocked.Increment(ref count);
        var before = Volatile.Read(ref said);
        var now = Stopwatch.GetTimestamp();
        if ((before == 0 || Stopwatch.GetElapsedTime(before, now) > Pause)
            && Interlocked.CompareExchange(ref said, now, before) == before)
        {
            NoPlace(logger, Interlocked.Exchange(ref count, 0));
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} requests were turned away: as many are under way as may wait")]
    private static partial void NoPlace(ILogger logger, int count);
}
