using ElasticAccess.Api.Tests.Processes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

/// <summary>The sandbox clock across starts of the service, as a real process.</summary>
public sealed class SandboxProcessTests
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task The_clock_survives_a_restart(Store store)
    {
        await using var database = await TestDatabase.CreateAsync(store);
        var now = DateTimeOffset.UtcNow.AddDays(40).ToUnixTimeMilliseconds();
        await using (var first = await StartAsync(database, "Staging"))
        {
            using var http = Replicas.HttpOf(first.Address);
            Assert.Equal(200, (await http.CallAsync("PUT", "/sandbox/clock", new { now })).Status);
            first.Kill9();
        }

        await using var second = await StartAsync(database, "Development");
        using var again = Replicas.HttpOf(second.Address);
        Assert.Equal(now, (long)(await again.CallAsync("GET", "/sandbox/clock")).Json["now"]!);
        Assert.Equal(400, (await again.CallAsync("PUT", "/sandbox/clock", new { now = now - 1 })).Status);
    }

    [Fact]
    public async Task In_Production_the_service_does_not_start()
    {
        await using var database = await TestDatabase.CreateAsync(Store.Sqlite);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(database, "Production"));

        Assert.Contains("exit code 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            "The sandbox clock is refused in Production: unset ElasticAccess__Sandbox.",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_clock_to_move()
    {
        await using var database = await TestDatabase.CreateAsync(Store.Sqlite);
        await using var service = await ServiceProcess.StartAsync(database.ConnectionString, Replicas.OnUnsafeStore);
        using var http = Replicas.HttpOf(service.Address);

        Assert.Equal(404, (await http.CallAsync("GET", "/sandbox/clock")).Status);
        Assert.Equal(404, (await http.CallAsync("PUT", "/sandbox/clock", new { now = 4_000_000_000_000 })).Status);
    }

    private static Task<ServiceProcess> StartAsync(TestDatabase database, string environment) =>
        ServiceProcess.StartAsync(database.ConnectionString, new Dictionary<string, string?>(Replicas.OnUnsafeStore)
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment,
            ["ElasticAccess__Sandbox"] = "true",
        });
}
