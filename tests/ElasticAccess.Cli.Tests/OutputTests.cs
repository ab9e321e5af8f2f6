using System.Text.Json;
using System.Text.RegularExpressions;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Cli.Tests;

/// <summary>What scripts rely on, to the character. Ids and times that the service makes read ID and TIME.</summary>
public sealed partial class OutputTests(ToolFixture fixture)
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Json_is_what_the_api_answers(Store store)
    {
        var (instance, lineItem) = await fixture.CustomerAsync(store);
        var tool = fixture.Tool(store);
        Assert.Equal(
            """{"correlationId":"ID","requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"Render","""
            + """ "version":"2.0","count":4,"status":{"code":"1101","description":"Successfully checked out"},""".Trim()
            + """ "totalTokensCharged":10,"lineItems":[{"rate":2.5,"activationId":"LINEITEM",""".Trim()
            + """ "tokensCharged":10}]}]}""".Trim() + "\n",
            Made(await tool.OkAsync($"access request -i {instance} -r user:maria Render@2.0=4 -o json"), lineItem));
        Assert.Equal(
            """
            [
            {"activationId":"LINEITEM","state":"DEPLOYED","quantity":100,"start":1767225600000,"end":253402300799999,
            """
            + """ "attributes":{"elastic":true,"rateTableSeries":"SERIES"},"used":10}""".Trim() + "\n]\n",
            Made(await tool.OkAsync($"line-items list -i {instance} -o json"), lineItem));
        Assert.Equal("[]\n", await tool.OkAsync($"sessions list -i {instance} -o json"));
        Assert.Equal("", await tool.OkAsync($"rules actions delete {lineItem} -i {instance} -o json"));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Csv_has_a_header_and_numbers_as_they_are(Store store)
    {
        var (instance, lineItem) = await fixture.CustomerAsync(store);
        var tool = fixture.Tool(store);
        await tool.OkAsync($"access request -i {instance} -r user:=maria,\"m\" --fact team=a Export=3");
        Assert.Equal(
            "id,sequence,kind,usageTime,writeTime,correlationId,accountId,instanceId,activationId,actionId,sessionId,"
            + "requesterType,requesterValue,dictionary,item,version,count,rate,rateTableSeries,rateTableVersion,tokens,"
            + "used,quantity,statusCode,metaData\r\n"
            + "ID,1,CHARGE,TIME,TIME,ID,SERIES,ID,LINEITEM,,,user,\"'=maria,\"\"m\"\"\",\"{\"\"team\"\":\"\"a\"\"}\","
            + "Export,,3,1,SERIES,1,3,3,100,1101,\r\n",
            Made(await tool.OkAsync($"usage list --instance {instance} -o csv"), lineItem));
        Assert.Equal("[]\n", await tool.OkAsync($"usage list --instance {instance} --kind DENIAL,REFUND -o json"));
        Assert.Equal(
            "sessionId,state,chargedUntil,lastHeartBeat,lastAccessRequest,instanceId\r\n",
            await tool.OkAsync($"sessions list -i {instance} -o csv"));
    }

    [Fact]
    public async Task A_table_is_plain_where_nobody_looks()
    {
        var (instance, lineItem) = await fixture.CustomerAsync();
        var table = await fixture.Tool().OkAsync($"line-items list -i {instance}");
        Assert.Equal(
            """
            activationId state quantity used start end rateTableSeries overdraftType overdraftLimit
            LINEITEM DEPLOYED 100 0 2026-01-01 00:00:00Z permanent SERIES

            """,
            Spaces().Replace(Made(table, lineItem), " "));
    }

    [Fact]
    public async Task All_pages_are_one_list()
    {
        using var client = fixture.Client();
        for (var i = 0; i < 120; i++)
        {
            await client.AddInstanceAsync($"page-{i}", "pages");
        }

        var json = JsonDocument.Parse(await fixture.Tool().OkAsync("instances list -o json")).RootElement;
        Assert.Equal(
            Enumerable.Range(0, 120).Select(i => $"page-{i}"),
            json.EnumerateArray().Select(i => i.GetProperty("shortName").GetString()!)
                .Where(name => name.StartsWith("page-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rules_travel_as_the_apis_json_in_and_out()
    {
        var (instance, lineItem) = await fixture.CustomerAsync();
        var tool = fixture.Tool();
        var made = await tool.RunAsync(
            $"rules conditions create -i {instance} -f - -o json",
            """[{"name":"eng","operator":"IN","key":"team","values":["a",1,true]}]""");
        var id = JsonDocument.Parse(made.Output).RootElement[0].GetProperty("id").GetString();
        var actions = await tool.RunAsync(
            $"rules actions create {lineItem} -i {instance} -f -",
            $$"""[{"name":"eng","conditionId":"{{id}}","action":"ALLOW","allocation":2.5}]""");
        Assert.True(actions.Code == 0, actions.Errors);
        Assert.Equal(0, (await tool.RunAsync($"access request -i {instance} -r user:m --fact team=a Export=2.5")).Code);
        Assert.Equal(3, (await tool.RunAsync($"access request -i {instance} -r user:m --fact team=a Export=0.5")).Code);

        // What was listed can be sent back; a slip of the pen cannot.
        var listed = await tool.OkAsync($"rules actions list {lineItem} -i {instance} -o json");
        Assert.Contains("\"used\":2.5", listed, StringComparison.Ordinal);
        var change = $"rules actions change {lineItem} -i {instance} -f -";
        Assert.Equal(0, (await tool.RunAsync(change, listed)).Code);
        var slip = listed.Replace("allocation", "alocation", StringComparison.Ordinal);
        Assert.Equal(2, (await tool.RunAsync(change, slip)).Code);
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task An_alert_is_made_changed_and_deleted(Store store)
    {
        var (instance, lineItem) = await fixture.CustomerAsync(store);
        var tool = fixture.Tool(store);
        var made = JsonDocument.Parse(await tool.OkAsync(
            $"alerts create -i {instance} --name low --measure remaining --threshold 10 --line-item {lineItem} "
            + "-o json"));
        var id = made.RootElement.GetProperty("id").GetString();
        var changed = await tool.OkAsync($"alerts change {id} -i {instance} --threshold 12.5 --cooldown PT2H -o csv");
        Assert.Contains(",low,remaining,12.5,", changed, StringComparison.Ordinal);
        Assert.Contains(",PT2H,ARMED,", changed, StringComparison.Ordinal);
        Assert.Contains(lineItem, changed, StringComparison.Ordinal);
        await tool.OkAsync($"alerts delete {id} -i {instance}");
        Assert.Equal("[]\n", await tool.OkAsync($"alerts list -i {instance} -o json"));
        Assert.Equal(2, (await tool.RunAsync($"alerts create -i {instance} --name low --measure remaining")).Code);
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_webhook_shows_its_secret_once_and_keeps_what_is_not_changed(Store store)
    {
        var tool = fixture.Tool(store);
        const string to = "https://hooks.example/in";
        var made = JsonDocument.Parse(await tool.OkAsync(
            $"webhooks create --to {to} --event alert.fired --event key.changed --enabled false -o json")).RootElement;
        Assert.StartsWith("whsec_", made.GetProperty("secret").GetString(), StringComparison.Ordinal);
        var id = made.GetProperty("id").GetString();
        var changed = await tool.OkAsync($"webhooks change {id} --event alert.recovered -o json");
        Assert.Contains(to, changed, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"DISABLED\"", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", changed, StringComparison.Ordinal);
        Assert.Equal("[]\n", await tool.OkAsync($"webhooks deliveries {id} -o json"));
        var rotated = (await tool.OkAsync($"webhooks rotate {id} -o csv")).Split("\r\n");
        Assert.StartsWith("whsec_", rotated[1], StringComparison.Ordinal);
        await tool.OkAsync($"webhooks delete {id}");
        Assert.Equal(4, (await tool.RunAsync($"webhooks show {id}")).Code);
    }

    [Fact]
    public async Task Completion_knows_the_commands()
    {
        var tool = fixture.Tool();
        Assert.Equal("line-items", (await tool.OkAsync(["[suggest:12]", "elastic line"])).Trim());
        Assert.Contains("complete -F", await tool.OkAsync("completion bash"), StringComparison.Ordinal);
        Assert.Contains("tokens", await tool.OkAsync("line-items create --help"), StringComparison.Ordinal);
    }

    private static string Made(string text, string lineItem) => Times().Replace(Ids().Replace(text, "ID"), "TIME")
        .Replace(lineItem, "LINEITEM", StringComparison.Ordinal)
        .Replace(lineItem[3..], "SERIES", StringComparison.Ordinal);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\b(?!1767225600000)\d{13}\b")]
    private static partial Regex Times();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
