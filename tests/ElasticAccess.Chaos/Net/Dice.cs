using System.Collections.Concurrent;

namespace ElasticAccess.Chaos.Net;

/// <summary>
/// Decides what happens to each turn of the connections of one leg: cuts as the fault plan orders them, slowness at
/// random all the time.
/// </summary>
/// <param name="slowShare">Part of the turns that are slow, 0 to 1.</param>
/// <param name="timeMax">The longest delay or stall.</param>
internal sealed class Dice(int seed, double slowShare, TimeSpan timeMax)
{
    private const int OrderGoodMs = 3_000;

    private readonly Random random = new(seed);
    private readonly Lock gate = new();
    private readonly ConcurrentQueue<(Cut Cut, bool WithReset, long At)> ordered = new();
    private int cuts;
    private int slow;

    /// <summary>No faults: while a start is prepared or a graceful stop is watched.</summary>
    public bool IsQuiet { get; set; } = true;

    public int Cuts => Volatile.Read(ref cuts);

    public int Slow => Volatile.Read(ref slow);

    public void Order(Cut cut, bool withReset) => ordered.Enqueue((cut, withReset, Environment.TickCount64));

    public Turn Next()
    {
        if (IsQuiet)
        {
            return Turn.Plain;
        }

        while (ordered.TryDequeue(out var cut))
        {
            // Orders that wait while a process is down would meet its next start all at once.
            if (Environment.TickCount64 - cut.At < OrderGoodMs)
            {
                Interlocked.Increment(ref cuts);
                return Turn.Plain with { Cut = cut.Cut, WithReset = cut.WithReset };
            }
        }

        lock (gate)
        {
            if (random.NextDouble() >= slowShare)
            {
                return Turn.Plain;
            }

            Interlocked.Increment(ref slow);
            return Turn.Plain with
            {
                Slowness = (Slowness)random.Next(1, 5),
                OfReply = random.Next(2) == 0,
                Time = timeMax * random.NextDouble(),
            };
        }
    }
}
