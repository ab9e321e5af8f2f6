using System.Diagnostics;
using System.Net.Sockets;

namespace ElasticAccess.Benchmarks.Load;

/// <summary>One connection that sends, waits for the answer, and sends again until the time is over.</summary>
internal sealed class HttpConnection(byte[][] requests, byte[] marker, int first)
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>In ticks of the stopwatch, of the answers in the measured time only.</summary>
    public List<long> Latencies { get; } = new(4_096);

    public long Granted { get; private set; }

    public long Uncertain { get; private set; }

    public long Refused { get; private set; }

    public async Task RunAsync(string host, int port, long measureFrom, long measureTo)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        await socket.ConnectAsync(host, port);
        for (var next = first; Stopwatch.GetTimestamp() < measureTo; next++)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(requests[next % requests.Length]);
            if (!await ReceiveAsync(socket))
            {
                Uncertain++;
                return;
            }

            // A request that is under way at the end is waited for, but not counted as done in time.
            var answered = Stopwatch.GetTimestamp();
            if (answered >= measureFrom && answered < measureTo)
            {
                Latencies.Add(answered - sent);
            }
        }
    }

    private async Task<bool> ReceiveAsync(Socket socket)
    {
        for (var received = 0; ;)
        {
            var count = await socket.ReceiveAsync(_buffer.AsMemory(received));
            received += count;
            if (HttpAnswer.Read(_buffer.AsSpan(0, received), marker, out var status, out var marks) > 0)
            {
                Granted += marks;
                Refused += status == 200 ? 0 : 1;
                return true;
            }

            if (count == 0)
            {
                return false;
            }
        }
    }
}
