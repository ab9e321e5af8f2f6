using System.Net;
using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

public sealed class RetryTests
{
    private const string Get = "GET /provisioning/api/v1.1/instances/i";

    private readonly ScriptedService _service = new();

    // What is asked, what happens to the first attempt, and how often it is sent.
    [Theory]
    [InlineData("get", "503", 2)]
    [InlineData("get", "429", 2)]
    [InlineData("get", "broken", 2)]
    [InlineData("get", "silent", 2)]
    [InlineData("get", "500", 1)]
    [InlineData("get", "502", 1)]
    [InlineData("get", "504", 1)]
    [InlineData("get", "409", 1)]
    [InlineData("get", "401", 1)]
    [InlineData("post", "503", 2)]
    [InlineData("post", "429", 2)]
    [InlineData("post", "broken", 2)]
    [InlineData("post", "silent", 2)]
    [InlineData("post", "500", 1)]
    [InlineData("post", "409", 1)]
    [InlineData("post", "422", 1)]
    [InlineData("unkeyed post", "503", 1)]
    [InlineData("unkeyed post", "429", 1)]
    [InlineData("unkeyed post", "broken", 1)]
    [InlineData("unkeyed post", "silent", 1)]
    public async Task A_call_is_repeated_only_where_it_can_do_no_harm(string call, string first, int times)
    {
        var path = call == "get" ? Get : Wire.OneOff;
        _ = first switch
        {
            "broken" => _service.Broken(path),
            "silent" => _service.Silent(path),
            _ => _service.On(path, int.Parse(first)),
        };
        _service.On(path, 200, call == "get" ? Instance : Wire.Answer(("Render", "1101")));

        var outcome = await Record.ExceptionAsync(async () =>
        {
            _ = call switch
            {
                "get" => (object)await _service.Time.Run(_service.Client().GetInstanceAsync("i", Ct)),
                "post" => await _service.Time.Run(Ask(null)),
                _ => await _service.Time.Run(Ask(new AccessOptions { SendIdempotencyKey = false })),
            };
        });

        Assert.Equal(times, _service.Sent.Count);
        Assert.Equal(times == 2, outcome is null);
        Assert.Single(_service.Sent.Select(s => (s.Header("Idempotency-Key"), s.Body)).Distinct());
    }

    [Fact]
    public async Task Attempts_are_counted_and_the_last_fault_is_told()
    {
        for (var i = 0; i < 4; i++)
        {
            _service.Broken(Wire.OneOff);
        }

        var e = await Assert.ThrowsAsync<ElasticAccessException>(() => _service.Time.Run(Ask(null)));

        Assert.Equal(4, _service.Sent.Count);
        Assert.Null(e.StatusCode);
        Assert.Equal(_service.Sent[0].Header("Idempotency-Key"), e.IdempotencyKey);
        Assert.IsType<HttpRequestException>(e.InnerException);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("Thu, 01 Jan 2026 00:00:03 GMT")]
    public async Task Retry_after_is_honoured_in_seconds_and_as_a_date(string retryAfter)
    {
        _service.On(Get, 503, "", ("Retry-After", retryAfter)).On(Get, 200, Instance);

        await _service.Time.Run(_service.Client().GetInstanceAsync("i", Ct));

        Assert.True(_service.Sent[1].At - _service.Sent[0].At >= TimeSpan.FromSeconds(2.9));
    }

    [Fact]
    public async Task A_retry_after_beyond_the_bound_is_left_to_the_caller()
    {
        _service.On(Get, 503, "", ("Retry-After", "31"));

        var e = await Assert.ThrowsAsync<ElasticAccessException>(() => _service.Client().GetInstanceAsync("i", Ct));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(31)), (e.StatusCode, e.RetryAfter));
    }

    [Fact]
    public async Task Keys_can_be_given_and_switched_off()
    {
        var off = _service.Client(o => o with { SendIdempotencyKeys = false });
        for (var i = 0; i < 5; i++)
        {
            _service.On("DELETE /api/v1.1/api-keys/7", 204);
        }

        await _service.Client().DeleteApiKeyAsync("7", RequestOptions.Keyed("mine"), Ct);
        await _service.Client().DeleteApiKeyAsync("7", RequestOptions.Unkeyed, Ct);
        await off.DeleteApiKeyAsync("7", ct: Ct);
        await off.DeleteApiKeyAsync("7", RequestOptions.Keyed("mine"), Ct);

        Assert.Equal(["mine", null, null, "mine"], _service.Sent.Select(s => s.Header("Idempotency-Key")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\r\nX-Evil: 1")]
    public async Task A_key_that_is_none_is_refused_before_anything_is_sent(string key) =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => _service.Client().DeleteApiKeyAsync("7", RequestOptions.Keyed(key), Ct));

    // attempt, Retry-After in ms, dice, time left in ms => pause in ms; -1 stands for none.
    [Theory]
    [InlineData(1, -1, 0.0, -1, 100)]
    [InlineData(1, -1, 0.5, -1, 150)]
    [InlineData(2, -1, 0.0, -1, 200)]
    [InlineData(3, -1, 0.5, -1, 600)]
    [InlineData(4, -1, 0.0, -1, -1)]
    [InlineData(1, 30_000, 0.0, -1, 30_100)]
    [InlineData(1, 30_001, 0.0, -1, -1)]
    [InlineData(9, -1, 0.0, 5_001, 5_000)]
    [InlineData(9_999_999, -1, 0.0, 5_001, 5_000)]
    [InlineData(9, -1, 0.0, 5_000, -1)]
    [InlineData(1, 60_000, 0.0, 60_101, 60_100)]
    [InlineData(1, -1, 0.0, -5, -1)]
    public void A_pause_follows_from_the_attempt_the_dice_and_the_time_left(
        int attempt, int retryAfter, double dice, int left, int pause) =>
        Assert.Equal(Ms(pause), RetryPolicy.PauseAfter(new RetryOptions(), attempt, Ms(retryAfter), dice, Ms(left)));

    private const string Instance = """{"id":"i","shortName":"s","accountId":"a"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static TimeSpan? Ms(int ms) => ms == -1 ? null : TimeSpan.FromMilliseconds(ms);

    private Task<OneOffAccess> Ask(AccessOptions? options) =>
        _service.Client().RequestOneOffAsync(Wire.Id, Wire.Maria, [new("Render")], options);
}
