using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ElasticAccess.Api.Tests.Webhooks;

/// <summary>What a receiver was sent.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Type => (string)Json["type"]!;

    public JsonNode Data => Json["data"]!;

    public string? Instance => (string?)Data["instanceId"];
}

/// <summary>A customer's receiver on loopback: answers as its script says, 204 where it says nothing.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Received> All { get; } = [];

    /// <summary>The status for a request; it may take its time.</summary>
    public Func<Received, Task<int>> Script { get; set; } = _ => Task.FromResult(204);

    /// <summary>Bytes that an answer has.</summary>
    public long Flood { get; set; }

    public string Url => $"{app.Urls.First()}/hook";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.HearAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until it has been sent that many.</summary>
    public Task<Received[]> HearsAsync(int count) => HearsAsync(count, _ => true);

    public async Task<Received[]> HearsAsync(int count, Func<Received, bool> which)
    {
        var until = DateTime.UtcNow.AddSeconds(60);
        while (All.Count(which) < count)
        {
            Assert.True(
                DateTime.UtcNow < until, $"{All.Count(which)} of {count}: {string.Join('\n', All.Select(r => r.Body))}");
            await Task.Delay(20);
        }

        return [.. All.Where(which)];
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task HearAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        var received = new Received(
            headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!,
            await reader.ReadToEndAsync());
        All.Enqueue(received);
        var status = await Script(received);
        context.Response.StatusCode = status;
        var block = new byte[64 * 1024];
        for (var left = Flood; left > 0 && !context.RequestAborted.IsCancellationRequested; left -= block.Length)
        {
            context.Response.StatusCode = 200;
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
        }

        if (status is >= 300 and < 400)
        {
            context.Response.Headers.Location = Url;
        }
    }
}
