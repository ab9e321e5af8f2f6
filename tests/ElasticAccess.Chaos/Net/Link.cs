using System.Net;
using System.Net.Sockets;

namespace ElasticAccess.Chaos.Net;

/// <summary>
/// One connection through the proxy. HTTP/1.1 without pipelining and PostgreSQL's protocol both take turns: bytes of
/// the client after bytes of the server begin a new one.
/// </summary>
internal sealed class Link(Socket client, Dice dice) : IDisposable
{
    private const int BufferBytes = 16 * 1024;
    private const int TrickleBytes = 100;

    private static readonly TimeSpan TrickleStep = TimeSpan.FromMilliseconds(100);

    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private volatile Turn turn = Turn.Plain;
    private volatile bool serverSpoke = true;
    private volatile bool isClosed;

    public async Task RunAsync(int port, CancellationToken ct)
    {
        try
        {
            client.NoDelay = true;
            server.NoDelay = true;
            await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), ct);
            await Task.WhenAll(PumpAsync(client, server, RequestAsync, ct), PumpAsync(server, client, ReplyAsync, ct));
        }
        catch (Exception fault) when (IsEnd(fault))
        {
            // Nobody listens behind the proxy, or the run has ended.
        }
    }

    public void Dispose() => Close(withReset: false);

    public void Close(bool withReset)
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        foreach (var socket in new[] { client, server })
        {
            try
            {
                socket.LingerState = new LingerOption(withReset, 0);
                if (!withReset && socket.Connected)
                {
                    socket.Shutdown(SocketShutdown.Both);
                }
            }
            catch (Exception fault) when (IsEnd(fault))
            {
                // It had ended by itself.
            }

            socket.Dispose();
        }
    }

    private static bool IsEnd(Exception fault) =>
        fault is SocketException or ObjectDisposedException or OperationCanceledException or IOException;

    private async Task PumpAsync(
        Socket from, Socket to, Func<Memory<byte>, CancellationToken, Task<bool>> pass, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (!isClosed)
            {
                var count = await from.ReceiveAsync(buffer, ct);
                if (count == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return;
                }

                if (!await pass(buffer.AsMemory(0, count), ct))
                {
                    Close(turn.WithReset);
                    return;
                }
            }
        }
        catch (Exception fault) when (IsEnd(fault))
        {
            Close(withReset: true);
        }
    }

    // False: cut it here.
    private async Task<bool> RequestAsync(Memory<byte> bytes, CancellationToken ct)
    {
        if (!serverSpoke)
        {
            await server.SendAsync(bytes, ct);
            return true;
        }

        serverSpoke = false;
        turn = dice.Next();
        switch (turn.Cut)
        {
            case Cut.BeforeRequest:
                return false;

            case Cut.InRequest:
                await server.SendAsync(bytes[..(bytes.Length / 2)], ct);
                return false;

            case Cut.AfterRequest:
                await server.SendAsync(bytes, ct);
                return false;
        }

        await PassAsync(server, bytes, isReply: false, ct);
        return true;
    }

    private async Task<bool> ReplyAsync(Memory<byte> bytes, CancellationToken ct)
    {
        var isFirst = !serverSpoke;
        serverSpoke = true;
        switch (isFirst ? turn.Cut : null)
        {
            case Cut.BeforeReply:
                return false;

            case Cut.InReply:
                await client.SendAsync(bytes[..(bytes.Length / 2)], ct);
                return false;
        }

        await PassAsync(client, bytes, isReply: true, ct);
        return true;
    }

    private async Task PassAsync(Socket to, Memory<byte> bytes, bool isReply, CancellationToken ct)
    {
        switch (turn.OfReply == isReply ? turn.Slowness : Slowness.None)
        {
            case Slowness.Delayed:
                await Task.Delay(turn.Time, ct);
                break;

            case Slowness.Stalled:
                await Task.Delay(turn.Time * 2, ct);
                break;

            case Slowness.Trickle:
                for (var at = 0; at < bytes.Length; at += TrickleBytes)
                {
                    await to.SendAsync(bytes.Slice(at, Math.Min(TrickleBytes, bytes.Length - at)), ct);
                    await Task.Delay(TrickleStep, ct);
                }

                return;

            case Slowness.Sliced:
                for (var at = 0; at < Math.Min(bytes.Length, 512); at++)
                {
                    await to.SendAsync(bytes.Slice(at, 1), ct);
                }

                bytes = bytes[Math.Min(bytes.Length, 512)..];
                break;
        }

        if (bytes.Length > 0)
        {
            await to.SendAsync(bytes, ct);
        }
    }
}
