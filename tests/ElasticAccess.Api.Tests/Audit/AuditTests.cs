using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.BackOffice;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Api.Wire;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Audit;

public sealed class AuditOnSqlite(SharedServices services) : AuditTests(services, Store.Sqlite);

public sealed class AuditOnPostgres(SharedServices services) : AuditTests(services, Store.Postgres);

/// <summary>Who changed what, when, from what to what (contract 19).</summary>
public abstract class AuditTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_plain_change_is_told_from_what_to_what()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SendAsync("PATCH", $"/accounts/{shop.Account}", """{ "name": "Other" }""");
        await shop.SendAsync("PATCH", $"/accounts/{shop.Account}", """{ "type": "nonsense" }""");
        await shop.SendAsync("DELETE", $"/accounts/{shop.Account}");

        var entries = await AuditAsync($"resource=/accounts/{shop.Account}");

        Assert.Equal(
            ["createaccount", "patchaccount", "deleteaccount"], entries.Select(e => (string)e["operation"]!));
        Assert.Null(entries[0]["before"]);
        Assert.Equal("N", (string)entries[1]["before"]!["name"]!);
        Assert.Equal("Other", (string)entries[1]["after"]!["name"]!);
        Assert.Null(entries[2]["after"]);
        Assert.All(entries, entry => Assert.True(Guid.TryParse((string)entry["actor"]!, out _)));
        Assert.All(entries, entry => Assert.InRange(
            (long)entry["time"]!, DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds(), long.MaxValue));
    }

    [Fact]
    public async Task Changes_of_the_ledger_s_settings_are_told_too_and_refused_ones_are_not()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        await customer.MapAsync("A", 200);
        await Service.Admin.PutConsumptionLimitAsync(
            customer.Instance, customer.Id("A"), new ConsumptionLimit(5, LimitInterval.Month));
        await Service.Admin.RequestOneOffAsync(customer.Instance, Customer.Maria, [new("a")]);
        await Refused.With(
            HttpStatusCode.Conflict, () => Service.Admin.DeleteLineItemAsync(customer.Instance, customer.Id("A")));

        var entries = await AuditAsync($"resource=/instances/{customer.Instance}");

        Assert.Equal(
            ["addinstance", "addactivation", "addactivation", "putconsumptionlimit"],
            entries.Select(e => (string)e["operation"]!));
        Assert.Equal(100, (int)entries[2]["before"]!["quantity"]!);
        Assert.Equal(200, (int)entries[2]["after"]!["quantity"]!);
        Assert.EndsWith(customer.Id("A"), (string)entries[2]["resource"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_very_many_rows_says_how_many_it_does_not_show()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", [.. Enumerable.Range(0, 205).Select(i => $"{i}=1")]);
        await shop.PostAsync($"{shop.PathOf("E")}/deploy");

        var entries = await AuditAsync($"resource=/entitlements/{shop.Id("E")}");

        Assert.Equal(["createentitlement", "deployentitlement"], entries.Select(e => (string)e["operation"]!));
        var deployed = entries[1]["after"]!;
        Assert.Equal("DEPLOYED", (string)deployed["entitlement"]![0]!["state"]!);
        Assert.Equal(205 + 1 + 1, 200 + (int)deployed["omitted"]!);    // with the entitlement and the new instance
    }

    [Fact]
    public async Task An_API_key_acts_under_its_id_and_its_secret_is_nowhere()
    {
        var key = await Service.Admin.CreateApiKeyAsync(new NewApiKey(mark, ApiKeyType.Admin));
        using var http = Service.RawWith(key.Key);
        await http.SendAsync("POST", "/backoffice/api/v1.0/features", null, $$"""{"name":"{{mark}}","version":"1"}""");

        var own = Assert.Single(await AuditAsync($"actor={key.Id}"));
        Assert.Equal("createfeature", (string)own["operation"]!);
        var made = Assert.Single(await AuditAsync($"resource=/api-keys/{key.Id}"));
        Assert.Equal(mark, (string)made["after"]!["name"]!);
        Assert.DoesNotContain("secret", made.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key.Key, made.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cursor_walks_through_all_and_a_replay_is_told_once()
    {
        var body = $$"""{"shortName":"i","accountId":"{{mark}}"}""";
        var key = Sender.NewKey();
        await Service.Raw.SendAsync("POST", "/api/v1.1/instances", key, body);
        await Service.Raw.SendAsync("POST", "/api/v1.1/instances", key, body);
        var id = (await Service.Admin.FindDefaultInstanceAsync(mark))!.Id;
        for (var i = 0; i < 4; i++)
        {
            await Service.Admin.PutLineItemAsync(id, Service.LineItem($"{mark}{i}", 5, mark));
        }

        var (walked, cursor) = (0, "");    // none on the first page
        for (var pages = 0; pages < 10; pages++)
        {
            var page = await PageAsync($"resource=/api/v1.1/instances/{id}&size=2{cursor}");
            walked += page["entries"]!.AsArray().Count;
            cursor = $"&cursor={page["next"]}";
        }

        Assert.Equal(5, walked);
    }

    [Fact]
    public void Every_operation_that_changes_settings_is_audited()
    {
        string[] use =
        [
            "access-request", "access-requests", "sessions", "{sessionId}", "{sessionId:guid}", "clock", "rehearsal",
        ];
        var silent = Service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null
                && !endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET")
                && endpoint.Metadata.GetMetadata<AuditedOperation>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimEnd('/').Split('/')[^1]);

        Assert.Empty(silent.Except(use));
    }

    private async Task<JsonNode[]> AuditAsync(string query) =>
        [.. (await PageAsync($"{query}&size=1000"))["entries"]!.AsArray().Select(entry => entry!)];

    private async Task<JsonNode> PageAsync(string query) => JsonNode.Parse(
        await Service.Raw.GetStringAsync(new Uri($"/api/v1.1/audit?{query}", UriKind.Relative)))!;
}
