using ElasticAccess.TestSupport;

namespace ElasticAccess.Cli.Tests;

/// <summary>CSV in and out: the same again, and all of it checked before anything is sent.</summary>
public sealed class ImportTests(ToolFixture fixture)
{
    private const string RateHeader = "series,version,effectiveFrom,name,itemVersion,rate,formula\r\n";

    private const string ItemHeader =
        "activationId,state,quantity,start,end,elastic,rateTableSeries,overdraftType,overdraftLimit,resetFrequency\r\n";

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Rate_tables_come_back_as_they_went(Store store)
    {
        var (tool, series) = (fixture.Tool(store), Name());
        var text = RateHeader
            + $"{series},1,1767225600000,Render,2.0,2.5,\r\n"
            + $"{series},1,1767225600000,\"a,\"\"b\"\"\",,0.000001,\r\n"
            + $"{series},2,4102444800000,'=cmd,'-1,,\"MAX(1, cores * 0.5)\"\r\n"
            + $"{series},2,4102444800000,''quoted,,,'-x+3\r\n"
            + $"{series},3,4102444800000,Ünïcode,,9000000000000,\r\n";
        await File.WriteAllTextAsync(tool.At("rates.csv"), text);

        Assert.Equal(
            "line,id,action,detail\r\n"
            + $"2,{series} 1,create,2 item(s)\r\n4,{series} 2,create,2 item(s)\r\n6,{series} 3,create,1 item(s)\r\n",
            await tool.OkAsync("rate-tables import rates.csv --dry-run -o csv"));
        Assert.Equal(RateHeader, await tool.OkAsync($"rate-tables export --series {series}"));

        await tool.OkAsync("rate-tables import rates.csv");
        Assert.Equal(text, await tool.OkAsync($"rate-tables export --series {series}"));
        Assert.Equal(["same", "same", "same"], await ActionsAsync(tool, "rate-tables import rates.csv"));
        using var client = fixture.Client(store);
        var second = (await client.ListRateTablesAsync()).Single(t => t.Series == series && t.Version == "2");
        Assert.Equal(["=cmd", "'quoted"], second.Items.Select(i => i.Name));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Line_items_come_back_as_they_went(Store store)
    {
        var (tool, instance, id) = (fixture.Tool(store), await InstanceAsync(store), Name());
        var text = ItemHeader
            + $"{id}-a,DEPLOYED,5,1767225600000,1767225600001,true,,,,\r\n"
            + $"{id}-b,INACTIVE,6,1767225600000,1767225600002,true,Studio,Number,250,monthly\r\n"
            + $"{id}-c,OBSOLETE,7,1767225600000,1767225600003,false,'+1,Unlimited,,\r\n";
        await File.WriteAllTextAsync(tool.At("items.csv"), text);
        var import = $"line-items import items.csv -i {instance}";
        Assert.Equal(["create", "create", "create"], await ActionsAsync(tool, $"{import} --dry-run"));
        Assert.Equal(ItemHeader, await tool.OkAsync($"line-items export -i {instance}"));

        await tool.OkAsync(import);
        await tool.OkAsync($"line-items export -i {instance} --file again.csv");
        Assert.Equal(text, await File.ReadAllTextAsync(tool.At("again.csv")));
        Assert.Equal(["same", "same", "same"], await ActionsAsync(tool, import));

        var other = text.Replace($"{id}-a,DEPLOYED,5", $"{id}-a,INACTIVE,8", StringComparison.Ordinal);
        await File.WriteAllTextAsync(tool.At("items.csv"), other);
        var changed = await tool.OkAsync($"{import} -o csv");
        Assert.Equal($"2,{id}-a,change,\"state DEPLOYED -> INACTIVE, quantity 5 -> 8\"", changed.Split("\r\n")[1]);
        Assert.Equal(other, await tool.OkAsync($"line-items export -i {instance}"));
    }

    [Fact]
    public async Task Every_faulty_line_item_is_named_and_nothing_is_sent()
    {
        var (tool, instance) = (fixture.Tool(), await InstanceAsync(Store.Sqlite));
        await File.WriteAllTextAsync(tool.At("bad.csv"), ItemHeader +
            """
            good,DEPLOYED,5,0,1,true,,,,
            ,DEPLOYED,5,0,1,true,,,,
            x,DRAFT,0,2,1,yes,,Number,,
            good,DEPLOYED,5,0,1,true,,,,
            short
            """);
        var ran = await tool.RunAsync($"line-items import bad.csv -i {instance} -o csv");
        Assert.Equal(7, ran.Code);
        Assert.Equal(
            """
            line,column,message
            3,activationId,"1 to 255 characters, none of control"
            4,overdraftLimit,belongs to overdraftType Number
            4,end,lies before start
            4,quantity,is below 1
            4,state,"is 'DRAFT', not DEPLOYED, INACTIVE or OBSOLETE"
            4,elastic,"is 'yes', not true or false"
            5,activationId,line 2 is about the same line item
            6,activationId,1 fields instead of 10

            """.ReplaceLineEndings("\r\n"),
            ran.Output);
        Assert.Equal(ItemHeader, await tool.OkAsync($"line-items export -i {instance}"));
    }

    // The last ones have a formula, which only the service can read; what is in effect is not published either.
    [Theory]
    [InlineData("2,3,3,3", "1,0,a,,1,2", "1,1,a,,1e3,")]
    [InlineData("3", "1,0,a,,1,", "1,0,a,,2,")]
    [InlineData("2", "1,soon,a,,1,")]
    [InlineData("3", "1,4102444800000,a,,1,", "2,4102444800000,b,,,MAX(")]
    [InlineData("5,6", "1,0,a,,1,", "2,0,b,,,\"1\r\n+ 1\"", "2,0,c,,,1 1", "3,0,a,,,1+")]
    public async Task A_faulty_rate_table_publishes_none(string linesNamed, params string[] lines)
    {
        var (tool, series) = (fixture.Tool(), Name());
        var text = RateHeader + string.Concat(lines.Select(line => $"{series},{line}\r\n"));
        var ran = await tool.RunAsync("rate-tables import - -o csv", text);
        Assert.Equal(7, ran.Code);
        Assert.Equal(linesNamed, string.Join(',', ran.Lines.Skip(1).Select(line => line.Split(',')[0])));
        Assert.Equal(RateHeader, await tool.OkAsync($"rate-tables export --series {series}"));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task An_import_that_was_killed_goes_on_and_doubles_nothing(Store store)
    {
        const int count = 400;
        var (tool, instance, id) = (fixture.Tool(store), await InstanceAsync(store), Name());
        var text = ItemHeader + string.Concat(
            Enumerable.Range(1, count).Select(i => $"{id}-{i:0000},DEPLOYED,{i},0,{i},true,,,,\r\n"));
        await File.WriteAllTextAsync(tool.At("items.csv"), text);
        using var client = fixture.Client(store);
        using var process = tool.Start("line-items", "import", "items.csv", "-i", instance);
        var import = (await process.StandardError.ReadLineAsync() ?? "").Split("--resume ")[^1].Trim('.');
        while ((await client.ListLineItemsAsync(instance)).Count < 20 && !process.HasExited)
        {
            await Task.Delay(5);
        }

        process.Kill();
        await process.WaitForExitAsync();
        Assert.InRange((await client.ListLineItemsAsync(instance)).Count, 20, count - 1);
        await tool.OkAsync($"line-items import items.csv -i {instance} --resume {import}");
        Assert.Equal(text, await tool.OkAsync($"line-items export -i {instance}"));

        // The audit has each line once: what had arrived before the kill was not done again.
        var changes = new List<string>();
        await foreach (var entry in client.AllAuditAsync($"/instances/{instance}/line-items"))
        {
            changes.Add(entry.Resource);
        }

        Assert.Equal((count, count), (changes.Count, changes.Distinct().Count()));
    }

    private static string Name() => Guid.NewGuid().ToString("N")[..8];

    private static async Task<string[]> ActionsAsync(Tool tool, string commandLine) =>
        [.. (await tool.OkAsync($"{commandLine} -o csv")).Split("\r\n")[1..^1].Select(line => line.Split(',')[2])];

    private async Task<string> InstanceAsync(Store store)
    {
        using var client = fixture.Client(store);
        return (await client.AddInstanceAsync("imports", Name())).Id;
    }
}
