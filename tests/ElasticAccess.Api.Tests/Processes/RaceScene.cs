using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>
/// One round of a race: an instance, a line item and a series of its own. What is sent goes through the replica that is
/// named; answers are status, and the code of the item where there is one.
/// </summary>
internal sealed class RaceScene
{
    private readonly SandboxReplicas replicas;

    private RaceScene(SandboxReplicas replicas, string instance, string mark)
    {
        this.replicas = replicas;
        Instance = instance;
        Mark = mark;
    }

    public string Instance { get; }

    /// <summary>Name of the series and of the line item.</summary>
    public string Mark { get; }

    public string Session { get; private set; } = "";

    public string OtherInstance { get; private set; } = "";

    public CreatedApiKey? Key { get; private set; }

    public ElasticAccessClient Client => replicas.Clients[0];

    public static async Task<RaceScene> MakeAsync(SandboxReplicas replicas, long quantity)
    {
        var (client, mark) = (replicas.Clients[0], Guid.NewGuid().ToString("N"));
        await client.AddRateTableAsync(Service.Table(mark, "1", DateTimeOffset.UnixEpoch, "a=1"));
        var scene = new RaceScene(replicas, (await client.AddInstanceAsync("race", mark)).Id, mark);
        await scene.MapAsync(0, scene.Instance, quantity);
        return scene;
    }

    public async Task BeginSessionAsync()
    {
        Session = await replicas.Http[0].CreateSessionAsync(Instance);
        Assert.Equal("200", await AskSessionAsync(1, "a"));
    }

    public async Task AddOtherInstanceAsync() =>
        OtherInstance = (await Client.AddInstanceAsync("other", Mark + "2")).Id;

    public async Task AddKeyAsync() =>
        Key = await Client.CreateApiKeyAsync(new NewApiKey(Mark, ApiKeyType.Client) { Instances = [Instance] });

    public Task AllowAsync(int replica, long allocation) =>
        replicas.Clients[replica].PutActionsAsync(Instance, Mark, [AccessAction.Allow(null, allocation)]);

    public async Task<string> ChargeAsync(int replica, int count, string? key = null, string? apiKey = null)
    {
        using var http = apiKey is null ? null : Replicas.HttpOf(replicas.Addresses[replica]);
        if (http is not null)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", apiKey);
        }

        var answer = await (http ?? replicas.Http[replica]).SendAsync(
            "POST", $"/elastic/api/v1.1/instances/{Instance}/access-request", key,
            $$"""{"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":{{count}}}]}""");
        var code = JsonNode.Parse(answer.Body)?["requestedItems"]?[0]?["status"]?["code"];
        return $"{code ?? (int)answer.Status}{(answer.IsReplay ? " again" : "")}";
    }

    public Task<string> MapAsync(int replica, string instance, long quantity, string? name = null) => SaidAsync(() =>
        replicas.Clients[replica].PutLineItemAsync(
            instance, Service.LineItem(name ?? Mark, quantity, Mark) with { End = LineItem.Permanent }));

    public Task<string> PublishAsync(int replica, int rate) => SaidAsync(() =>
        replicas.Clients[replica].AddRateTableAsync(Service.Table(Mark, "2", replicas.Now, $"a={rate}")));

    public Task<string> DeleteKeyAsync(int replica) =>
        SaidAsync(() => replicas.Clients[replica].DeleteApiKeyAsync(Key!.Id));

    public Task<string> ChangeAllocationAsync(int replica, long allocation) =>
        SaidAsync(() => AllowAsync(replica, allocation));

    public Task<string> AskSessionAsync(int replica, params string[] items) =>
        StatusAsync(replica, "PUT", $"/api/v1.1/sessions/{Session}", SessionCalls.Wants(items));

    public Task<string> EndAsync(int replica) => StatusAsync(replica, "DELETE", $"/api/v1.1/sessions/{Session}");

    public Task<string> BeatAsync(int replica) =>
        StatusAsync(replica, "GET", $"/api/v1.1/sessions/{Session}/heartbeat");

    public Task<string> MoveAsync(int replica, DateTimeOffset to) =>
        StatusAsync(replica, "PUT", "/sandbox/clock", new { now = to.ToUnixTimeMilliseconds() });

    public async Task<decimal> UsedAsync() => (await Client.GetLineItemAsync(Instance, Mark)).Used!.Value;

    private async Task<string> StatusAsync(int replica, string method, string path, object? body = null) =>
        $"{(await replicas.Http[replica].CallAsync(method, path, body)).Status}";

    private static async Task<string> SaidAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "ok";
        }
        catch (ElasticAccessException refusal)
        {
            return $"{(int)refusal.StatusCode!}";
        }
    }
}
