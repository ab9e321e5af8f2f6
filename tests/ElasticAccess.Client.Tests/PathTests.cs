using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

/// <summary>Every operation against the table of paths in contract section 1, both versions.</summary>
public sealed class PathTests
{
    private const string Line = """
        {"activationId":"ACT 1","state":"DEPLOYED","quantity":1,"start":0,"end":253402300799999,"attributes":{}}
        """;

    private static readonly LineItem Item = new(
        "ACT 1", LineItemState.Deployed, 1, DateTimeOffset.UnixEpoch, LineItem.Permanent, new LineItemAttributes());

    private static readonly (string Call, string Answer, Func<ElasticAccessClient, Task> Do)[] Operations =
    [
        ("PUT K/administration-keys", "", c => c.UploadAdministrationKeysAsync([new("k", "pem")])),
        ("DELETE K/administration-keys/a%2Fb", "", c => c.DeleteAdministrationKeyAsync("a/b")),
        ("PUT K/client-keys", "", c => c.UploadClientKeysAsync([new("k", "pem")])),
        ("DELETE K/client-keys/k", "", c => c.DeleteClientKeyAsync("k")),
        ("GET K/public-keys?next=7&size=500", """{"keys":[]}""", c => c.ListPublicKeysAsync(7, 500)),
        ("GET P/instances", """{"content":[],"next":"0"}""", c => c.ListInstancesAsync()),
        ("GET P/instances?accountId=N%26W&default=true", """{"content":[]}""", c => c.FindDefaultInstanceAsync("N&W")),
        ("GET P/instances/i", """{"id":"i","shortName":"s","accountId":"a"}""", c => c.GetInstanceAsync("i")),
        ("POST P/instances", """{"id":"i","shortName":"s","accountId":"a"}""", c => c.AddInstanceAsync("s", "a")),
        ("GET P/rate-tables", "[]", c => c.ListRateTablesAsync()),
        ("POST P/rate-tables", "", c => c.AddRateTableAsync(new("1", DateTimeOffset.UnixEpoch, []))),
        ("DELETE P/rate-tables?series=S%202&version=3", "", c => c.DeleteRateTableAsync("3", "S 2")),
        ("DELETE P/rate-tables?version=3", "", c => c.DeleteRateTableAsync("3", "")),
        ("GET P/instances/i/line-items", "[]", c => c.ListLineItemsAsync("i")),
        ("PUT P/instances/i/line-items", Line, c => c.PutLineItemAsync("i", Item)),
        ("GET P/instances/i/line-items/ACT%201", Line, c => c.GetLineItemAsync("i", "ACT 1")),
        ("DELETE P/instances/i/line-items/ACT%201", "", c => c.DeleteLineItemAsync("i", "ACT 1")),
        ("GET A/instances/i/conditions", "[]", c => c.ListConditionsAsync("i")),
        ("POST A/instances/i/conditions", "[]", c => c.AddConditionsAsync("i", [])),
        ("PATCH A/instances/i/conditions", "[]", c => c.PatchConditionsAsync("i", [])),
        ("DELETE A/instances/i/conditions", "", c => c.DeleteConditionsAsync("i")),
        ("DELETE A/instances/i/conditions/c", "", c => c.DeleteConditionAsync("i", "c")),
        ("POST A/instances/i/line-items/l/actions", "[]", c => c.CreateActionsAsync("i", "l", [])),
        ("GET A/instances/i/line-items/l/actions", "[]", c => c.ListActionsAsync("i", "l")),
        ("PUT A/instances/i/line-items/l/actions", "[]", c => c.PutActionsAsync("i", "l", [])),
        ("DELETE A/instances/i/line-items/l/actions", "", c => c.DeleteActionsAsync("i", "l")),
        ("GET A/instances/i/line-items/actions?next=5", """{"lineItems":[]}""",
            c => c.ListInstanceActionsAsync("i", 5)),
        ("GET P/configuration", "[]", c => c.GetConfigurationAsync()),
        ("PATCH P/configuration", "[]", c => c.PatchConfigurationAsync([new("timezone.tolerant", "true")])),
        ("POST A/sessions", """{"sessionId":"s"}""", c => c.CreateSessionAsync("i")),
        ("GET A/sessions?instanceId=i", "[]", c => c.ListSessionsAsync("i")),
        ("DELETE A/sessions/s", "", c => c.CloseSessionAsync(new("s", "i"))),
        ("GET A/sessions/s/heartbeat", "", c => c.SendHeartbeatAsync(new("s", "i"))),
        ("GET /api/v1.1/api-keys", "[]", c => c.ListApiKeysAsync()),
        ("DELETE /api/v1.1/api-keys/7", "", c => c.DeleteApiKeyAsync("7")),
        ("GET /provisioning/api/v1.1/instances/i/consumption-limits?next=5", """{"content":[]}""",
            c => c.ListConsumptionLimitsAsync("i", 5)),
        ("DELETE /provisioning/api/v1.1/instances/i/line-items/l/consumption-limit", "",
            c => c.DeleteConsumptionLimitAsync("i", "l")),
        ("POST /elastic/api/v1.1/instances/i/access-requests", """{"responses":[]}""",
            c => c.RequestBatchAsync("i", [])),
    ];

    public static TheoryData<string> Calls => [.. Operations.Select(o => o.Call)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_operation_goes_to_its_path_in_v1_1(string call) =>
        await Check(call, ApiVersion.V11, keys: "/api/v1.1", version: "v1.1");

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_operation_goes_to_its_path_in_v1_0(string call) =>
        await Check(call, ApiVersion.V10, keys: "/floating/api/v1.0", version: "v1.0");

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_id_that_would_change_the_path_is_refused(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new ScriptedService().Client().GetInstanceAsync(id, Ct));

    [Theory]
    [InlineData("https://example.test", "https://example.test/provisioning/api/v1.1/instances/i")]
    [InlineData("https://example.test/", "https://example.test/provisioning/api/v1.1/instances/i")]
    [InlineData("https://h.test/dm/", "https://h.test/dm/provisioning/api/v1.1/instances/i")]
    public async Task The_base_address_may_end_anywhere(string address, string url)
    {
        var service = new ScriptedService();
        var client = service.Client(o => o with { BaseAddress = new Uri(address), Retry = RetryOptions.None });

        await Assert.ThrowsAnyAsync<Exception>(() => client.GetInstanceAsync("i", Ct));

        Assert.Equal(url, Assert.Single(service.Sent).Url);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task Check(string name, ApiVersion apiVersion, string keys, string version)
    {
        var (call, answer, run) = Operations.Single(o => o.Call == name);
        var parts = call.Split(' ', 2);
        var path = parts[1][0] switch
        {
            'K' => keys + parts[1][1..],
            'P' => $"/provisioning/api/{version}{parts[1][1..]}",
            'A' => $"/api/{version}{parts[1][1..]}",
            _ => parts[1],
        };
        var service = new ScriptedService().On($"{parts[0]} {path}", answer.Length > 0 ? 200 : 204, answer);

        await run(service.Client(o => o with { ApiVersion = apiVersion }));

        var sent = Assert.Single(service.Sent);
        Assert.Equal(parts[0] == "GET", sent.Header("Idempotency-Key") is null);
        Assert.Equal(path.Contains("/sessions") ? "i" : null, sent.Header("x-instance-id"));
    }
}
