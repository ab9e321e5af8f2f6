using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Idempotency;

public sealed class LineItemOnSqlite(SharedServices services) : LineItemTests(services, Store.Sqlite);

public sealed class LineItemOnPostgres(SharedServices services) : LineItemTests(services, Store.Postgres);

/// <summary>PUT and DELETE of a line item with an Idempotency-Key (contract 18.3).</summary>
public abstract class LineItemTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string key = Sender.NewKey();
    private readonly string id = $"A/{Guid.NewGuid():N}";

    [Fact]
    public async Task A_put_is_done_once_and_its_replay_undoes_no_later_one()
    {
        var instance = await Service.NewInstance();
        var first = await PutAsync(instance, key, quantity: 5);
        await PutAsync(instance, Sender.NewKey(), quantity: 7);

        (await PutAsync(instance, key, quantity: 5)).AssertReplays(first);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(7, (await Service.Admin.GetLineItemAsync(instance, id)).Quantity);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PutAsync(instance, key, quantity: 6)).Status);
    }

    [Fact]
    public async Task A_delete_is_done_once_and_its_replay_deletes_no_later_line_item()
    {
        var instance = await Service.NewInstance();
        await PutAsync(instance, key, 5);
        await PutAsync(instance, Sender.NewKey(), 5, "OBSOLETE");
        var first = await DeleteAsync(instance, id);
        await PutAsync(instance, Sender.NewKey(), 8);
        await PutAsync(instance, Sender.NewKey(), 8, "OBSOLETE");

        (await DeleteAsync(instance, id)).AssertReplays(first);

        Assert.Equal((HttpStatusCode.NoContent, ""), (first.Status, first.Body));
        Assert.Equal(8, (await Service.Admin.GetLineItemAsync(instance, id)).Quantity);
    }

    [Fact]
    public async Task Missing_and_conflict_are_remembered_and_faults_are_not()
    {
        var instance = await Service.NewInstance();
        var missing = await DeleteAsync(instance, id);
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(instance, key, 5, "OBSOLETE")).Status);
        Assert.False((await PutAsync(instance, key, 5)).IsReplay);
        (await DeleteAsync(instance, id)).AssertReplays(missing);

        var other = await Service.NewInstance();
        var conflict = await PutAsync(other, key, 5);
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        await PutAsync(instance, Sender.NewKey(), 5, "OBSOLETE");
        await DeleteAsync(instance, id, Sender.NewKey());
        (await PutAsync(other, key, 5)).AssertReplays(conflict);
        Assert.False((await PutAsync(other, Sender.NewKey(), 5)).IsReplay);
    }

    [Fact]
    public async Task Two_line_items_are_two_paths_also_when_one_is_the_escape_of_the_other()
    {
        var instance = await Service.NewInstance();
        var escaped = id.Replace("/", "%2F", StringComparison.Ordinal);
        var first = await DeleteAsync(instance, id);
        Assert.Contains(id, first.Body, StringComparison.Ordinal);

        var other = await DeleteAsync(instance, escaped);

        Assert.False(other.IsReplay);
        Assert.Contains(escaped, other.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_at_once_under_one_key_are_one_put()
    {
        var instance = await Service.NewInstance();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PutAsync(instance, key, 5)));

        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, answers[0].Body), (answer.Status, answer.Body)));
    }

    private Task<Received> PutAsync(string instance, string withKey, int quantity, string state = "DEPLOYED") =>
        Service.Raw.SendAsync(
            "PUT",
            $"/provisioning/api/v1.1/instances/{instance}/line-items",
            withKey,
            $$"""
            { "activationId": "{{id}}", "state": "{{state}}", "quantity": {{quantity}}, "start": 0,
              "end": 253402300799999, "attributes": { "elastic": true } }
            """);

    private Task<Received> DeleteAsync(string instance, string lineItem, string? withKey = null) =>
        Service.Raw.SendAsync(
            "DELETE",
            $"/provisioning/api/v1.1/instances/{instance}/line-items/{Uri.EscapeDataString(lineItem)}",
            withKey ?? key);
}
