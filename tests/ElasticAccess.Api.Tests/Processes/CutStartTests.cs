using System.Net;
using System.Net.Sockets;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>A start whose way to the store breaks ends with a sentence that says so. SQLite has no such way.</summary>
public sealed class CutStartTests
{
    [Fact]
    public async Task A_start_that_loses_its_connections_says_which_store_cannot_be_used_and_why()
    {
        using var store = new TcpListener(IPAddress.Loopback, 0);
        store.Start();
        var port = ((IPEndPoint)store.LocalEndpoint).Port;
        using var ended = new CancellationTokenSource();
        var cutting = CutAllAsync(store, ended.Token);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ServiceProcess.StartAsync(
            $"Host=127.0.0.1;Port={port};Username=postgres;Database=elastic"));
        await ended.CancelAsync();
        await cutting;

        Assert.Contains($"PostgreSQL 127.0.0.1:{port}/elastic cannot be used: ", refusal.Message);
        Assert.DoesNotContain("likely due to a transient failure", refusal.Message);
    }

    // With a reset, as a server that was killed.
    private static async Task CutAllAsync(TcpListener store, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var connection = await store.AcceptSocketAsync(ct);
                connection.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
