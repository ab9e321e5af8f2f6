using System.Net;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class CatalogueClientOnSqlite(SharedServices services) : CatalogueClientTests(services, Store.Sqlite);

public sealed class CatalogueClientOnPostgres(SharedServices services)
    : CatalogueClientTests(services, Store.Postgres);

/// <summary>Accounts, features, license models and products through the .NET client.</summary>
public abstract class CatalogueClientTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task An_account_is_made_read_listed_changed_and_deleted()
    {
        var client = Service.Admin;
        var made = await client.CreateAccountAsync(new Account("Litware", mark));
        Assert.InRange(made.Created!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));

        var changed = await client.ChangeAccountAsync(mark, new(Type: AccountType.ChannelPartner));

        Assert.Equal(made with { Type = AccountType.ChannelPartner }, changed);
        Assert.Equal(changed, await client.GetAccountAsync(mark));
        Assert.Contains(changed, await client.AllAccountsAsync().ToListAsync());
        await IsGoneAfterAsync(client.DeleteAccountAsync(mark), () => client.GetAccountAsync(mark));

        // What was read can be made again.
        Assert.Equal(mark, (await client.CreateAccountAsync(changed)).Id);
    }

    [Fact]
    public async Task A_feature_is_made_read_listed_changed_and_deleted()
    {
        var client = Service.Admin;
        var made = await client.CreateFeatureAsync(new Feature(mark, "1.0"));

        var changed = await client.ChangeFeatureAsync(made.Id!, new(Version: "2.0"));

        Assert.Equal(made with { Version = "2.0" }, changed);
        Assert.Equal(changed, await client.GetFeatureAsync(made.Id!));
        Assert.Contains(changed, await client.AllFeaturesAsync().ToListAsync());
        await IsGoneAfterAsync(client.DeleteFeatureAsync(made.Id!), () => client.GetFeatureAsync(made.Id!));
        Assert.NotEqual(made.Id, (await client.CreateFeatureAsync(changed)).Id);
    }

    [Fact]
    public async Task A_license_model_is_made_read_listed_by_state_changed_deployed_or_deleted()
    {
        var client = Service.Admin;
        var made = await client.CreateLicenseModelAsync(new LicenseModel(mark, new(RateTableSeries: mark)));

        var changed = await client.ChangeLicenseModelAsync(
            made.Id!, new(Attributes: new(Elastic: null, Overdraft: new("Percent", 12.5m))));

        Assert.Equal(
            new LicenseModelAttributes(true, mark, new("Percent", 12.5m)), changed.Attributes);
        Assert.Equal(changed, await client.GetLicenseModelAsync(made.Id!));
        Assert.Contains(changed, await client.AllLicenseModelsAsync(LifeState.Draft).ToListAsync());
        var copy = await client.CreateLicenseModelAsync(changed with { Name = $"{mark}-2" });
        await IsGoneAfterAsync(client.DeleteLicenseModelAsync(copy.Id!), () => client.GetLicenseModelAsync(copy.Id!));
        var deployed = await client.DeployLicenseModelAsync(made.Id!);
        Assert.Equal("DEPLOYED", deployed.State);
        Assert.Contains(deployed, await client.AllLicenseModelsAsync(LifeState.Deployed).ToListAsync());
        Assert.DoesNotContain(deployed, await client.AllLicenseModelsAsync(LifeState.Draft).ToListAsync());
    }

    [Fact]
    public async Task A_product_is_made_read_listed_by_state_changed_deployed_or_deleted()
    {
        var client = Service.Admin;
        var shop = await Shop.OpenAsync(Service, deployed: false);
        var made = await client.CreateProductAsync(new Product(mark, "1", [], []));

        var changed = await client.ChangeProductAsync(
            made.Id!, new(Version: "2", Features: [shop.Feature], LicenseModels: [shop.Model]));

        Assert.Equal((made.Id, "2", shop.Feature, shop.Model),
            (changed.Id, changed.Version, changed.Features.Single(), changed.LicenseModels.Single()));
        Assert.Equal("2", (await client.GetProductAsync(made.Id!)).Version);
        Assert.Contains(made.Id, await client.AllProductsAsync(LifeState.Draft).Select(p => p.Id).ToListAsync());
        var copy = await client.CreateProductAsync(changed with { Version = "3" });
        await IsGoneAfterAsync(client.DeleteProductAsync(copy.Id!), () => client.GetProductAsync(copy.Id!));
        await client.DeployLicenseModelAsync(shop.Model);
        Assert.Equal("DEPLOYED", (await client.DeployProductAsync(made.Id!)).State);
        Assert.Contains(made.Id, await client.AllProductsAsync(LifeState.Deployed).Select(p => p.Id).ToListAsync());
        Assert.DoesNotContain(made.Id, await client.AllProductsAsync(LifeState.Draft).Select(p => p.Id).ToListAsync());
    }

    [Fact]
    public async Task A_page_is_as_long_as_wished_and_its_cursor_leads_on()
    {
        for (var i = 0; i < 3; i++)
        {
            await Service.Admin.CreateFeatureAsync(new Feature(mark, $"{i}"));
            await Task.Delay(2);    // a page ends with a millisecond
        }

        var page = await Service.Admin.ListFeaturesAsync(size: 1);
        var second = await Service.Admin.ListFeaturesAsync(page.Next, size: 1);

        Assert.True(page.HasMore);
        Assert.NotEmpty(second.Items);
        Assert.Empty(page.Items.Intersect(second.Items));
        Assert.NotEmpty((await Service.Admin.ListAccountsAsync(size: 1)).Items);
        Assert.All((await Service.Admin.ListProductsAsync(LifeState.Draft, size: 5)).Items,
            product => Assert.Equal("DRAFT", product.State));
        Assert.Empty((await Service.Admin.ListLicenseModelsAsync(LifeState.Obsolete)).Items);
    }

    private static async Task IsGoneAfterAsync<T>(Task deletion, Func<Task<T>> read)
    {
        await deletion;
        await Refused.With(HttpStatusCode.NotFound, read);
    }
}
