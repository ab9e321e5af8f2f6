using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.LineItems;

public sealed class PutLineItemFaultsOnSqlite(SharedServices services) : PutLineItemFaultTests(services, Store.Sqlite);

public sealed class PutLineItemFaultsOnPostgres(SharedServices services)
    : PutLineItemFaultTests(services, Store.Postgres);

/// <summary>Every fault with its path, in the wording of a schema validator (contract 2 and 6).</summary>
public abstract class PutLineItemFaultTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [InlineData("end", "1", "$.end: must not lie before start")]
    [InlineData("quantity", "0", "$.quantity: must be from 1 to 9000000000000")]
    [InlineData("quantity", "9000000000001", "$.quantity: must be from 1 to 9000000000000")]
    [InlineData("quantity", "1.5", "$.quantity: number found, integer expected")]
    [InlineData("quantity", "\"1\"", "$.quantity: string found, integer expected")]
    [InlineData("state", "\"DRAFT\"", "$.state: must be DEPLOYED, INACTIVE or OBSOLETE")]
    [InlineData("state", "\"deployed\"", "$.state: must be DEPLOYED, INACTIVE or OBSOLETE")]
    [InlineData("attributes", "{\"overdraftLimit\":1}", "$.attributes.overdraftLimit: needs overdraftType Number")]
    [InlineData("attributes", "{\"overdraftType\":\"Number\"}",
        "$.attributes.overdraftLimit: is missing but it is required with overdraftType Number")]
    [InlineData("attributes", "{\"overdraftType\":\"Percent\"}",
        "$.attributes.overdraftType: must be Number or Unlimited")]
    [InlineData("attributes", "{\"overdraftType\":\"Unlimited\",\"overdraftLimit\":1}",
        "$.attributes.overdraftLimit: needs overdraftType Number")]
    [InlineData("attributes", "{\"overdraftType\":\"Number\",\"overdraftLimit\":\"5\"}",
        "$.attributes.overdraftLimit: string found, integer expected")]
    [InlineData("attributes", "{\"x\":1}",
        "$.attributes: property 'x' is not defined in the schema and the schema does not allow additional properties")]
    [InlineData("attributes", "{\"rateTableSeries\":7}",
        "$.attributes.rateTableSeries: integer found, string expected")]
    [InlineData("attributes", "null", "$.attributes: is missing but it is required")]
    [InlineData("activationId", "\"\"", "$.activationId: must have 1 to 255 characters and no control characters")]
    public async Task A_fault_is_named_in_both_versions(string member, string value, string fault)
    {
        var body = ValidBody();
        body[member] = JsonNode.Parse(value);

        Assert.Equal([fault], await FaultsAsync("v1.0", "errors", body));
        Assert.Equal([fault], await FaultsAsync("v1.1", "message", body));
    }

    [Fact]
    public async Task All_faults_are_named_at_once()
    {
        var body = ValidBody();
        body["state"] = "NEW";
        body["quantity"] = -1;
        body["attributes"] = new JsonObject { ["overdraftType"] = "Number", ["overdraftLimit"] = -1 };

        Assert.Equal(3, (await FaultsAsync("v1.0", "errors", body)).Length);
    }

    [Fact]
    public async Task The_reset_frequency_is_a_text_in_v11_and_not_known_in_v10()
    {
        var body = ValidBody();
        body["attributes"] = new JsonObject { ["resetFrequency"] = "month" };
        Assert.Equal(
            [
                "$.attributes: property 'resetFrequency' is not defined in the schema and the schema does not allow "
                    + "additional properties",
            ],
            await FaultsAsync("v1.0", "errors", body));

        body["attributes"]!["resetFrequency"] = 1;
        Assert.Equal(
            ["$.attributes.resetFrequency: integer found, string expected"],
            await FaultsAsync("v1.1", "message", body));
    }

    [Fact]
    public async Task Unknown_members_and_used_are_ignored_outside_attributes()
    {
        var body = ValidBody();
        body["used"] = 7;
        body["instanceId"] = "x";
        var (status, answer) = await PutAsync("v1.0", body);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0, (decimal?)answer["used"]);
        Assert.False(answer.ContainsKey("instanceId"));
    }

    private static JsonObject ValidBody() => new()
    {
        ["activationId"] = $"fault-{Guid.NewGuid():N}",
        ["state"] = "DEPLOYED",
        ["quantity"] = 5,
        ["start"] = 2,
        ["end"] = 253402300799999,
        ["attributes"] = new JsonObject { ["elastic"] = true },
    };

    private async Task<string[]> FaultsAsync(string version, string member, JsonObject body)
    {
        var (status, answer) = await PutAsync(version, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        return [.. answer[member]!.AsArray().Select(fault => (string)fault!)];
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> PutAsync(string version, JsonObject body)
    {
        var path = $"/provisioning/api/{version}/instances/{await Service.NewInstance()}/line-items";
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Service.Raw.PutAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
