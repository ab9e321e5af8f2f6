using System.Net;
using ElasticAccess.Api.Tests.BackOffice;
using Npgsql;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>Two replicas sell the same; and charges do not wait for the back office.</summary>
public sealed class BackOfficeRaceTests(Replicas replicas) : IClassFixture<Replicas>
{
    [Fact]
    public async Task Two_replicas_that_deploy_the_same_line_item_map_it_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var shop = await Shop.OpenAsync(replicas.Http[0], replicas.Clients[0]);
            await shop.SellAsync("E");
            await shop.PostAsync($"{shop.PathOf("E")}/deploy");
            await shop.PostAsync($"{shop.PathOf("E")}/line-items", shop.LineItem("A=10"));
            var path = $"/backoffice/api/v1.0{shop.PathOf("E", "A")}/deploy";

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                replicas.Http[i % 2].PostAsync(new Uri(path, UriKind.Relative), null)));

            Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
            Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
            Assert.Equal(10, (await shop.MappedAsync("A"))!.Quantity);
            Assert.Equal("1101", await shop.AskAsync(12));
            Assert.Equal("1202", await shop.AskAsync(1));
        }
    }

    [Fact]
    public async Task Two_replicas_that_sell_to_a_new_account_make_one_default_instance()
    {
        for (var round = 0; round < 5; round++)
        {
            var shop = await Shop.OpenAsync(replicas.Http[0], replicas.Clients[0]);
            await shop.SellAsync("E", "A=10");
            await shop.SellAsync("F", "B=10");

            await Task.WhenAll(new[] { "E", "F" }.Index().Select(async name => Assert.Equal(
                HttpStatusCode.OK,
                (await replicas.Http[name.Index].PostAsync(
                    new Uri($"/backoffice/api/v1.0{shop.PathOf(name.Item)}/deploy", UriKind.Relative), null))
                    .StatusCode)));

            Assert.Equal("1101", await shop.AskAsync(24));
        }
    }

    [Fact]
    public async Task Claims_through_two_replicas_never_take_more_than_there_is()
    {
        var shop = await Shop.OpenAsync(replicas.Http[0], replicas.Clients[0]);
        await shop.PostAsync("/entitlements", shop.Sale("B", "\"bulk\": true", "A=100"));
        await shop.PostAsync($"{shop.PathOf("B")}/deploy");
        var path = $"/backoffice/api/v1.0{shop.PathOf("B")}/claims";

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => replicas.Http[i % 2].PostAsync(
            new Uri(path, UriKind.Relative),
            new StringContent($$"""{"account":"{{shop.Account}}","quantity":7}""", null, "application/json"))));

        Assert.Equal(14, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(98, (int)(await shop.GetAsync(shop.PathOf("B", "A")))["claimed"]!);
    }

    [Fact]
    public async Task A_charge_neither_reads_nor_waits_for_a_table_of_the_back_office()
    {
        var shop = await Shop.OpenAsync(replicas.Http[0], replicas.Clients[0]);
        await shop.SellAsync("E", "A=10");
        await shop.PostAsync($"{shop.PathOf("E")}/deploy");
        await using var source = NpgsqlDataSource.Create(replicas.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var locks = new NpgsqlCommand(
            """
            lock table account, feature, product, license_model, entitlement, entitlement_line_item, claim, audit
            in access exclusive mode
            """,
            connection);
        await locks.ExecuteNonQueryAsync();

        Assert.Equal("1101", await shop.AskAsync(12).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("1202", await shop.AskAsync(1).WaitAsync(TimeSpan.FromSeconds(20)));
    }
}
