using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace ElasticAccess.Benchmarks.Load;

/// <summary>One of many that are used in turn, whichever has had its answer.</summary>
internal sealed class PacedConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly ConcurrentQueue<PacedConnection> _idle;
    private readonly byte[] _marker;
    private readonly (long From, long To) _measured;
    private long _due;
    private Task _receiving = Task.CompletedTask;

    private PacedConnection(ConcurrentQueue<PacedConnection> idle, byte[] marker, (long From, long To) measured)
    {
        _idle = idle;
        _marker = marker;
        _measured = measured;
    }

    /// <summary>In ticks of the stopwatch, of the answers in the measured time only, by status.</summary>
    public Dictionary<int, List<long>> Latencies { get; } = [];

    public long Granted { get; private set; }

    public long Uncertain { get; private set; }

    public static async Task<PacedConnection> OpenAsync(
        LoadPlan plan, byte[] marker, ConcurrentQueue<PacedConnection> idle, long measureFrom, long measureTo)
    {
        var connection = new PacedConnection(idle, marker, (measureFrom, measureTo));
        connection._socket.NoDelay = true;
        await connection._socket.ConnectAsync(plan.Host, plan.Port);
        idle.Enqueue(connection);
        return connection;
    }

    public void Send(byte[] request, long due)
    {
        _due = due;
        _socket.Send(request);
        _receiving = ReceiveAsync();
    }

    /// <summary>What is under way is waited for, so that the books can be checked.</summary>
    public async Task EndAsync()
    {
        await Task.WhenAny(_receiving, Task.Delay(Patience));
        Uncertain = _receiving.IsCompletedSuccessfully ? 0 : 1;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync()
    {
        for (var received = 0; ;)
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(received));
            received += count;
            if (HttpAnswer.Read(_buffer.AsSpan(0, received), _marker, out var status, out var marks) > 0)
            {
                Granted += marks;
                Record(status, Stopwatch.GetTimestamp());
                _idle.Enqueue(this);
                return;
            }

            if (count == 0)
            {
                throw new IOException("The service closed the connection.");
            }
        }
    }

    private void Record(int status, long answered)
    {
        if (answered >= _measured.From && answered < _measured.To)
        {
            if (!Latencies.TryGetValue(status, out var latencies))
            {
                Latencies[status] = latencies = [];
            }

            latencies.Add(answered - _due);
        }
    }
}
