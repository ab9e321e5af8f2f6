using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class EmptiedOnSqlite(Browsers browsers) : EmptiedTests(browsers, Store.Sqlite);

public sealed class EmptiedOnPostgres(Browsers browsers) : EmptiedTests(browsers, Store.Postgres);

/// <summary>A field of the back office that somebody empties is emptied, or refused: never kept in silence.</summary>
public abstract class EmptiedTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    [Fact]
    public async Task What_is_sold_by_a_license_model_whose_series_was_emptied_has_none()
    {
        var mark = $"{Guid.NewGuid():N}"[..10];
        var model = await Service.Api.CreateLicenseModelAsync(new($"Model {mark}", new(true, $"Series {mark}")));
        await EnterAsync();
        await GoAsync($"/console/back-office/catalogue/license-models/{model.Id}");
        await Assertions.Expect(Input("Rate table series (optional)")).ToHaveValueAsync($"Series {mark}");
        await Input("Rate table series (optional)").FillAsync("");
        await ClickAsync("Save the license model");
        await SeesAsync("Saved.");
        await Service.Api.DeployLicenseModelAsync(model.Id!);
        var shop = await Shop.MakeAsync(Service.Api, mark, model.Id!);
        await Service.Api.StepEntitlementAsync(await shop.SellAsync(), LifeStep.Deploy);
        var instance = await Service.Api.FindDefaultInstanceAsync(shop.Account);
        var lineItem = Assert.Single(await Service.Api.ListLineItemsAsync(instance!.Id));

        // It is charged by the tables without series, as one that was never given any.
        var now = DateTimeOffset.UtcNow;
        await Service.Api.AddRateTableAsync(
            new(mark, now.AddDays(-2), [RateTableItem.AtRate($"Item {mark}", 3)], $"Series {mark}"));
        await Service.Api.AddRateTableAsync(
            new(mark, now.AddDays(-1), [RateTableItem.AtRate($"Item {mark}", 4)]));
        await Service.Api.RequestOneOffAsync(instance.Id, World.Ann, [new($"Item {mark}")]);
        var used = (await Service.Api.GetLineItemAsync(instance.Id, lineItem.ActivationId)).Used;
        Assert.Equal(("", 4m), (lineItem.Attributes.RateTableSeries ?? "", used));
    }

    [Fact]
    public async Task A_license_model_of_another_type_does_not_become_elastic_by_saving_it()
    {
        var name = $"Custom {Guid.NewGuid():N}"[..20];
        var model = await Service.Api.CreateLicenseModelAsync(new(name, new(false), "Custom"));
        await EnterAsync();
        await GoAsync($"/console/back-office/catalogue/license-models/{model.Id}");
        await Input("Rate table series (optional)").FillAsync("any");
        await ClickAsync("Save the license model");
        await SeesAsync("Saved.");
        var after = await Service.Api.GetLicenseModelAsync(model.Id!);
        Assert.Equal((false, "any"), (after.Attributes.Elastic, after.Attributes.RateTableSeries));
    }

    [Theory]
    [InlineData("feature", "Name", "Version")]
    [InlineData("license model", "Name")]
    [InlineData("product", "Name", "Version")]
    [InlineData("account", "Name")]
    public async Task A_name_or_version_cannot_be_emptied(string what, params string[] fields)
    {
        var pages = await DraftAsync();
        await EnterAsync();
        await GoAsync(pages[what]);
        foreach (var field in fields)
        {
            var before = await Input(field).InputValueAsync();
            await Page.EvaluateAsync(
                "document.querySelectorAll('[required]').forEach(input => input.required = false)");
            await Input(field).FillAsync("");
            await ClickAsync($"Save the {what}");
            await HasFaultAsync(field, "must have 1 to");
            await Input(field).FillAsync(before);
        }
    }

    [Fact]
    public async Task An_account_is_given_another_name_and_type()
    {
        var id = $"{Guid.NewGuid():N}"[..10] + "/50% of? #";
        await Service.Api.CreateAccountAsync(new($"Before {id}", id));
        await EnterAsync();
        await GoAsync("/console/back-office/accounts");
        await FollowAsync($"Before {id}");
        await HeadingIsAsync($"Before {id}");
        await Input("Name").FillAsync($"After {id}");
        await Input("Type").SelectOptionAsync(new SelectOptionValue { Label = "channel partner" });
        await ClickAsync("Save the account");
        await SeesAsync("Saved.");
        await SeesAsync($"After {id}");
        var after = await Service.Api.GetAccountAsync(id);
        Assert.Equal(($"After {id}", AccountType.ChannelPartner), (after.Name, after.Type));
    }

    private async Task<Dictionary<string, string>> DraftAsync()
    {
        var mark = $"{Guid.NewGuid():N}"[..10];
        var account = await Service.Api.CreateAccountAsync(new($"Account {mark}", mark));
        var feature = await Service.Api.CreateFeatureAsync(new($"Feature {mark}", "1.0"));
        var model = await Service.Api.CreateLicenseModelAsync(new($"Model {mark}", new()));
        var product = await Service.Api.CreateProductAsync(
            new($"Product {mark}", "1.0", [feature.Id!], [model.Id!]));
        return new()
        {
            ["account"] = $"/console/back-office/accounts/account?id={account.Id}",
            ["feature"] = $"/console/back-office/catalogue/features/{feature.Id}",
            ["license model"] = $"/console/back-office/catalogue/license-models/{model.Id}",
            ["product"] = $"/console/back-office/catalogue/products/{product.Id}",
        };
    }
}
