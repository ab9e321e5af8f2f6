using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Chaos.Net;

/// <summary>A TCP proxy on loopback that hurts the connections through it as its dice say.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Link, Task> links = [];
    private readonly int target;
    private readonly Task accepting;

    public FaultProxy(int target, Dice dice)
    {
        this.target = target;
        Dice = dice;
        Port = FreePort.Find();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start(backlog: 512);
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public Dice Dice { get; }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        foreach (var link in links.Keys)
        {
            link.Close(withReset: true);
        }

        await Task.WhenAll(links.Values);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptSocketAsync(ended.Token);
                var link = new Link(client, Dice);
                links[link] = ServeAsync(link);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException)
            {
                // The end of the run, or a client that left before it was accepted.
            }
        }
    }

    private async Task ServeAsync(Link link)
    {
        await Task.Yield();
        using (link)
        {
            await link.RunAsync(target, ended.Token);
        }

        links.TryRemove(link, out _);
    }
}
