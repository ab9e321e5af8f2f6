using System.Text.RegularExpressions;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class SellingOnSqlite(Browsers browsers) : SellingTests(browsers, Store.Sqlite);

public sealed class SellingOnPostgres(Browsers browsers) : SellingTests(browsers, Store.Postgres);

/// <summary>Prices from a file, the back office and webhooks: what a producer's forms send has happened.</summary>
public abstract class SellingTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    private readonly string mark = $"{Guid.NewGuid():N}"[..10];

    [Fact]
    public async Task Rate_tables_are_imported_from_a_file_and_a_bad_line_is_named()
    {
        const string columns = "series,version,effectiveFrom,name,itemVersion,rate,formula\r\n";
        await EnterAsync();
        await GoAsync("/console/rate-tables");
        await OpenAsync("Import CSV");
        await SendFileAsync($"{columns}{mark},1,0,Render,,2.5,\r\n{mark},1,0,Export,,cheap,\r\n");
        await ClickAsync("Import all of it");
        await SeesAsync("line 3: rate: must be a number such as 2.5");
        Assert.DoesNotContain(await Service.Api.ListRateTablesAsync(), table => table.Series == mark);
        await Assertions.Expect(Page.Locator("#import-csv"))
            .ToHaveValueAsync(new Regex($"^{columns.Trim()}\\s+{mark}"));
        await SendFileAsync(columns, 0xE4);
        await ClickAsync("Import all of it");
        await HasFaultAsync("CSV file", "is not UTF-8");
        await SendFileAsync($"{columns}{mark},1,0,Render,,2.5,\r\n{mark},1,0,Export,2.0,1.000001,\r\n");
        await ClickAsync("Import all of it");
        await SeesAsync("Imported.");
        var table = Assert.Single(await Service.Api.ListRateTablesAsync(), one => one.Series == mark);
        Assert.Equal([1.000001m, 2.5m], table.Items.Select(item => item.Rate!.Value).Order());
    }

    [Fact]
    public async Task A_product_is_made_changed_deployed_and_sold_to_a_new_account()
    {
        await EnterAsync();
        await GoAsync("/console/back-office/accounts");
        await OpenAsync("New account");
        await FillAsync("Name", "", "Id (optional)", mark);
        await Page.EvaluateAsync("document.querySelectorAll('[required]').forEach(input => input.required = false)");
        await ClickAsync("Make the account");
        await Assertions.Expect(Input("Name")).ToHaveAttributeAsync("aria-invalid", "true");
        await FillAsync("Name", "Fabrikam", "Id (optional)", mark);
        await ClickAsync("Make the account");
        await SeesAsync("Added.");

        await GoAsync("/console/back-office/catalogue");
        await OpenAsync("New feature");
        await FormAsync("feature", "name", $"Feature {mark}");
        await ClickAsync("Make the feature");
        await OpenAsync("New license model");
        await FormAsync("model", "name", $"Model {mark}");
        await Page.Locator("#model-overdraft").SelectOptionAsync("Percent");
        await FormAsync("model", "value", "much");
        await ClickAsync("Make the license model");
        await Assertions.Expect(Page.Locator("#model-value")).ToHaveAttributeAsync("aria-invalid", "true");
        await FormAsync("model", "value", "20");
        await ClickAsync("Make the license model");
        await SeesAsync("Added.");
        await FollowAsync($"Model {mark}");
        await Input("Value of the overdraft (optional)").FillAsync("10");
        await ClickAsync("Save the license model");
        await SeesAsync("Saved.");
        await FollowAsync($"Model {mark}");
        await ConfirmAsync("Deploy");
        await SeesAsync("Deployed.");
        await Input("Name").FillAsync("too late");
        await ClickAsync("Save the license model");
        await SeesAsync("In conflict with what is there");

        await GoAsync("/console/back-office/catalogue");
        await OpenAsync("New product");
        await FormAsync("product", "name", $"Product {mark}");
        await ChooseAsync("#product-feature", $"Feature {mark} 1.0");
        await ChooseAsync("#product-model", $"Model {mark}");
        await ClickAsync("Make the product");
        await FollowAsync($"Product {mark}");
        await Input("Version").FillAsync("2.0");
        await ClickAsync("Save the product");
        await FollowAsync($"Product {mark}");
        await ConfirmAsync("Deploy");
        await SeesAsync("Deployed.");
        await SellAsync();
    }

    [Fact]
    public async Task What_is_in_use_is_not_deleted_and_what_is_not_is()
    {
        var feature = await Service.Api.CreateFeatureAsync(new($"Feature {mark}", "1.0"));
        var model = await Service.Api.CreateLicenseModelAsync(new($"Model {mark}", new()));
        await Service.Api.DeployLicenseModelAsync(model.Id!);
        var product = await Service.Api.CreateProductAsync(new($"Product {mark}", "1.0", [feature.Id!], [model.Id!]));
        await EnterAsync();
        await GoAsync($"/console/back-office/catalogue/features/{feature.Id}");
        await ConfirmAsync("Delete the feature");
        await SeesAsync("In conflict with what is there");
        await GoAsync($"/console/back-office/catalogue/products/{product.Id}");
        await ConfirmAsync("Delete the product");
        await SeesAsync("Deleted.");
        await FollowAsync($"Feature {mark} 1.0");
        await ConfirmAsync("Delete the feature");
        await SeesAsync("Deleted.");
        Assert.DoesNotContain(await Service.Api.AllFeaturesAsync().ToListAsync(), one => one.Id == feature.Id);
    }

    [Fact]
    public async Task A_webhook_is_refused_at_its_field_made_with_its_secret_shown_once_changed_and_deleted()
    {
        await EnterAsync();
        await GoAsync("/console/webhooks");
        await OpenAsync("New webhook");
        await Input("Receiver").FillAsync("ftp://example.org/");
        await Page.GetByLabel("key.changed").UncheckAsync();
        await ClickAsync("Make the webhook");
        await Assertions.Expect(Input("Receiver")).ToHaveAttributeAsync("aria-invalid", "true");
        var url = $"https://127.0.0.1:9/{mark}";
        await Input("Receiver").FillAsync(url);
        await Assertions.Expect(Page.GetByLabel("key.changed")).Not.ToBeCheckedAsync();
        await Assertions.Expect(Page.GetByLabel("alert.fired")).ToBeCheckedAsync();
        await ClickAsync("Make the webhook");
        var secret = await Page.Locator("[data-secret]").TextContentAsync();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        await FollowAsync(url);
        Assert.DoesNotContain(secret!, await Page.ContentAsync(), StringComparison.Ordinal);
        await OpenAsync("Change it");
        await Page.GetByLabel("alert.fired").UncheckAsync();
        await Page.GetByLabel("Enabled").UncheckAsync();
        await ClickAsync("Save");
        await SeesAsync("Saved.");
        var webhook = (await Service.Api.AllWebhooksAsync().ToListAsync()).Single(one => one.Url == url);
        Assert.Equal((5, WebhookState.Disabled), (webhook.Events.Count, webhook.State));
        string[] secrets = [secret!, await RotateAsync(), await RotateAsync()];
        Assert.Equal(3, secrets.Distinct().Count());
        await ConfirmAsync("Delete");
        await SeesAsync("Deleted.");
        Assert.DoesNotContain(await Service.Api.AllWebhooksAsync().ToListAsync(), one => one.Url == url);
    }

    private async Task<string> RotateAsync()
    {
        await ConfirmAsync("New secret");
        await SeesAsync("The old one signs beside it");
        return await Page.Locator("[data-secret]").InnerTextAsync();
    }

    private async Task SellAsync()
    {
        await GoAsync("/console/back-office");
        await OpenAsync("New entitlement");
        await Page.Locator("#add-id").FillAsync($"E-{mark}");
        await Page.Locator("#add-account").FillAsync("nobody");
        await ClickAsync("Make the draft");
        await Assertions.Expect(Page.Locator("#add-account")).ToHaveAttributeAsync("aria-invalid", "true");
        await Page.Locator("#add-account").FillAsync(mark);
        await ClickAsync("Make the draft");
        await SeesAsync("Added.");
        await OpenAsync("New line item");
        await ChooseAsync("#line-product", $"Product {mark} 2.0");
        await ChooseAsync("#line-licenseModel", $"Model {mark}");
        await Input("Quantity").FillAsync("1500");
        await ClickAsync("Add the line item");
        await SeesAsync("Added.");
        await ConfirmAsync("Deploy");
        await SeesAsync("Deployed.");
        var instance = await Service.Api.FindDefaultInstanceAsync(mark);
        var lineItem = Assert.Single(await Service.Api.ListLineItemsAsync(instance!.Id));
        Assert.Equal((1500L, 150L), (lineItem.Quantity, lineItem.Attributes.OverdraftLimit));

        // What the back office sold is changed there, which the service says.
        await GoAsync($"/console/instances/{instance.Id}/line-item?id={Uri.EscapeDataString(lineItem.ActivationId)}");
        await Input("Quantity").FillAsync("2000");
        await ClickAsync("Save the line item");
        await SeesAsync("/backoffice/api/v1.0/entitlements/");
    }

    private async Task FillAsync(params string[] labelsAndValues)
    {
        for (var i = 0; i < labelsAndValues.Length; i += 2)
        {
            await Input(labelsAndValues[i]).FillAsync(labelsAndValues[i + 1]);
        }
    }

    private Task FormAsync(string form, string field, string value) =>
        Page.Locator($"#{form}-{field}").FillAsync(value);

    private Task ChooseAsync(string select, string label) =>
        Page.Locator(select).SelectOptionAsync(new SelectOptionValue { Label = label });

    [Fact]
    public async Task A_file_is_imported_that_no_other_page_would_take_and_it_and_the_choices_are_still_there()
    {
        var line = $"E-{mark},nobody,,p,1,m,,{new string('1', 1_000)},,\r\n";
        var lines = string.Concat(Enumerable.Repeat(line, 1_500));
        await EnterAsync();
        await GoAsync("/console/back-office/import");
        await SendFileAsync(
            "entitlementId,account,activationId,product,productVersion,licenseModel,partNumber,quantity,start,"
            + $"expiration\r\n{lines}");
        await Page.GetByLabel("Deploy what is imported").CheckAsync();
        await ClickAsync("Try it");
        await SeesAsync("Not accepted");
        Assert.True((await Page.Locator("#import-csv").InputValueAsync()).Length > 1_500_000);
        await Assertions.Expect(Page.GetByLabel("Deploy what is imported")).ToBeCheckedAsync();
    }

    private Task SendFileAsync(string text, params byte[] more) =>
        Page.Locator("#import-file").SetInputFilesAsync(new FilePayload
        {
            Name = "prices.csv",
            MimeType = "text/csv",
            Buffer = [.. System.Text.Encoding.UTF8.GetBytes(text), .. more],
        });
}
