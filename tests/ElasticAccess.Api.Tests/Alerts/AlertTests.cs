using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Alerts;

public sealed class AlertsOnSqlite(SharedServices services) : AlertTests(services, Store.Sqlite);

public sealed class AlertsOnPostgres(SharedServices services) : AlertTests(services, Store.Postgres);

/// <summary>Alerts as a resource of an instance (contract 20).</summary>
public abstract class AlertTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly AlertWish Low = new("low", AlertMeasure.Remaining, 10.5m, "PT1H") { RecoverAt = 20 };

    [Fact]
    public async Task An_alert_is_made_read_changed_and_deleted_by_a_client_of_its_instance()
    {
        var instance = await Service.NewInstance();
        using var client = Service.ClientWith(await Service.ClientKeyFor(instance));

        var made = await client.CreateAlertAsync(instance, Low);
        Assert.Equal(AlertState.Armed, made.State);
        Assert.Equal((10.5m, 20m, "PT1H"), (made.Threshold, made.RecoverAt, made.Cooldown));
        Assert.Null(made.Value);
        Assert.Null(made.Judged);
        Assert.Equal(made.Created, made.Since);

        var percent = Low with { Measure = AlertMeasure.RemainingPercent, RecoverAt = null, Cooldown = "P1W" };
        var changed = await client.PutAlertAsync(instance, made.Id, percent);
        Assert.Equal(
            (AlertMeasure.RemainingPercent, null, "P7D"), (changed.Measure, changed.RecoverAt, changed.Cooldown));
        Assert.Equal(made.Created, changed.Created);
        Assert.Equal([made.Id], await client.AllAlertsAsync(instance).Select(one => one.Id).ToListAsync());
        Assert.Equal(changed.Id, (await client.GetAlertAsync(instance, made.Id)).Id);

        await client.DeleteAlertAsync(instance, made.Id);
        await Refused.With(HttpStatusCode.NotFound, () => client.GetAlertAsync(instance, made.Id));
        await Refused.With(HttpStatusCode.NotFound, () => client.PutAlertAsync(instance, made.Id, Low));
        await Refused.With(HttpStatusCode.NotFound, () => client.DeleteAlertAsync(instance, made.Id));
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        Assert.False(await db.AlertWatches.AnyAsync(w => w.InstanceId == Guid.Parse(instance)));
    }

    [Fact]
    public async Task An_alert_of_another_instance_is_none()
    {
        var (mine, other) = (await Service.NewInstance(), await Service.NewInstance());
        var made = await Service.Admin.CreateAlertAsync(other, Low);
        await Service.Admin.CreateAlertAsync(mine, Low);
        using var client = Service.ClientWith(await Service.ClientKeyFor(mine));

        await Refused.With(HttpStatusCode.NotFound, () => client.GetAlertAsync(mine, made.Id));
        await Refused.With(HttpStatusCode.NotFound, () => client.PutAlertAsync(mine, made.Id, Low));
        await Refused.With(HttpStatusCode.NotFound, () => client.DeleteAlertAsync(mine, made.Id));
        await Refused.With(HttpStatusCode.Forbidden, () => client.GetAlertAsync(other, made.Id));
        await Refused.With(HttpStatusCode.Forbidden, () => client.CreateAlertAsync(other, Low));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.CreateAlertAsync($"{Guid.NewGuid()}", Low));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.ListAlertsAsync($"{Guid.NewGuid()}"));
        Assert.Equal("low", (await Service.Admin.GetAlertAsync(other, made.Id)).Name);
    }

    [Theory]
    [InlineData("""{}""", "$.name", "$.measure", "$.threshold", "$.cooldown")]
    [InlineData("""{ "name": "", "measure": "left", "threshold": 1, "cooldown": "1h" }""", "$.name", "$.measure",
        "$.cooldown")]
    [InlineData("""{ "name": "a", "measure": "Remaining", "threshold": 1, "cooldown": "PT1H" }""", "$.measure")]
    [InlineData("""{ "name": "a", "measure": "remaining", "threshold": "1", "cooldown": "PT1H" }""", "$.threshold")]
    [InlineData("""{ "name": "a", "measure": "remaining", "threshold": -1, "cooldown": "P1Y" }""", "$.threshold",
        "$.cooldown")]
    [InlineData("""{ "name": "a", "measure": "remaining", "threshold": 5, "recoverAt": 4, "cooldown": "PT1H" }""",
        "$.recoverAt")]
    [InlineData("""{ "name": "a", "measure": "usedInDay", "threshold": 5, "recoverAt": 6, "cooldown": "PT1H" }""",
        "$.recoverAt")]
    [InlineData("""{ "name": "a", "measure": "usedInDay", "threshold": 0, "cooldown": "PT1H" }""", "$.threshold")]
    [InlineData("""{ "name": "a", "measure": "remainingPercent", "threshold": 101, "cooldown": "PT1H" }""",
        "$.threshold")]
    [InlineData("""{ "name": "a", "measure": "allocationRemaining", "threshold": 1, "cooldown": "PT1H" }""",
        "$.actionId")]
    [InlineData("""
        { "name": "a", "measure": "remaining", "threshold": 1, "cooldown": "PT1H", "lineItemId": "",
          "actionId": "00000000-0000-0000-0000-000000000001" }
        """, "$.lineItemId", "$.actionId")]
    [InlineData("""{ "name": "a", "measure": "remaining", "threshold": 1, "cooldown": "PT1H", "lineItemId": "no" }""",
        "$.lineItemId")]
    [InlineData("""
        { "name": "a", "measure": "allocationRemaining", "threshold": 1, "cooldown": "PT1H", "lineItemId": "no",
          "actionId": "00000000-0000-0000-0000-000000000001" }
        """, "$.lineItemId", "$.actionId")]
    public async Task All_faults_are_named_at_once(string body, params string[] paths)
    {
        var instance = await Service.NewInstance();
        var kept = await Service.Admin.CreateAlertAsync(instance, Low);
        foreach (var (method, path) in new[] { (HttpMethod.Post, ""), (HttpMethod.Put, $"/{kept.Id}") })
        {
            using var request = new HttpRequestMessage(
                method, new Uri($"/api/v1.1/instances/{instance}/alerts{path}", UriKind.Relative));
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var answer = await Service.Raw.SendAsync(request);
            var message = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["message"]!;
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(paths.Order(), message.Split("; ").Select(fault => fault.Split(':')[0]).Order());
        }

        Assert.Equal([kept.Id], await Service.Admin.AllAlertsAsync(instance).Select(one => one.Id).ToListAsync());
    }

    [Fact]
    public async Task An_alert_on_an_allocation_names_an_action_that_has_one()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        await customer.MapAsync("B", 100);
        var path = $"/api/v1.1/instances/{customer.Instance}/line-items/{customer.Id("A")}/actions";
        using var answer = await Service.Raw.PostAsJsonAsync(path, new[] { new { action = "ALLOW" } });
        var action = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())![0]!["id"]!;
        var wish = new AlertWish("share", AlertMeasure.AllocationRemaining, 5, "PT0S") { ActionId = action };

        await Refused.With(
            HttpStatusCode.BadRequest, () => Service.Admin.CreateAlertAsync(customer.Instance, wish));
        var bounded = new[] { new { id = action, action = "ALLOW", allocation = 9.5 } };
        using var put = await Service.Raw.PutAsJsonAsync(path, bounded);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await Refused.With(HttpStatusCode.BadRequest, () => Service.Admin.CreateAlertAsync(
            customer.Instance, wish with { LineItemId = customer.Id("B") }));
        var made = await Service.Admin.CreateAlertAsync(
            customer.Instance, wish with { LineItemId = customer.Id("A") });
        Assert.Equal(action, made.ActionId);
    }

    [Fact]
    public async Task A_commit_is_judged_without_being_asked_for()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        var made = await Service.Admin.CreateAlertAsync(customer.Instance, Low);
        await customer.AskAsync("89.500001*a");

        var seen = made;
        for (var tries = 0; tries < 120 && seen.State == AlertState.Armed; tries++)
        {
            await Task.Delay(500);
            seen = await Service.Admin.GetAlertAsync(customer.Instance, made.Id);
        }

        Assert.Equal((AlertState.Fired, 10.499999m), (seen.State, seen.Value));
        Assert.Equal(seen.Since, seen.LastFired);
        Assert.True(seen.Judged >= seen.Since);

        // Another name says nothing new of where it stands.
        Assert.Equal(AlertState.Fired, (await Service.Admin.PutAlertAsync(
            customer.Instance, made.Id, Low with { Name = "lower" })).State);
        Assert.Equal(AlertState.Armed, (await Service.Admin.PutAlertAsync(
            customer.Instance, made.Id, Low with { Threshold = 5 })).State);
    }

    [Fact]
    public async Task An_instance_has_a_thousand_alerts_at_most()
    {
        var instance = await Service.NewInstance();
        var first = await Service.Admin.CreateAlertAsync(instance, Low);
        await using (var db = Service.Services.GetRequiredService<IStore>().NewDb())
        {
            var one = await db.Alerts.AsNoTracking().SingleAsync(a => a.AlertId == Guid.Parse(first.Id));
            db.Alerts.AddRange(Enumerable.Range(0, 999).Select(_ => new AlertRow
            {
                InstanceId = one.InstanceId,
                AlertId = Guid.CreateVersion7(),
                Name = one.Name,
                Measure = one.Measure,
                ThresholdMicro = one.ThresholdMicro,
                CooldownMs = one.CooldownMs,
                SinceMs = one.SinceMs,
                FromSequence = one.FromSequence,
                FromChange = one.FromChange,
                CreatedMs = one.CreatedMs,
                ModifiedMs = one.ModifiedMs,
            }));
            await db.SaveChangesAsync();
        }

        await Refused.With(HttpStatusCode.Conflict, () => Service.Admin.CreateAlertAsync(instance, Low));
        await Service.Admin.DeleteAlertAsync(instance, first.Id);
        await Service.Admin.CreateAlertAsync(instance, Low);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_alert_and_the_audit_tells_of_each_change()
    {
        var instance = await Service.NewInstance();
        var options = new Client.RequestOptions { IdempotencyKey = $"alert-{instance}" };
        var made = await Service.Admin.CreateAlertAsync(instance, Low, options);
        Assert.Equal(made, await Service.Admin.CreateAlertAsync(instance, Low, options));
        await Service.Admin.PutAlertAsync(instance, made.Id, Low with { Threshold = 3 });
        await Service.Admin.DeleteAlertAsync(instance, made.Id);

        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var resource = $"/instances/{instance}/alerts/{made.Id}";
        var told = await db.Audit.Where(row => row.Resource.EndsWith(resource))
            .OrderBy(row => row.TimeMs).ThenBy(row => row.AuditId).ToListAsync();
        Assert.Equal(["createalert", "putalert", "deletealert"], told.Select(row => row.Operation));
        Assert.Equal(
            [null, 10.5m, 3m],
            told.Select(row => (decimal?)JsonNode.Parse(row.Before ?? "{}")!["threshold"]));
        Assert.Null(told[2].After);
    }
}
