using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Rules;

public sealed class ConditionsOnSqlite(SharedServices services) : ConditionTests(services, Store.Sqlite);

public sealed class ConditionsOnPostgres(SharedServices services) : ConditionTests(services, Store.Postgres);

/// <summary>Conditions of an instance: created, listed, modified, deleted (contract 7.2).</summary>
public abstract class ConditionTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly Condition Engineering = Department.Is("Engineering") with { Name = "engineering" };

    private static readonly Condition Berlin = Named("product in Berlin", Condition.And(
        Condition.Or(Department.Is("Product Management"), Condition.In("floor", 3, 4.5m, true)),
        Condition.Not("site", "London", "Paris")));

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task Conditions_come_back_as_they_were_sent_oldest_first(string version)
    {
        using var client = Service.ClientOf(version);
        var instance = await Service.NewInstance();
        Assert.Empty(await client.ListConditionsAsync(instance));

        var created = await client.AddConditionsAsync(instance, [Berlin, Engineering]);
        var later = await client.AddConditionsAsync(instance, [Engineering]);

        AssertSame([Berlin, Engineering], created);
        AssertSame([Berlin, Engineering, Engineering], await client.ListConditionsAsync(instance));
        Assert.Equal(
            created.Concat(later).Select(c => c.Id), (await client.ListConditionsAsync(instance)).Select(c => c.Id));
        Assert.All(created, condition => Assert.True(Guid.TryParse(condition.Id, out _)));
    }

    [Fact]
    public async Task The_bare_array_is_taken_too_and_an_id_in_a_POST_says_nothing()
    {
        var path = $"/instances/{await Service.NewInstance()}/conditions";
        var sent = """[ { "id": "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a10", "operator": "IN", "key": "k", "values": [1] } ]""";

        foreach (var method in new[] { "POST", "PATCH" })
        {
            var body = method == "POST" ? sent : sent.Replace("\"id\": \"0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a10\",", "");
            var created = await Plain.SendAsync(Service, method, path, body);
            Assert.NotEqual("0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a10", created[0]!["id"]!.GetValue<string>());
        }

        Assert.Equal(2, (await Plain.SendAsync(Service, "GET", path, null)).AsArray().Count);
    }

    [Fact]
    public async Task A_patch_modifies_by_id_creates_the_rest_and_answers_those_it_touched()
    {
        var (client, instance) = (Service.Admin, await Service.NewInstance());
        var old = await client.AddConditionsAsync(instance, [Engineering, Berlin]);

        var touched = await client.PatchConditionsAsync(
            instance, [Department.Is("Sales"), Department.Is("Research") with { Id = old[0].Id, Name = "research" }]);

        AssertSame([Department.Is("Sales"), Department.Is("Research") with { Name = "research" }], touched);
        Assert.Equal(old[0].Id, touched[1].Id);
        AssertSame(
            [Department.Is("Research") with { Name = "research" }, Berlin, Department.Is("Sales")],
            await client.ListConditionsAsync(instance));
    }

    [Fact]
    public async Task A_patch_may_change_the_name_alone_or_the_test_alone()
    {
        var instance = await Service.NewInstance();
        var old = (await Service.Admin.AddConditionsAsync(instance, [Engineering]))[0];
        var path = $"/instances/{instance}/conditions";

        await Plain.SendAsync(Service, "PATCH", path, $$"""{ "conditions": [ { "id": "{{old.Id}}", "name": "builders" } ] }""");
        AssertSame([Engineering with { Name = "builders" }], await Service.Admin.ListConditionsAsync(instance));

        await Service.Admin.PatchConditionsAsync(instance, [Department.Is("Sales") with { Id = old.Id }]);
        AssertSame([Department.Is("Sales") with { Name = "builders" }], await Service.Admin.ListConditionsAsync(instance));
    }

    [Fact]
    public async Task A_patched_condition_counts_from_the_next_request_on_and_the_action_keeps_its_count()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        var id = await customer.ConditionAsync(Engineering);
        await customer.RuleAsync("A", AccessAction.Allow(id, 5));
        Assert.Equal("1101 A-4", await customer.AskFromAsync("Engineering", "4*a"));

        await Service.Admin.PatchConditionsAsync(customer.Instance, [Department.Is("Sales") with { Id = id }]);

        Assert.Equal("1203", await customer.AskFromAsync("Engineering", "1*a"));
        Assert.Equal("1203, 1101 A-1", await customer.AskFromAsync("Sales", "2*a", "1*a"));
    }

    [Fact]
    public async Task A_patch_with_an_id_that_is_unknown_or_another_instances_changes_nothing()
    {
        var (client, instance, other) = (Service.Admin, await Service.NewInstance(), await Service.NewInstance());
        var mine = await client.AddConditionsAsync(instance, [Engineering]);
        var theirs = await client.AddConditionsAsync(other, [Engineering]);

        foreach (var id in new[] { theirs[0].Id, Guid.NewGuid().ToString() })
        {
            await Refused.With(HttpStatusCode.NotFound, () => client.PatchConditionsAsync(
                instance, [Berlin, Berlin with { Id = mine[0].Id }, Berlin with { Id = id }]));
        }

        AssertSame([Engineering], await client.ListConditionsAsync(instance));
        AssertSame([Engineering], await client.ListConditionsAsync(other));
    }

    [Fact]
    public async Task A_condition_in_use_is_not_deleted_and_neither_are_those_beside_it()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var (client, instance) = (Service.Admin, customer.Instance);
        await customer.MapAsync("A", 10);
        var (used, free) = (await customer.ConditionAsync(Engineering), await customer.ConditionAsync(Berlin));
        await customer.RuleAsync("A", AccessAction.Allow(used, 10));

        var refused = await Refused.With(HttpStatusCode.Conflict, () => client.DeleteConditionAsync(instance, used));
        await Refused.With(HttpStatusCode.Conflict, () => client.DeleteConditionsAsync(instance));
        Assert.Equal(2, (await client.ListConditionsAsync(instance)).Count);
        Assert.Equal($"An action refers to condition {used}", refused.Message);

        await client.DeleteConditionAsync(instance, free);
        await Refused.With(HttpStatusCode.NotFound, () => client.DeleteConditionAsync(instance, free));
        await client.DeleteActionsAsync(instance, customer.Id("A"));
        await client.DeleteConditionsAsync(instance);
        await client.DeleteConditionsAsync(instance);
        Assert.Empty(await client.ListConditionsAsync(instance));
    }

    [Fact]
    public async Task Deleting_a_line_item_frees_the_conditions_of_its_actions()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        var id = await customer.ConditionAsync(Engineering);
        await customer.RuleAsync("A", AccessAction.Allow(id, 10));
        await customer.MapAsync("A", 10, lineItem => lineItem with { State = LineItemState.Obsolete });
        await Service.Admin.DeleteLineItemAsync(customer.Instance, customer.Id("A"));

        await Service.Admin.DeleteConditionAsync(customer.Instance, id);
        await customer.MapAsync("A", 10);
        Assert.Equal("1101 A-1", await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task A_client_reaches_the_rules_of_its_own_instance_only()
    {
        var (own, other) = (await Service.NewInstance(), await Service.NewInstance());
        using var client = Service.ClientWith(await Service.ClientKeyFor(own));

        await client.AddConditionsAsync(own, [Engineering]);
        Assert.Single(await client.ListConditionsAsync(own));
        await Refused.With(HttpStatusCode.Forbidden, () => client.ListConditionsAsync(other));
        await Refused.With(HttpStatusCode.Forbidden, () => client.AddConditionsAsync(other, [Engineering]));
        await Refused.With(HttpStatusCode.Forbidden, () => client.PatchConditionsAsync(other, [Engineering]));
        await Refused.With(HttpStatusCode.Forbidden, () => client.DeleteConditionsAsync(other));
        var nowhere = Guid.NewGuid().ToString();
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.ListConditionsAsync(nowhere));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.AddConditionsAsync(nowhere, [Engineering]));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.DeleteConditionsAsync(nowhere));
    }

    private static Condition Named(string name, Condition condition) => condition with { Name = name };

    private static void AssertSame(IEnumerable<Condition> expected, IEnumerable<Condition> found) => Assert.Equal(
        expected.Select(Json), found.Select(condition => Json(condition with { Id = null })));

    private static string Json(Condition condition) => new JsonObject
    {
        ["name"] = condition.Name,
        ["operator"] = condition.Operator.ToString(),
        ["key"] = condition.Key,
        ["values"] = condition.Values is { } values ? new JsonArray([.. values.Select(v => v.DeepClone())]) : null,
        ["conditions"] = string.Concat(condition.Conditions?.Select(Json) ?? []),
    }.ToJsonString();
}
