using System.Net;
using System.Text.Json;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class EntitlementClientOnSqlite(SharedServices services)
    : EntitlementClientTests(services, Store.Sqlite);

public sealed class EntitlementClientOnPostgres(SharedServices services)
    : EntitlementClientTests(services, Store.Postgres);

/// <summary>Entitlements, their line items, claims and the audit of them through the .NET client.</summary>
public abstract class EntitlementClientTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task An_entitlement_is_made_changed_listed_by_state_and_deleted()
    {
        var (client, shop) = (Service.Admin, await Shop.OpenAsync(Service));
        await client.CreateAccountAsync(new Account("Partner", mark, AccountType.ChannelPartner));
        var made = await client.CreateEntitlementAsync(new NewEntitlement(shop.Account, [], mark));
        Assert.Empty(made.ChannelPartners);

        var changed = await client.ChangeEntitlementAsync(mark, new(ChannelPartners: [mark]));

        Assert.Equal((shop.Account, mark), (changed.Account, changed.ChannelPartners.Single()));
        Assert.Equal((made.Created, true), (changed.Created, changed.Modified >= made.Modified));
        Assert.Single((await client.ListEntitlementsAsync(shop.Account, LifeState.Draft, size: 1)).Items);
        Assert.Empty((await client.ListEntitlementsAsync(shop.Account, LifeState.Deployed)).Items);
        Assert.Single(await client.AllEntitlementsAsync(shop.Account, LifeState.Draft).ToListAsync());
        await client.DeleteEntitlementAsync(mark);
        await Refused.With(HttpStatusCode.NotFound, () => client.GetEntitlementAsync(mark));
    }

    [Fact]
    public async Task A_line_item_is_added_changed_in_all_it_has_stepped_and_deleted()
    {
        var shop = await Shop.OpenAsync(Service.Raw, Service.Admin, """{ "type": "PercentAtEntitlement" }""");
        var (client, maintenance) = (Service.Admin, JsonDocument.Parse("""{"level":"gold"}""").RootElement);
        await client.CreateEntitlementAsync(new NewEntitlement(shop.Account, [], mark));
        var end = DateTimeOffset.UnixEpoch.AddYears(70);

        var added = await client.AddEntitlementLineItemAsync(mark, new NewEntitlementLineItem(
            shop.Product, shop.Model, 10, DateTimeOffset.UnixEpoch, end, $"{mark}-1", "PN", 50)
        {
            Maintenance = maintenance,
        });

        Assert.Equal((50m, "gold", end), (added.OverdraftPercent,
            added.Maintenance!.Value.GetProperty("level").GetString(), added.Expiration));
        var changed = await client.ChangeEntitlementLineItemAsync(mark, $"{mark}-1", new()
        {
            Quantity = 20,
            Start = DateTimeOffset.UnixEpoch.AddDays(1),
            Permanent = true,
            PartNumber = "",
            OverdraftPercent = 25.5m,
            Maintenance = JsonDocument.Parse("{}").RootElement,
        });
        Assert.Equal(
            (20, DateTimeOffset.UnixEpoch.AddDays(1), null, null, 25.5m),
            (changed.Quantity, changed.Start, changed.Expiration, changed.PartNumber, changed.OverdraftPercent));
        Assert.Equal("{}", changed.Maintenance!.Value.GetRawText());
        await client.StepEntitlementAsync(mark, LifeStep.Deploy);
        var deployed = await client.GetEntitlementLineItemAsync(mark, $"{mark}-1");
        Assert.Equal((LifeState.Deployed, 5), (deployed.State, deployed.OverdraftLimit));    // 25.5 % of 20
        var draft = await client.AddEntitlementLineItemAsync(
            mark, new(shop.Product, shop.Model, 1, DateTimeOffset.UnixEpoch));
        await client.DeleteEntitlementLineItemAsync(mark, draft.ActivationId);
        await Refused.With(
            HttpStatusCode.NotFound, () => client.GetEntitlementLineItemAsync(mark, draft.ActivationId));
        await Refused.With(
            HttpStatusCode.Conflict, () => client.DeleteEntitlementLineItemAsync(mark, deployed.ActivationId));
    }

    [Fact]
    public async Task Claims_are_listed_in_pages_and_by_account()
    {
        var (client, shop) = (Service.Admin, await Shop.OpenAsync(Service));
        await client.CreateAccountAsync(new Account("Other", mark));
        await client.CreateEntitlementAsync(new NewEntitlement(
            null, [new(shop.Product, shop.Model, 100, DateTimeOffset.UnixEpoch)], mark, Bulk: true));
        await client.StepEntitlementAsync(mark, LifeStep.Deploy);
        foreach (var account in new[] { mark, shop.Account, mark })
        {
            await client.ClaimAsync(mark, account, 10);
            await Task.Delay(2);    // a page ends with a millisecond
        }

        var page = await client.ListClaimsAsync(mark, size: 1);

        Assert.True(page.HasMore);
        Assert.Equal(mark, page.Items[0].Account);
        Assert.Equal(
            [mark, shop.Account, mark], await client.AllClaimsAsync(mark).Select(c => c.Account).ToListAsync());
        Assert.Equal(2, await client.AllClaimsAsync(mark, mark).CountAsync());
        Assert.NotEqual(default, page.Items[0].Created);
    }

    [Fact]
    public async Task The_audit_is_read_page_after_page()
    {
        await Service.Admin.CreateAccountAsync(new Account("0", mark));
        for (var i = 1; i < 5; i++)
        {
            await Service.Admin.ChangeAccountAsync(mark, new($"{i}"));
        }

        var page = await Service.Admin.ListAuditAsync(resource: $"/accounts/{mark}", size: 2);
        var next = await Service.Admin.ListAuditAsync(page.Next, $"/accounts/{mark}", size: 1_000);
        var all = await Service.Admin.AllAuditAsync($"/accounts/{mark}").ToListAsync();

        Assert.InRange(page.Entries.Count, 2, 4);
        Assert.Equal(5, page.Entries.Count + next.Entries.Count);
        Assert.Equal(
            ["0", "1", "2", "3", "4"], all.Select(entry => entry.After!.Value.GetProperty("name").GetString()));
    }
}
