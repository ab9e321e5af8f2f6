using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class ImportOnSqlite(SharedServices services) : ImportTests(services, Store.Sqlite);

public sealed class ImportOnPostgres(SharedServices services) : ImportTests(services, Store.Postgres);

/// <summary>Entitlements from CSV: all rows or none (contract 19).</summary>
public abstract class ImportTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private const string Header =
        "entitlementId,account,activationId,product,productVersion,licenseModel,partNumber,quantity,start,expiration\n";

    [Fact]
    public async Task Rows_become_entitlements_and_with_deploy_they_are_charged()
    {
        var shop = await Shop.OpenAsync(Service);

        var (status, answer) = await ImportAsync(
            "?deploy=true", Row(shop, "E", "A", 100) + Row(shop, "E", "B", 10) + Row(shop, "F", "C", 5));

        Assert.Equal((HttpStatusCode.OK, 2, 3), (status, (int)answer["entitlements"]!, (int)answer["lineItems"]!));
        Assert.Equal("DEPLOYED DEPLOYED DEPLOYED", await shop.StatesAsync("E"));
        Assert.Equal("1101", await shop.AskAsync(120 + 12 + 6));
        Assert.Equal("1202", await shop.AskAsync(1));
        await shop.PostAsync($"{shop.PathOf("E")}/inactivate");
    }

    [Fact]
    public async Task A_dry_run_checks_all_and_changes_nothing()
    {
        var shop = await Shop.OpenAsync(Service);

        var (status, answer) = await ImportAsync("?dryRun=true&deploy=true", Row(shop, "E", "A", 100));

        Assert.Equal((HttpStatusCode.OK, 1), (status, (int)answer["entitlements"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await shop.SendAsync("GET", shop.PathOf("E"))).Status);
        Assert.Null(await Service.Admin.FindDefaultInstanceAsync(shop.Account));
    }

    [Fact]
    public async Task One_wrong_row_and_none_is_stored_and_each_fault_names_line_and_column()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", "A=1");

        var (status, answer) = await ImportAsync(
            "", Row(shop, "F", "B", 1) + Row(shop, "F", "A", 1) + Row(shop, "E", "C", 1) + Row(shop, "F", "B", 1)
                + Row(shop, "G", "D", 1).Replace(shop.Account, "nobody", StringComparison.Ordinal)
                + Row(shop, "G", "H", 1).Replace($"p-{shop.Mark}", "nothing", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["3 activationId", "4 entitlementId", "5 activationId", "6 account", "7 account", "7 product"],
            answer["errors"]!.AsArray().Select(fault => $"{fault!["line"]} {fault["column"]}"));
        Assert.Equal(HttpStatusCode.NotFound, (await shop.SendAsync("GET", shop.PathOf("F"))).Status);
    }

    [Theory]
    [InlineData("entitlementId,account\nE,A", "1 entitlementId")]
    [InlineData(Header + "E,A,,P,1,M,,0,x,\n", "2 start,2 quantity")]
    [InlineData(Header + "\"E\n2\",A,,P,1,M,,1,0,\nE,A", "2 entitlementId,4 entitlementId")]
    public async Task A_row_that_does_not_read_well_is_named(string text, string faults)
    {
        var (status, answer) = await ImportAsync("", text, header: "");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            faults,
            string.Join(',', answer["errors"]!.AsArray().Select(fault => $"{fault!["line"]} {fault["column"]}")));
    }

    [Fact]
    public async Task Thousands_of_rows_are_all_stored_and_charged_or_none_is()
    {
        // Of its own: on SQLite it keeps other writers out for a while.
        await using var service = await Service.StartAsync(Service.Store);
        var shop = await Shop.OpenAsync(service);
        var rows = Enumerable.Range(0, 5_000).Select(i => Row(shop, $"{i / 10}", $"L{i}", 1)).ToArray();

        string[] faulty = [.. rows[..4_998], Row(shop, "499", "L7", 1), "x\n"];
        var (refused, faults) = await ImportAsync("?deploy=true", string.Concat(faulty), on: service);
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal("5001", $"{Assert.Single(faults["errors"]!.AsArray())!["line"]}");    // a row that does not read
        (refused, faults) = await ImportAsync("?deploy=true", string.Concat(faulty[..^1]), on: service);
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal("5000", $"{Assert.Single(faults["errors"]!.AsArray())!["line"]}");    // an id that is taken
        Assert.Empty(await service.Admin.AllEntitlementsAsync().ToListAsync());
        Assert.Null(await service.Admin.FindDefaultInstanceAsync(shop.Account));

        var (status, answer) = await ImportAsync("?deploy=true", string.Concat(rows), on: service);

        Assert.Equal(
            (HttpStatusCode.OK, 500, 5_000), (status, (int?)answer["entitlements"], (int?)answer["lineItems"]));
        Assert.Equal("1101", await shop.AskAsync(5_000));    // 20 % of one token is none
        Assert.Equal("1202", await shop.AskAsync(1));
    }

    [Fact]
    public async Task An_entitlement_has_no_more_line_items_than_one_can_be_given_otherwise()
    {
        var shop = await Shop.OpenAsync(Service);
        var row = Row(shop, "E", "", 1).Replace($",{shop.Id("")},", ",,", StringComparison.Ordinal);
        var rows = new StringBuilder().Insert(0, row, 100_001).ToString();

        var (status, answer) = await ImportAsync("?dryRun=true", rows);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            "100002 entitlementId",
            answer["errors"]!.AsArray().Select(fault => $"{fault!["line"]} {fault["column"]}").Single());
    }

    [Fact]
    public async Task What_an_import_made_is_listed_in_pages_each_one_once()
    {
        var shop = await Shop.OpenAsync(Service);
        var rows = Enumerable.Range(0, 2_000).Select(i => Row(shop, $"{i}", $"L{i}", 1));
        await ImportAsync("", string.Concat(rows));

        var page = await Service.Admin.ListEntitlementsAsync(shop.Account, size: 50);
        var all = await Service.Admin.AllEntitlementsAsync(shop.Account).Select(sold => sold.Id).ToListAsync();

        Assert.InRange(page.Items.Count, 50, 200);
        Assert.Equal(2_000, all.Count);
        Assert.Equal(2_000, all.Distinct().Count());
    }

    private static string Row(Shop shop, string entitlement, string lineItem, int quantity) =>
        $"{shop.Id(entitlement)},{shop.Account},{shop.Id(lineItem)},p-{shop.Mark},1,m-{shop.Mark},,{quantity},"
        + "2026-01-01,\n";

    private async Task<(HttpStatusCode Status, JsonNode Answer)> ImportAsync(
        string query, string rows, string header = Header, Service? on = null)
    {
        using var content = new StringContent(header + rows, Encoding.UTF8, "text/csv");
        using var answer = await (on ?? Service).Raw.PostAsync(
            new Uri($"/backoffice/api/v1.0/imports/entitlements{query}", UriKind.Relative), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
