using System.Collections.Concurrent;
using System.Diagnostics;

namespace ElasticAccess.Chaos.Work;

/// <summary>What the workers see together, for faults that wait for something; the audit does not read it.</summary>
internal sealed class Tally
{
    private readonly ConcurrentQueue<Seen> seen = new();
    private int acknowledged;

    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>No worker asks for anything new: silence says nothing any more.</summary>
    public bool IsOver { get; set; }

    public void Note(int replica, long sentAt, Attempt attempt)
    {
        seen.Enqueue(new(replica, sentAt, attempt.Status, attempt.RetryAfter));
        if (attempt.Status is >= 200 and < 300)
        {
            Interlocked.Increment(ref acknowledged);
        }

        while (seen.Count > 20_000)
        {
            seen.TryDequeue(out _);
        }
    }

    /// <summary>Answers to requests sent since then.</summary>
    public IEnumerable<Seen> Since(long at) => seen.Where(one => one.SentAt >= at);

    public static long Now => Stopwatch.GetTimestamp();

    internal sealed record Seen(int Replica, long SentAt, int Status, bool RetryAfter);
}
