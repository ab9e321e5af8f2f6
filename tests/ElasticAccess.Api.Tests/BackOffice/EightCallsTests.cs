using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class EightCallsOnSqlite(SharedServices services) : EightCallsTests(services, Store.Sqlite);

public sealed class EightCallsOnPostgres(SharedServices services) : EightCallsTests(services, Store.Postgres);

/// <summary>The whole way with the .NET client: from a product to a charged token.</summary>
public abstract class EightCallsTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task From_product_to_charged_token_in_eight_calls()
    {
        var (client, series) = (Service.Admin, await Service.NewSeries("a=1"));
        await client.CreateAccountAsync(new Account("Litware Inc.", mark));

        var feature = await client.CreateFeatureAsync(new Feature(mark, "1.0"));
        var model = await client.CreateLicenseModelAsync(new LicenseModel(
            mark, new LicenseModelAttributes(RateTableSeries: series, Overdraft: new("Percent", 20))));
        await client.DeployLicenseModelAsync(model.Id!);
        var product = await client.CreateProductAsync(new Product(mark, "1.0", [feature.Id!], [model.Id!]));
        await client.DeployProductAsync(product.Id!);
        await client.CreateEntitlementAsync(new NewEntitlement(
            mark,
            [
                new(product.Id!, model.Id!, 1_000, DateTimeOffset.UnixEpoch, ActivationId: $"{mark}-1"),
                new(product.Id!, model.Id!, 500, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddYears(1)),
            ],
            Id: mark));
        var sold = await client.StepEntitlementAsync(mark, LifeStep.Deploy);
        var access = await client.RequestOneOffAsync(
            sold.LineItems![0].InstanceId!, Customer.Maria, [new("a", null, 1_800)]);

        Assert.Equal("1101", access.RequestedItems[0].Status.Code);
        Assert.Equal([200, 100], sold.LineItems.Select(lineItem => lineItem.OverdraftLimit));
        Assert.Equal(("DM", LifeState.Deployed, 2), (sold.Type, sold.State, sold.NumberOfLineItems));
        var changed = await client.ChangeEntitlementLineItemAsync(mark, $"{mark}-1", new() { Quantity = 2_000 });
        Assert.Equal(2_000, changed.Quantity);
        var ended = await client.StepEntitlementLineItemAsync(mark, $"{mark}-1", LifeStep.Obsolete);
        Assert.Equal(LifeState.Obsolete, ended.State);
        Assert.Single(await client.AllEntitlementsAsync(mark).ToListAsync());
    }

    [Fact]
    public async Task A_text_is_imported_and_the_audit_tells_of_it()
    {
        var shop = await Shop.OpenAsync(Service);
        var text = "entitlementId,account,activationId,product,productVersion,licenseModel,partNumber,quantity,start,"
            + $"expiration\n{mark},{shop.Account},,{$"p-{shop.Mark}"},1,{$"m-{shop.Mark}"},,5,2026-01-01,\n";

        Assert.Equal(new Imported(1, 1), await Service.Admin.ImportEntitlementsAsync(text, dryRun: true));
        Assert.Equal(new Imported(1, 1), await Service.Admin.ImportEntitlementsAsync(text, deploy: true));

        Assert.Equal(LifeState.Deployed, (await Service.Admin.GetEntitlementAsync(mark)).State);
        var account = await Service.Admin.ListAuditAsync(resource: $"/accounts/{shop.Account}");
        Assert.Equal("createaccount", Assert.Single(account.Entries).Operation);
        var imports = await Service.Admin.ListAuditAsync(
            resource: "/imports/entitlements", from: account.Entries[0].Time);
        Assert.Contains(imports.Entries, entry => entry.After!.Value.GetProperty("lineItems").GetInt32() == 1);
        Assert.Empty((await Service.Admin.ListAuditAsync(account.Next, $"/accounts/{shop.Account}")).Entries);
    }

    [Fact]
    public async Task A_part_of_a_bulk_entitlement_is_claimed_and_a_draft_is_deleted()
    {
        var shop = await Shop.OpenAsync(Service);
        var bulk = await Service.Admin.CreateEntitlementAsync(new NewEntitlement(
            null, [new(shop.Product, shop.Model, 100, DateTimeOffset.UnixEpoch)], mark, Bulk: true));
        await Service.Admin.StepEntitlementAsync(bulk.Id, LifeStep.Deploy);

        var claim = await Service.Admin.ClaimAsync(mark, shop.Account, 40);

        Assert.Equal(40, claim.Quantity);
        Assert.Equal(40, (await Service.Admin.GetEntitlementAsync(mark)).LineItems![0].Claimed);
        await shop.SellAsync("E", "A=1");
        await Service.Admin.DeleteEntitlementAsync(shop.Id("E"));
    }
}
