using System.Net.Sockets;
using System.Text;

namespace ElasticAccess.Api.Tests.BadInput;

/// <summary>A connection on which anything can be sent, also what no HTTP client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient client;
    private readonly NetworkStream stream;

    private RawConnection(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
    }

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return new(client);
    }

    /// <summary>As administrator; the connection is to be closed behind the answer.</summary>
    public static string Get(string path, params string[] headers) =>
        Request("GET", path, [.. headers, "Connection: close"]);

    public static string Request(string method, string path, params string[] headers) => string.Join(
        "\r\n", [$"{method} {path} HTTP/1.1", "Host: localhost", $"Authorization: Bearer {Service.AdminKey}",
            .. headers, "", ""]);

    public Task<string> SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends, and reads until the server closes the connection; empty when it only closed it.</summary>
    public async Task<string> SendAsync(byte[] bytes, bool thenEnd = false)
    {
        try
        {
            await WriteAsync(bytes);
            if (thenEnd)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (IOException)
        {
            // The server has heard enough; its answer may still be read.
        }

        return await ReadToEndAsync();
    }

    public async Task WriteAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    public async Task<string> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var answer = new StringBuilder();
        var buffer = new byte[65_536];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, patience.Token)) > 0;)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset behind the answer.
        }

        return answer.ToString();
    }

    public void Dispose() => client.Dispose();
}
