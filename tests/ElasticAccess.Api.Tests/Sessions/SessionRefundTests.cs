using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionRefundsOnSqlite() : SessionRefundTests(Store.Sqlite);

public sealed class SessionRefundsOnPostgres() : SessionRefundTests(Store.Postgres);

/// <summary>A refund goes to who paid: line items, allocations, limits, whatever became of them (I24).</summary>
public abstract class SessionRefundTests(Store store) : SandboxTest(store)
{
    [Theory]
    [InlineData(LineItemState.Inactive)]
    [InlineData(LineItemState.Obsolete)]
    public async Task A_line_item_out_of_force_still_gets_its_refund(LineItemState state)
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(30);
        await PutAsync(state);

        Assert.Equal(204, await CloseAsync(session));

        Assert.Equal(3, await UsedAsync());
        await VerifyAsync();
    }

    [Fact]
    public async Task A_deleted_line_item_gets_its_refund_and_stays_hidden()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(30);
        await DeleteAsync();

        Assert.Equal(204, await CloseAsync(session));

        Assert.Equal(3, await LedgerAsync());
        Assert.Equal(404, (await Service.Raw.CallAsync("GET", $"{LineItems}/{LineItem}")).Status);
        Assert.Equal("[]", (await Service.Raw.CallAsync("GET", LineItems)).Text);
        var other = await CreateAsync();
        Assert.Equal("403 1204", await RequestAsync(other, "a"));
        await VerifyAsync();
    }

    [Fact]
    public async Task A_line_item_mapped_again_under_the_same_id_does_not_get_the_refund_of_the_old_one()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await DeleteAsync();
        await SetQuantityAsync(50);
        await MoveToAsync(30);

        // The old one gets 3 back; the new one pays for the new time line.
        Assert.Equal("200 1101", await RequestAsync(session, "b"));

        Assert.Equal(9, await UsedAsync());
        Assert.Equal(3 + 9, await LedgerAsync());
        await MoveToAsync(45);
        await CloseAsync(session);
        Assert.Equal(9 - 6.75m, await UsedAsync());
        await VerifyAsync();
    }

    [Fact]
    public async Task A_refund_is_split_as_the_charge_was()
    {
        await SetQuantityAsync(4);
        var second = $"second-{Instance}";
        var known = await Service.Admin.GetLineItemAsync(Instance, LineItem);
        await Service.Admin.PutLineItemAsync(
            Instance,
            known with { ActivationId = second, Quantity = 100, Start = known.Start.AddDays(1), Used = null });
        var session = await CreateAsync();
        await MoveToAsync(24 * 60);
        await RequestAsync(session, "a");
        Assert.Equal(6, await UsedAsync() + await UsedOfAsync(second));
        Assert.Equal(2, await UsedOfAsync(second));

        await MoveToAsync((24 * 60) + 45);
        await CloseAsync(session);

        Assert.Equal((3m, 1.5m), (await UsedAsync(), await UsedOfAsync(second)));
        await VerifyAsync();
    }

    [Fact]
    public async Task An_allocation_and_a_consumption_limit_get_their_share_back()
    {
        var lineItem = $"{LineItems}/{LineItem}";
        var actions = new object[] { new { name = "everybody", action = "ALLOW", allocation = 100 } };
        Assert.Equal(200, (await Service.Raw.CallAsync("POST", $"{lineItem}/actions", actions)).Status);
        var limit = new { limit = 15, interval = "YEAR", nextReset = Minute(600_000) };
        Assert.Equal(200, (await Service.Raw.CallAsync("PUT", $"{lineItem}/consumption-limit", limit)).Status);

        var (first, second) = (await CreateAsync(), await CreateAsync());
        Assert.Equal("200 1101 1101", await RequestAsync(first, "a a"));
        Assert.Equal("403 1205", await RequestAsync(second, "a"));
        Assert.Equal(12, await AllocatedAsync());

        await MoveToAsync(30);
        Assert.Equal("200", await RequestAsync(first, ""));
        Assert.Equal(6, await AllocatedAsync());

        // 15 of the limit, 6 of them used: 9 are left, and no more.
        Assert.Equal("403 1102 1205", await RequestAsync(second, "b a"));
        Assert.Equal("200 1101", await RequestAsync(second, "b"));
        Assert.Equal(15, await AllocatedAsync());

        // The automatic charge would break it.
        await MoveToAsync(90);
        Assert.Equal("TERMINATED", await StateAsync(second));
        await VerifyAsync();
    }

    private async Task PutAsync(LineItemState state)
    {
        var known = await Service.Admin.GetLineItemAsync(Instance, LineItem);
        await Service.Admin.PutLineItemAsync(Instance, known with { State = state, Used = null });
    }

    private async Task DeleteAsync()
    {
        await PutAsync(LineItemState.Obsolete);
        Assert.Equal(204, (await Service.Raw.CallAsync("DELETE", $"{LineItems}/{LineItem}")).Status);
    }

    private async Task<decimal> AllocatedAsync() => (decimal)(await Service.Raw.CallAsync(
        "GET", $"{LineItems}/{LineItem}/actions")).Json[0]!["used"]!;

    private async Task<decimal> UsedOfAsync(string lineItem) =>
        (await Service.Admin.GetLineItemAsync(Instance, lineItem)).Used!.Value;
}
