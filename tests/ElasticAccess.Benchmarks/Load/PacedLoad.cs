using System.Collections.Concurrent;
using System.Diagnostics;

namespace ElasticAccess.Benchmarks.Load;

/// <summary>
/// Requests at a rate of their own (open loop), whatever the answers take: each is due at its time, and its latency
/// counts from then, also where all connections still wait for answers, so that nobody's slowness hides itself.
/// </summary>
internal sealed class PacedLoad(LoadPlan plan, byte[][] requests, byte[] marker, long measureFrom, long measureTo)
{
    private readonly ConcurrentQueue<PacedConnection> _idle = new();

    public async Task<IReadOnlyList<PacedConnection>> RunAsync()
    {
        var connections = new PacedConnection[plan.Connections];
        for (var n = 0; n < connections.Length; n++)
        {
            connections[n] = await PacedConnection.OpenAsync(plan, marker, _idle, measureFrom, measureTo);
        }

        // A thread of its own: neither timers nor the pool stand between a request and its time.
        var pace = new Thread(Pace);
        pace.Start();
        await Task.Run(pace.Join);
        await Task.WhenAll(connections.Select(connection => connection.EndAsync()));
        Array.ForEach(connections, connection => connection.Dispose());
        return connections;
    }

    private void Pace()
    {
        var between = Stopwatch.Frequency / plan.PerSecond!.Value;
        double due = Stopwatch.GetTimestamp();
        for (var next = 0; Stopwatch.GetTimestamp() < measureTo; Thread.Sleep(1))
        {
            while (due <= Stopwatch.GetTimestamp() && _idle.TryDequeue(out var connection))
            {
                connection.Send(requests[next++ % requests.Length], (long)due);
                due += between;
            }
        }
    }
}
