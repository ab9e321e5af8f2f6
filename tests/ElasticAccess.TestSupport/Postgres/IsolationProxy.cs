using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace ElasticAccess.TestSupport.Postgres;

/// <summary>
/// Stands before a PostgreSQL as a pooler may: transactions that were asked to be serializable begin in the default
/// isolation, without a word. The statement keeps its length, so that nothing else of the protocol changes.
/// </summary>
public sealed partial class IsolationProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly NpgsqlConnectionStringBuilder target;

    public IsolationProxy(string connectionString)
    {
        target = new(connectionString);
        listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,
        }.ConnectionString;
        _ = AcceptAsync();
    }

    public string ConnectionString { get; }

    /// <summary>How many transactions it has lowered.</summary>
    public int Lowered { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(end.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(target.Host!, target.Port, end.Token);
            await Task.WhenAny(
                PumpAsync(client.GetStream(), server.GetStream(), lowers: true),
                PumpAsync(server.GetStream(), client.GetStream(), lowers: false));
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool lowers)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, end.Token) is var read and > 0)
        {
            var text = Encoding.Latin1.GetString(buffer, 0, read);
            var passed = lowers ? Serializable().Replace(text, Lower) : text;
            await to.WriteAsync(Encoding.Latin1.GetBytes(passed), end.Token);
        }
    }

    private string Lower(Match begin)
    {
        Lowered++;
        return "begin".PadRight(begin.Length);
    }

    [GeneratedRegex("begin( transaction)? isolation level serializable", RegexOptions.IgnoreCase)]
    private static partial Regex Serializable();
}
