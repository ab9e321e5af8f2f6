using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ElasticAccess.Api.Tests.Auth;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Operations;

/// <summary>What the service writes down: lines of JSON, and no credential.</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Lines_parse_and_hold_no_credential(Store store)
    {
        await using var database = await TestDatabase.CreateAsync(store);
        await using var service = await ServiceProcess.StartAsync(
            database.ConnectionString,
            new Dictionary<string, string?>
            {
                ["ElasticAccess__Log__Level"] = "Debug",
                ["ElasticAccess__Ledger__AllowUnsafeStore"] = "true",
            });
        using var http = new HttpClient { BaseAddress = service.Address };
        var token = TestToken.Admin(TestKey.Rsa("unknown")).Text();
        string[] secrets = [ServiceProcess.AdminKey, "ea_client_" + new string('7', 64), token, token.Split('.')[2]];
        foreach (var secret in secrets[..3])
        {
            foreach (var path in new[]
            {
                "/api/v1.1/configuration", $"/api/v1.1/configuration?key={secret}",
                    $"/api/v1.1/instances?size={secret}",
                "/api/v1.1/instances?size=0",
            })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
                using var answer = await http.SendAsync(request);
            }
        }

        using var made = new HttpRequestMessage(HttpMethod.Post, "/api/v1.1/api-keys")
        {
            Content = new StringContent("""{ "name": "x", "type": "admin" }""", null, "application/json"),
        };
        made.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
        using var created = await http.SendAsync(made);
        var key = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty(
            "key").GetString()!;
        await service.StopAsync();

        var lines = await File.ReadAllLinesAsync(service.OutputFile);
        Assert.True(lines.Length > 10);
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        foreach (var secret in secrets.Append(key))
        {
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
        }

        var refusals = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("Properties").TryGetProperty("Status", out _)).ToArray();
        Assert.Contains(refusals, line => line.GetProperty("Properties").GetProperty("Status").GetInt32() == 401);
        Assert.All(refusals, line =>
            Assert.DoesNotContain("{", line.GetProperty("RenderedMessage").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_finds_no_place_is_counted_once_a_second()
    {
        const int Requests = 300;
        await using var database = await TestDatabase.CreateAsync(Store.Sqlite);
        await using var service = await ServiceProcess.StartAsync(
            database.ConnectionString,
            new Dictionary<string, string?> { ["ElasticAccess__Ledger__WaitingMax"] = "0" });
        using var http = new HttpClient { BaseAddress = service.Address };
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Requests; i++)
        {
            using var answer = await http.PostAsync(
                new Uri($"/api/v1.1/instances/{Guid.NewGuid()}/access-request", UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await service.StopAsync();

        var lines = (await File.ReadAllLinesAsync(service.OutputFile))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Properties")).ToArray();
        Assert.DoesNotContain(lines, line => line.TryGetProperty("Status", out _));
        var counts = lines.Where(line => line.TryGetProperty("Count", out _))
            .Select(line => line.GetProperty("Count").GetInt32()).ToArray();
        Assert.InRange(counts.Length, 1, seconds + 1);
        Assert.InRange(counts.Sum(), 1, Requests);
    }
}
