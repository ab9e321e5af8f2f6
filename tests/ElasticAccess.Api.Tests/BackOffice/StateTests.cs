using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class StatesOnSqlite(SharedServices services) : StateTests(services, Store.Sqlite);

public sealed class StatesOnPostgres(SharedServices services) : StateTests(services, Store.Postgres);

/// <summary>The matrix of states and operations, through HTTP; the table of Domain's README.</summary>
public abstract class StateTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly string[] Names = ["DRAFT", "DEPLOYED", "INACTIVE", "TEST", "OBSOLETE"];

    // By state: edit amend delete deploy inactivate obsolete test; the state afterwards, or a dash for 409.
    private static readonly Dictionary<string, string> Matrix = new()
    {
        ["DRAFT"] = "DRAFT DRAFT gone DEPLOYED - - TEST",
        ["DEPLOYED"] = "- DEPLOYED - - INACTIVE OBSOLETE -",
        ["INACTIVE"] = "- INACTIVE - DEPLOYED - OBSOLETE -",
        ["TEST"] = "- TEST gone - - - -",
        ["OBSOLETE"] = "- - - - - - -",
    };

    [Fact]
    public async Task Each_state_permits_what_its_row_says()
    {
        var shop = await Shop.OpenAsync(Service);
        foreach (var (state, row) in Matrix)
        {
            foreach (var (column, expected) in row.Split(' ').Index())
            {
                // An entitlement has no quantity, and a line item by itself is deployed after its entitlement.
                if (column != 1)
                {
                    await TryAsync(shop, state, column, expected, ofLineItem: false);
                }

                await TryAsync(shop, state, column, expected, ofLineItem: true);
            }
        }
    }

    private static async Task TryAsync(Shop shop, string state, int column, string expected, bool ofLineItem)
    {
        var name = $"{state}{column}{(ofLineItem ? "L" : "E")}";
        await MakeAsync(shop, name, state, ofLineItem);
        var path = ofLineItem ? shop.PathOf(name, name) : shop.PathOf(name);
        var (method, verb, body) = column switch
        {
            0 => ("PATCH", "", ofLineItem ? """{ "start": 1 }""" : $$"""{ "account": "{{shop.Account}}" }"""),
            1 => ("PATCH", "", """{ "quantity": 7 }"""),
            2 => ("DELETE", "", null),
            3 => ("POST", "/deploy", null),
            4 => ("POST", "/inactivate", null),
            5 => ("POST", "/obsolete", null),
            _ => ("POST", "/test", (string?)null),
        };

        var answer = await shop.SendAsync(method, path + verb, body);

        Assert.True(
            answer.Status == (expected == "-" ? HttpStatusCode.Conflict
                : expected == "gone" ? HttpStatusCode.NoContent : HttpStatusCode.OK),
            $"{name} {method} {verb}: {(int)answer.Status} {answer.Body}");
        if (expected == "-")
        {
            var words = answer.Body.Split([' ', ':', ',', '"']);
            Assert.True(words.Count(Names.Contains) >= 2, answer.Body);
            Assert.Contains(state, words);
        }
        else if (expected != "gone")
        {
            Assert.Contains($"\"state\":\"{expected}\"", answer.Body, StringComparison.Ordinal);
        }
    }

    private static async Task MakeAsync(Shop shop, string name, string state, bool ofLineItem)
    {
        await shop.SellAsync(name, $"{name}=5");
        string[] steps = (state, ofLineItem) switch
        {
            ("DRAFT", _) => [],
            ("TEST", _) => ["/test"],
            ("DEPLOYED", _) => ["/deploy"],
            ("INACTIVE", false) => ["/deploy", "/inactivate"],
            ("OBSOLETE", false) => ["/deploy", "/obsolete"],
            ("INACTIVE", true) => ["/deploy", $"/line-items/{shop.Id(name)}/inactivate"],
            _ => ["/deploy", $"/line-items/{shop.Id(name)}/obsolete"],
        };
        foreach (var step in steps)
        {
            await shop.PostAsync(shop.PathOf(name) + step);
        }

        // A DRAFT line item can be deployed by itself once its entitlement is DEPLOYED.
        if (state == "DRAFT" && ofLineItem)
        {
            await shop.SendAsync("DELETE", shop.PathOf(name, name));
            await shop.PostAsync($"{shop.PathOf(name)}/deploy");
            await shop.PostAsync($"{shop.PathOf(name)}/line-items", shop.LineItem($"{name}=5"));
        }
    }

    [Fact]
    public async Task A_product_and_a_license_model_are_deployed_in_their_order_and_then_stay_as_they_are()
    {
        var shop = await Shop.OpenAsync(Service, deployed: false);
        var refusal = await shop.RefusedAsync(HttpStatusCode.Conflict, "POST", $"/products/{shop.Product}/deploy");
        Assert.Contains("DRAFT and must be DEPLOYED", refusal, StringComparison.Ordinal);
        refusal = await shop.RefusedAsync(
            HttpStatusCode.Conflict, "POST", "/entitlements",
            shop.Sale("E", $"\"account\": \"{shop.Account}\"", "A=1"));
        Assert.Contains("is DRAFT and must be DEPLOYED", refusal, StringComparison.Ordinal);

        await shop.PostAsync($"/license-models/{shop.Model}/deploy");
        await shop.PostAsync($"/products/{shop.Product}/deploy");

        foreach (var path in new[] { $"/license-models/{shop.Model}", $"/products/{shop.Product}" })
        {
            await shop.RefusedAsync(HttpStatusCode.Conflict, "PATCH", path, """{ "name": "x" }""");
            await shop.RefusedAsync(HttpStatusCode.Conflict, "DELETE", path);
            refusal = await shop.RefusedAsync(HttpStatusCode.Conflict, "POST", $"{path}/deploy");
            Assert.Contains("is DEPLOYED and cannot become DEPLOYED", refusal, StringComparison.Ordinal);
        }

        await shop.RefusedAsync(HttpStatusCode.Conflict, "PATCH", $"/features/{shop.Feature}", """{ "name": "x" }""");
        await shop.RefusedAsync(HttpStatusCode.Conflict, "DELETE", $"/features/{shop.Feature}");
    }
}
