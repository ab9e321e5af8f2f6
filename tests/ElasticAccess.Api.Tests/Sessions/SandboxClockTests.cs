using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SandboxClockOnSqlite() : SandboxClockTests(Store.Sqlite);

public sealed class SandboxClockOnPostgres() : SandboxClockTests(Store.Postgres);

/// <summary>The clock that is moved by hand (contract 18.8).</summary>
public abstract class SandboxClockTests(Store store) : SandboxTest(store)
{
    private const string Path = "/sandbox/clock";

    [Fact]
    public async Task It_stands_where_it_was_put_and_never_goes_back()
    {
        Assert.Equal(Minute(0), await NowAsync());
        var same = await Service.Raw.CallAsync("PUT", Path, new { now = Minute(0) });
        Assert.Equal((200, Minute(0)), (same.Status, (long)same.Json["now"]!));

        var back = await Service.Raw.CallAsync("PUT", Path, new { now = Minute(0) - 1 });
        Assert.Equal(400, back.Status);
        Assert.StartsWith("$.now: ", back.Message, StringComparison.Ordinal);
        Assert.Equal(Minute(0), await NowAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"now":null}""")]
    [InlineData("""{"now":"1"}""")]
    [InlineData("""{"now":-1}""")]
    [InlineData("""{"now":1e30}""")]
    public async Task A_malformed_time_is_refused(string body)
    {
        Assert.Equal(400, (await Service.Raw.CallAsync("PUT", Path, body)).Status);
        Assert.Equal(Minute(0), await NowAsync());
    }

    [Fact]
    public async Task It_is_for_administrators()
    {
        using var client = Service.RawWith(await Service.ClientKeyFor(Instance));
        foreach (var (http, status) in new[] { (client, 403), (Service.Anonymous, 401) })
        {
            Assert.Equal(status, (await http.CallAsync("GET", Path)).Status);
            Assert.Equal(status, (await http.CallAsync("PUT", Path, new { now = Minute(1) })).Status);
        }

        Assert.Equal(Minute(0), await NowAsync());
    }

    [Fact]
    public async Task It_is_no_setting_of_the_configuration()
    {
        var settings = await Service.Raw.CallAsync("GET", "/provisioning/api/v1.1/configuration");

        Assert.Equal(2, settings.Json.AsArray().Count);
    }

    [Fact]
    public async Task Many_moves_at_once_leave_it_at_the_latest()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(minute =>
            Service.Raw.CallAsync("PUT", Path, new { now = Minute(minute) })));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 400, answer.Text));
        Assert.Equal(Minute(12), await NowAsync());
    }

    private async Task<long> NowAsync() => (long)(await Service.Raw.CallAsync("GET", Path)).Json["now"]!;
}
