using System.Globalization;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class WorkOnSqlite(Browsers browsers) : WorkTests(browsers, Store.Sqlite);

public sealed class WorkOnPostgres(Browsers browsers) : WorkTests(browsers, Store.Postgres);

/// <summary>What a producer does through the pages has happened in the service.</summary>
public abstract class WorkTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    [Fact]
    public async Task A_rate_table_is_rehearsed_then_published_and_its_new_price_is_charged()
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        await GoAsync($"/console/rate-tables/draft?series={world.Series}&version=2026-2");
        await Page.GetByLabel("Version", new() { Exact = true }).FillAsync("2026-3");
        await Page.GetByLabel("Applies from").FillAsync(
            DateTime.UtcNow.AddHours(-5).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await Page.GetByLabel("Prices").FillAsync("Render,,7.000001");
        await ClickAsync("Rehearse");

        // 12.345678 and 2 were charged at 3.
        await SeesAsync("43.037034");
        Assert.Equal(3, (await Service.Api.ListRateTablesAsync()).Count(table => table.Series == world.Series));
        await ClickAsync("Publish");
        await SeesAsync("The rate table was published.");

        var charged = await Service.Api.RequestOneOffAsync(world.Instance, World.Ann, [new("Render", Count: 3)]);
        Assert.Equal(21.000003m, charged.TotalTokensCharged);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task A_refused_rate_table_is_told_at_the_field_that_the_service_names()
    {
        await EnterAsync();
        await GoAsync("/console/rate-tables/draft");
        await Page.GetByLabel("Version", new() { Exact = true }).FillAsync(new string('v', 300));
        await Page.GetByLabel("Prices").FillAsync("Render,,1");
        await ClickAsync("Publish");
        await Assertions.Expect(Page.GetByLabel("Version", new() { Exact = true }))
            .ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(Page.GetByLabel("Prices")).ToHaveValueAsync("Render,,1");
    }

    [Fact]
    public async Task A_version_that_is_there_is_refused_and_another_one_is_published_from_the_same_page()
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        await GoAsync($"/console/rate-tables/draft?series={world.Series}&version=2026-2");
        await Input("Version").FillAsync("2026-2");
        await ClickAsync("Publish");
        await SeesAsync("In conflict with what is there");
        await Input("Version").FillAsync("2026-2b");
        await ClickAsync("Publish");
        await SeesAsync("The rate table was published.");
        Assert.Contains(
            await Service.Api.ListRateTablesAsync(),
            table => (table.Series, table.Version) == (world.Series, "2026-2b"));
    }

    [Fact]
    public async Task A_denial_is_seen_and_explained()
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        await GoAsync($"/console/instances/{world.Instance}/denials");
        await Page.GetByRole(AriaRole.Row, new() { NameRegex = new("bob@example.org") })
            .GetByRole(AriaRole.Link).ClickAsync();
        await SeesAsync("It would be denied");
        await SeesAsync("a rule denies it");
        await SeesAsync("The last denials");
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task A_session_is_ended_by_keyboard()
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        await GoAsync($"/console/instances/{world.Instance}/sessions");
        await SeesAsync(world.Session);
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await SeesAsync("The session was ended.");
        await SeesAsync("No session is live.");
        Assert.Empty(await Service.Api.ListSessionsAsync(world.Instance));
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_opens_the_service()
    {
        await EnterAsync();
        await GoAsync("/console/keys");
        await Page.GetByText("New API key").ClickAsync();
        await Page.GetByLabel("Name").FillAsync("made by a page");
        await Page.GetByLabel("For").First.SelectOptionAsync("admin");
        await ClickAsync("Make the key");
        var key = await Page.Locator("[data-secret]").TextContentAsync();
        using var api = Service.ClientOf(key!);
        Assert.Equal(ApiKeyType.Admin, (await api.GetCallerAsync()).Type);

        // From the page that shows it the next one is made, by a form that is empty again.
        await Page.GetByText("New API key").ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Name")).ToHaveValueAsync("");
        await Page.GetByLabel("Name").FillAsync("made by the same page");
        await Page.GetByLabel("For").First.SelectOptionAsync("admin");
        await ClickAsync("Make the key");
        await SeesAsync("made by the same page: this is the only time");
        Assert.NotEqual(key, await Page.Locator("[data-secret]").TextContentAsync());
        await GoAsync("/console/keys");
        Assert.DoesNotContain(key!, await Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(key!, Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_item_is_put_and_its_fault_stands_at_its_field()
    {
        var instance = await Service.Api.AddInstanceAsync("Put", $"Put-{Guid.NewGuid():N}");
        await EnterAsync();
        await GoAsync($"/console/instances/{instance.Id}");
        await SeesAsync("There is no line item yet.");
        await Page.GetByText("Put a line item").ClickAsync();
        await Page.GetByLabel("Activation id").FillAsync($"{instance.Id}-1");
        await Page.GetByLabel("Quantity").FillAsync("0");
        await ClickAsync("Put the line item");
        await Assertions.Expect(Page.GetByLabel("Quantity")).ToHaveAttributeAsync("aria-invalid", "true");
        await Page.GetByLabel("Quantity").FillAsync("250");
        await ClickAsync("Put the line item");
        await SeesAsync("Saved.");
        Assert.Equal(250, Assert.Single(await Service.Api.ListLineItemsAsync(instance.Id)).Quantity);

        // A form for a new one replaces nothing.
        await Page.GetByText("Put a line item").ClickAsync();
        await Page.GetByLabel("Activation id").FillAsync($"{instance.Id}-1");
        await Page.GetByLabel("Quantity").FillAsync("7");
        await ClickAsync("Put the line item");
        await SeesAsync("is there already");
        Assert.Equal(250, Assert.Single(await Service.Api.ListLineItemsAsync(instance.Id)).Quantity);
    }

    [Fact]
    public async Task A_time_or_number_that_cannot_be_read_is_never_taken_for_none()
    {
        using var visit = new Visit(Service.Address);
        await visit.SignInAsync();
        var id = $"E-{Guid.NewGuid():N}";
        await Service.Api.CreateEntitlementAsync(new NewEntitlement(null, [], id, Bulk: true));
        var line = $"/console/back-office/entitlements/{id}";
        (string, string)[] whole =
            [("product", "p"), ("licenseModel", "m"), ("quantity", "5"), Start("2026-01-01T00:00")];
        await RefusedAsync("/console/keys", "add", "expires", [("name", id), ("expires", "in May")]);
        await RefusedAsync(line, "line", "start", [.. whole[..3], Start("")]);
        await RefusedAsync(line, "line", "expiration", [.. whole, ("expiration", "2027-13-01T00:00")]);
        await RefusedAsync(line, "line", "overdraftPercent", [.. whole, ("overdraftPercent", "ten")], "a number");
        await RefusedAsync("/console/rate-tables/draft", "draft", "from",
            [("act", "rehearse"), ("effectiveFrom", "2026-01-01T00:00"), ("items", "Render,,1"), ("from", "May")]);
        Assert.DoesNotContain(await Service.Api.AllApiKeysAsync().ToListAsync(), key => key.Name == id);

        (string, string) Start(string time) => ("start", time);

        async Task RefusedAsync(
            string path, string form, string field, (string, string)[] fields, string rule = "a date and a time")
        {
            using var answer = await visit.PostAsync(
                path,
                [("_handler", form), ("__RequestVerificationToken", await visit.TokenAsync(path)), .. fields]);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(400, (int)answer.StatusCode);
            Assert.Matches(
                $"id=\"{form}-{field}-about\" class=\"field-about\">[^/]*(</span>)?\\s*"
                    + $"<span class=\"field-fault\">must be {rule}", page);

            // So that the script does not ask for the page anew, which would lose the answer.
            Assert.Contains("<body data-posted", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/console/usage?from=2026-01-01T00:00:00Z")]
    [InlineData("/console/usage?to=9999-12-31T23:59&tz=America/New_York")]
    [InlineData("/console/usage/rows?to=soon")]
    [InlineData("/console/audit?from=soon")]
    public async Task An_address_with_a_time_that_cannot_be_read_is_refused(string path)
    {
        await EnterAsync();
        Assert.Equal(400, (await GoAsync(path))!.Status);
        await SeesAsync("must be a date and a time");
    }

    [Fact]
    public async Task A_form_leads_back_to_its_page_whatever_the_id_holds()
    {
        using var visit = new Visit(Service.Address);
        await visit.SignInAsync();
        var id = $"50% of? #{Guid.NewGuid():N}";
        await Service.Api.CreateEntitlementAsync(new NewEntitlement(null, [], id, Bulk: true));
        var path = $"/console/back-office/entitlements/{Uri.EscapeDataString(id)}";
        using var answer = await visit.PostAsync(
            path, ("_handler", "step-Test"), ("__RequestVerificationToken", await visit.TokenAsync(path)));
        var to = new Uri(Service.Address, answer.Headers.Location!);
        Assert.Equal((path, "?done=tested"), (to.AbsolutePath, to.Query));
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await EnterAsync();
        var answer = await GoAsync($"/console/instances/{Guid.NewGuid()}");
        Assert.Equal(404, answer!.Status);
        await SeesAsync("There is no instance");
    }
}
