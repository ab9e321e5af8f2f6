using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class AuditPageOnSqlite(Browsers browsers) : AuditPageTests(browsers, Store.Sqlite);

public sealed class AuditPageOnPostgres(Browsers browsers) : AuditPageTests(browsers, Store.Postgres);

/// <summary>Who changed what, the newest first.</summary>
public abstract class AuditPageTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    private readonly string account = $"acc-{Guid.NewGuid():N}";

    private ILocator Operations => Page.Locator("main tbody tr > td:nth-child(3)");

    [Fact]
    public async Task The_newest_come_first_and_earlier_ones_follow_without_a_gap()
    {
        const int Changes = 102;
        await Service.Api.CreateAccountAsync(new Account("N", account));
        for (var i = 1; i <= Changes; i++)
        {
            await Service.Api.ChangeAccountAsync(account, new($"name {i}"));
        }

        await EnterAsync();
        await GoAsync($"/console/audit?resource=/accounts/{account}");
        await Assertions.Expect(Operations).ToHaveCountAsync(100);
        await Assertions.Expect(Page.Locator("main tbody tr").First).ToContainTextAsync($"name {Changes}");
        await FollowAsync("Earlier ones");
        await Assertions.Expect(Operations).ToHaveTextAsync(["patchaccount", "patchaccount", "createaccount"]);
        await Assertions.Expect(Input("Resource")).ToHaveValueAsync($"/accounts/{account}");
        await Assertions.Expect(Page.GetByText("Earlier ones")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_a_question_the_last_change_of_all_is_on_top()
    {
        await Service.Api.CreateAccountAsync(new Account("N", account));
        await EnterAsync();
        await GoAsync("/console/audit");
        await Assertions.Expect(Page.Locator("main tbody tr", new() { HasText = account })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Who_did_it_is_shown_by_the_name_of_the_key_and_its_id()
    {
        var key = await Service.Api.CreateApiKeyAsync(new($"key of {account}", ApiKeyType.Admin));
        using (var other = Service.ClientOf(key.Key))
        {
            await other.CreateAccountAsync(new Account("N", account));
        }

        await EnterAsync();
        await GoAsync($"/console/audit?resource=/accounts/{account}");
        await Assertions.Expect(Row($"key of {account}")).ToContainTextAsync(key.Id);

        await Service.Api.DeleteApiKeyAsync(key.Id);
        await Page.ReloadAsync();
        await SeesAsync(key.Id);
        await Assertions.Expect(Row($"key of {account}")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_the_API_refuses_stands_at_the_field_and_the_form_stays()
    {
        await EnterAsync();
        var answer = await GoAsync("/console/audit?from=2026-02-01T00:00&to=2026-01-01T00:00&actor=somebody");
        Assert.Equal(400, answer!.Status);
        await HasFaultAsync("From", "must not be after to");
        await Assertions.Expect(Input("To")).ToHaveValueAsync("2026-01-01T00:00");
        await Assertions.Expect(Input("Actor (id)")).ToHaveValueAsync("somebody");

        Assert.Equal(400, (await GoAsync("/console/audit?cursor=none&actor=somebody"))!.Status);
        await SeesAsync("must be a cursor of an earlier answer");
        await Assertions.Expect(Input("Actor (id)")).ToHaveValueAsync("somebody");
    }
}
