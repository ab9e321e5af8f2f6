using ElasticAccess.Api.Tests.BadInput;
using ElasticAccess.Api.Tests.Rules;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class DryRunOnSqlite() : DryRunTests(Store.Sqlite);

public sealed class DryRunOnPostgres() : DryRunTests(Store.Postgres);

/// <summary><c>?dryRun=true</c>: the answer it would have got, and nothing recorded (contract 18.4).</summary>
public abstract class DryRunTests(Store store) : IClassFixture<OwnService>, IAsyncLifetime
{
    private Service service = null!;

    // A service of its own, so that "nothing" can be said of the whole database.
    public async ValueTask InitializeAsync() => service = await OwnService.OfClassAsync(store);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a-key")]
    public async Task A_dry_run_answers_as_the_request_would_and_records_nothing(string? key)
    {
        var customer = await BoundedAsync();
        var before = await Snapshot.TakeAsync(service);

        for (var i = 0; i < 3; i++)
        {
            var rehearsed = await AskAsync(customer, key, isDryRun: true, "4*a", "3*a", "1*a", "1*x");

            Assert.Equal("1101 A-4, 1203, 1101 A-1, 1201", Customer.Text(rehearsed));
            Assert.True(rehearsed.IsDryRun);
            Assert.DoesNotContain(rehearsed.RequestedItems, item => item.IsGranted);
            Assert.Equal([true, false, true, false], rehearsed.RequestedItems.Select(item => item.WouldBeGranted));
        }

        Assert.Empty((await Snapshot.TakeAsync(service)).DifferencesFrom(before));
        Assert.Equal("ALLOW 0/6", await customer.RulesOfAsync("A"));

        // The key was not used by the rehearsal, and is by the request.
        var charged = await AskAsync(customer, key, isDryRun: false, "4*a", "3*a", "1*a", "1*x");
        Assert.Equal("1101 A-4, 1203, 1101 A-1, 1201", Customer.Text(charged));
        Assert.Equal(5, await customer.UsedAsync("A"));
        var later = await AskAsync(customer, key: null, isDryRun: true, "1*a", "1*a");
        Assert.Equal("1101 A-1, 1203", Customer.Text(later));
    }

    [Theory]
    [InlineData(1, "1101")]
    [InlineData(7, "1203")]
    public async Task A_session_is_rehearsed_too(int count, string code)
    {
        var customer = await BoundedAsync();
        var session = await Plain.SendAsync(
            service, "POST", "/sessions", $$"""{ "instanceId": "{{customer.Instance}}" }""");
        var before = await Snapshot.TakeAsync(service);

        var answer = await Plain.SendAsync(
            service, "PUT", $"/sessions/{session["sessionId"]}?dryRun=true&explain=true", $$"""
            { "requester": { "type": "user", "value": "maria" }, "rollbackOnDeny": false,
              "requestedItems": [ { "item": "a", "count": {{count}} } ] }
            """,
            count == 1 ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.Forbidden);

        var item = answer["requestedItems"]![0]!;
        Assert.Equal(code, item["status"]!["code"]!.GetValue<string>());
        Assert.Equal(6, item["explanation"]![0]!["action"]!["allocation"]!.GetValue<decimal>());
        Assert.Empty((await Snapshot.TakeAsync(service)).DifferencesFrom(before));
        var shown = await Plain.SendAsync(service, "GET", $"/sessions/{session["sessionId"]}", null);
        Assert.Equal("IDLE", shown["state"]!.GetValue<string>());
    }

    private async Task<Customer> BoundedAsync()
    {
        var customer = await Customer.NewAsync(service, "a=1");
        await customer.MapAsync("A", 100);
        await customer.RuleAsync("A", AccessAction.Allow(null, 6));
        await service.Admin.PutConsumptionLimitAsync(customer.Instance, customer.Id("A"), new(50, LimitInterval.Year));
        return customer;
    }

    private static Task<OneOffAccess> AskAsync(Customer customer, string? key, bool isDryRun, params string[] items) =>
        customer.Client.RequestOneOffAsync(
            customer.Instance,
            Customer.Maria,
            [.. items.Select(Customer.Item)],
            new() { DryRun = isDryRun, IdempotencyKey = key });
}
