using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class SignInOnSqlite(Browsers browsers) : SignInTests(browsers, Store.Sqlite);

public sealed class SignInOnPostgres(Browsers browsers) : SignInTests(browsers, Store.Postgres);

/// <summary>A key opens the pages of its kind; nobody else enters, and nothing shows the key.</summary>
public abstract class SignInTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    [Fact]
    public async Task A_producer_signs_in_and_out()
    {
        await SignInAsync();
        await HeadingIsAsync("Overview");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SeesAsync("You have signed out.");
        await GoAsync("/console");
        await HeadingIsAsync("Sign in");
        Assert.Empty(Complaints);
        Assert.Empty(await Look.JudgeAsync(Page, "sign-in"));
    }

    [Fact]
    public async Task Who_wanted_a_page_gets_it_after_signing_in()
    {
        await GoAsync("/console/overview?x=1");
        await HeadingIsAsync("Sign in");
        await Page.GetByLabel("API key").FillAsync(ServiceProcess.AdminKey);
        await Page.Keyboard.PressAsync("Enter");
        await HeadingIsAsync("Overview");
        Assert.EndsWith("/console/overview?x=1", Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/console/")]
    [InlineData("/console/\\..\\\\example.org")]
    public async Task Signing_in_leads_to_no_other_host(string to)
    {
        await GoAsync($"/console/sign-in?to={Uri.EscapeDataString(to)}");
        await Page.GetByLabel("API key").FillAsync(ServiceProcess.AdminKey);
        await Page.Keyboard.PressAsync("Enter");
        await HeadingIsAsync("Overview");
        Assert.Equal(At("/console"), Page.Url);
    }

    [Fact]
    public async Task A_wrong_key_is_told_in_a_sentence_and_not_put_back()
    {
        const string wrong = "ea_admin_000000000000000000000000000000000000";
        await SignInAsync(wrong);
        await SeesAsync("This key is not valid: mistyped, expired or revoked.");
        Assert.DoesNotContain(wrong, await Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_leads_to_the_sign_in_with_a_sentence()
    {
        var key = await Service.Api.CreateApiKeyAsync(new NewApiKey("console", ApiKeyType.Admin));
        await SignInAsync(key.Key);
        await HeadingIsAsync("Overview");
        await Service.Api.DeleteApiKeyAsync(key.Id);
        await Task.Delay(TimeSpan.FromSeconds(4.5), TestContext.Current.CancellationToken);
        await GoAsync("/console");
        await SeesAsync("Your key has expired or was revoked.");
        await GoAsync("/console");
        await HeadingIsAsync("Sign in");
    }

    [Fact]
    public async Task A_key_that_expires_leads_to_the_sign_in_with_a_sentence()
    {
        var expires = DateTimeOffset.UtcNow.AddSeconds(8);
        var key = await Service.Api.CreateApiKeyAsync(new("short", ApiKeyType.Admin) { Expires = expires });
        await SignInAsync(key.Key);
        await HeadingIsAsync("Overview");
        var left = expires - DateTimeOffset.UtcNow + TimeSpan.FromSeconds(0.5);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TestContext.Current.CancellationToken);
        await GoAsync("/console/keys");
        await SeesAsync("Your key has expired or was revoked.");

        // And one that had ended before opens nothing.
        await SignInAsync(key.Key);
        await HeadingIsAsync("Sign in");
    }

    [Fact]
    public async Task A_client_key_opens_its_own_instances_and_no_page_of_the_producer()
    {
        var mine = await Service.Api.AddInstanceAsync("Mine", "Northwind");
        await Service.Api.AddInstanceAsync("Theirs", "Contoso");
        var key = await Service.Api.CreateApiKeyAsync(new("admin", ApiKeyType.Client) { Instances = [mine.Id] });
        await SignInAsync(key.Key);
        await HeadingIsAsync("My instances");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Mine", Exact = true }))
            .ToHaveAttributeAsync("href", $"/console/mine/{mine.Id}");
        Assert.DoesNotContain("Theirs", await Page.ContentAsync(), StringComparison.Ordinal);
        await GoAsync("/console/overview");
        await HeadingIsAsync("My instances");
    }

    [Fact]
    public async Task The_key_is_in_no_page_address_script_or_log()
    {
        await SignInAsync();
        await HeadingIsAsync("Overview");
        var cookies = await Window.CookiesAsync();
        var ticket = Assert.Single(cookies, cookie => cookie.Name == "ea_console");
        Assert.True(ticket.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, ticket.SameSite);
        var seen = string.Join('\n', await Page.ContentAsync(), Page.Url, Service.Output,
            string.Join('\n', cookies.Select(cookie => cookie.Value)));
        Assert.DoesNotContain(ServiceProcess.AdminKey, seen, StringComparison.Ordinal);
    }
}
