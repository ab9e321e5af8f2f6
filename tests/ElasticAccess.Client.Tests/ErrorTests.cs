using System.Net;

namespace ElasticAccess.Client.Tests;

public sealed class ErrorTests
{
    private readonly ScriptedService _service = new();

    [Theory]
    [InlineData("""{"message":"No such instance"}""", "No such instance")]
    [InlineData("""{"message":["a","b"]}""", "a; b")]
    [InlineData("""{"errors":["a","b"]}""", "a; b")]
    [InlineData("""{"errors":[{"line":2,"column":"x","message":"a"},{"message":"b"}]}""", "a; b")]
    [InlineData("""{"error":"exists"}""", "exists")]
    [InlineData("""{"message":[],"title":"Bad input"}""", "Bad input")]
    [InlineData("""{"message":"said","title":"Bad input","detail":"more"}""", "said")]
    public async Task Every_shape_of_error_body_is_understood(string body, string message)
    {
        var e = await Refused(400, body);

        Assert.Equal(message, e.Message);
        Assert.Equal(message.Split("; "), e.Faults);
        Assert.Equal(HttpStatusCode.BadRequest, e.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("""{"message":null}""")]
    public async Task A_body_that_says_nothing_leaves_the_status(string body)
    {
        var e = await Refused(502, body);

        Assert.Equal("GET /provisioning/api/v1.1/instances/i: 502 BadGateway", e.Message);
        Assert.Empty(e.Faults);
    }

    [Fact]
    public async Task Type_trace_and_retry_after_are_there_for_the_caller()
    {
        const string body = """{"message":"m","type":"urn:elastic-access:problem:conflict","traceId":"t1"}""";

        var e = await Refused(409, body, ("Retry-After", "7"));

        Assert.Equal(("urn:elastic-access:problem:conflict", "t1"), (e.Type, e.TraceId));
        Assert.Equal(TimeSpan.FromSeconds(7), e.RetryAfter);
    }

    [Fact]
    public async Task A_redirect_is_an_error_and_not_followed()
    {
        var e = await Refused(302, "", ("Location", "https://elsewhere.test/"));

        Assert.Equal(HttpStatusCode.Found, e.StatusCode);
        Assert.Single(_service.Sent);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so_and_no_more_is_sent()
    {
        using var giveUp = new CancellationTokenSource();
        _service.Silent("GET /provisioning/api/v1.1/instances/i");

        var task = _service.Client().GetInstanceAsync("i", giveUp.Token);
        await _service.Arrival();
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Single(_service.Sent);
    }

    [Theory]
    [InlineData("ftp://example.test")]
    [InlineData("https://user@example.test")]
    [InlineData("https://example.test/?x=1")]
    public void An_address_that_is_not_one_of_a_service_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => _service.Client(o => o with { BaseAddress = new Uri(address) }));

    private async Task<ElasticAccessException> Refused(
        int status, string body, params (string Name, string Value)[] headers)
    {
        _service.On("GET /provisioning/api/v1.1/instances/i", status, body, headers);
        return await Assert.ThrowsAsync<ElasticAccessException>(
            () => _service.Client().GetInstanceAsync("i", TestContext.Current.CancellationToken));
    }
}
