using System.Text.Json;
using ElasticAccess.TestSupport;
using Npgsql;

namespace ElasticAccess.Cli.Tests;

/// <summary>Commands that look at the whole service.</summary>
public sealed class WholeTests(ToolFixture fixture) : IClassFixture<ToolFixture>
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task The_tour_shows_what_the_readme_says_and_cleans_up(Store store)
    {
        var tool = fixture.Tool(store);
        var ran = await tool.RunAsync("tour --move-clock -o json");
        Assert.True(ran.Code == 0, ran.Errors);
        var steps = JsonDocument.Parse(ran.Output).RootElement.EnumerateArray().ToDictionary(
            step => step.GetProperty("step").GetString()!, step => step);
        Assert.Equal((0m, 10m), Tokens(steps["Ask for access"]));
        Assert.Equal((10m, 13m), Tokens(steps["Ask again"]));
        Assert.Equal((13m, 28m), Tokens(steps["A session"]));
        Assert.Equal(200, steps["Rules of access"].GetProperty("after").GetDecimal());
        Assert.Equal((200m, 200m), Tokens(steps["Why not?"]));
        Assert.Contains("1600 tokens", Result(steps["From product to charged token"]), StringComparison.Ordinal);
        Assert.Contains("403", Result(steps["A key for the application"]), StringComparison.Ordinal);

        using var client = fixture.Client(store);
        await foreach (var instance in client.AllInstancesAsync())
        {
            if (ran.Errors.Contains(instance.Id, StringComparison.Ordinal))
            {
                Assert.Empty(await client.ListLineItemsAsync(instance.Id));
                Assert.Empty(await client.ListConditionsAsync(instance.Id));
            }
        }

        await foreach (var key in client.AllApiKeysAsync())
        {
            Assert.DoesNotContain("Tour", key.Name ?? "", StringComparison.Ordinal);
        }

        var verified = await tool.RunAsync("verify");
        Assert.True(verified.Code == 0, verified.Output + verified.Errors);
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Verify_adds_up_and_knows_an_id_that_was_mapped_again(Store store)
    {
        var (instance, lineItem) = await fixture.CustomerAsync(store);
        var tool = fixture.Tool(store);
        await tool.OkAsync($"access request -i {instance} -r user:m Render@2.0=4 Export");
        Assert.Equal(3, (await tool.RunAsync($"access request -i {instance} -r user:m Teleport")).Code);
        await tool.OkAsync($"line-items change {lineItem} -i {instance} --state obsolete");
        await tool.OkAsync($"line-items delete {lineItem} -i {instance}");
        await tool.OkAsync($"line-items create {lineItem} -i {instance} --series {lineItem[3..]} --quantity 50 "
            + "--start 2026-01-01 --end permanent");
        var ran = await tool.RunAsync($"verify -i {instance}");
        Assert.True(ran.Code == 0, ran.Output + ran.Errors);
        await tool.OkAsync($"access request -i {instance} -r user:m Export=5");
        ran = await tool.RunAsync($"verify -i {instance} -o csv");
        Assert.True(ran.Code == 0, ran.Output + ran.Errors);
        Assert.Equal(["4", "1", "1"], ran.Lines[1..].Select(line => line.Split(',')[^2]));

        // What is said about the rows comes after them, also in a file that takes both.
        var together = await tool.TogetherAsync("verify", "-i", instance, "-o", "csv");
        Assert.Equal(ran.Output + ran.Errors, together);
    }

    [Fact]
    public async Task Verify_ends_with_nine_when_a_balance_is_wrong()
    {
        // What nothing but a hand in the database can do.
        await using var database = await TestDatabase.CreateAsync(Store.Postgres);
        await using var service = await ServiceProcess.StartAsync(
            database.ConnectionString, ToolFixture.Sandbox);
        var tool = fixture.Tool().Against(service.Address);
        var made = await tool.OkAsync("instances create --name n --account a -o json");
        var instance = JsonDocument.Parse(made).RootElement.GetProperty("id").GetString();
        await tool.OkAsync($"line-items create LI -i {instance} --quantity 9 --start 0 --end permanent");
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("update line_item set used_micro = 1", connection);
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var ran = await tool.RunAsync("verify");
        Assert.Equal(9, ran.Code);
        Assert.Contains("LI: used is 0.000001, its usage adds up to 0", ran.Errors, StringComparison.Ordinal);
    }

    private static (decimal Before, decimal After) Tokens(JsonElement step) =>
        (step.GetProperty("before").GetDecimal(), step.GetProperty("after").GetDecimal());

    private static string Result(JsonElement step) => step.GetProperty("result").GetString()!;
}
