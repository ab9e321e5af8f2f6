using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class RuleInputOnSqlite(QuietSqliteService quiet) : RuleInputTests(quiet);

[Collection<QuietPostgres>]
public sealed class RuleInputOnPostgres(QuietPostgresService quiet) : RuleInputTests(quiet);

/// <summary>What is no condition, no action and no limit, and where it says so.</summary>
public abstract class RuleInputTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string Operators = "does not have a value in the enumeration [IN, NOT, AND, OR]";
    private const string NotAValue = "must be a string, a number or a boolean";
    private const string Text = "must be 1 to 255 characters long";
    private const string Name = "must have 1 to 255 characters and no control characters";

    [Fact]
    public Task Conditions_are_refused_with_the_path() => AreRefused(Target.Conditions, $$"""
        conditions                 []         $.conditions: must hold 1 to 1000 conditions
        conditions                 null       $.conditions: is missing but it is required
        conditions                 {}         $.conditions: object found, array expected
        conditions[0]              null       $.conditions[0]: null found, object expected
        conditions[0]              "IN"       $.conditions[0]: string found, object expected
        conditions[0].id           "7"        $.conditions[0].id: must be a UUID
        conditions[0].name         ""         $.conditions[0].name: {{Name}}
        conditions[0].name         "a\tb"     $.conditions[0].name: {{Name}}
        conditions[0].name         7          $.conditions[0].name: integer found, string expected
        conditions[0].operator     -          $.conditions[0].operator: is missing but it is required
        conditions[0].operator     "XOR"      $.conditions[0].operator: {{Operators}}
        conditions[0].operator     "in"       $.conditions[0].operator: {{Operators}}
        conditions[0].operator     "AND"      $.conditions[0].conditions: is missing but it is required
        conditions[0].key          -          $.conditions[0].key: is missing but it is required
        conditions[0].key          ""         $.conditions[0].key: {{Text}}
        conditions[0].key          "a\u0001"  $.conditions[0].key: must not contain control characters
        conditions[0].values       -          $.conditions[0].values: is missing but it is required
        conditions[0].values       []         $.conditions[0].values: must have at least 1 item
        conditions[0].values       "a"        $.conditions[0].values: string found, array expected
        conditions[0].values       [1,null]   $.conditions[0].values[1]: {{NotAValue}}
        conditions[0].values       [{}]       $.conditions[0].values[0]: {{NotAValue}}
        conditions[0].values       [[1]]      $.conditions[0].values[0]: {{NotAValue}}
        conditions[1].conditions   -          $.conditions[1].conditions: is missing but it is required
        conditions[1].conditions   []         $.conditions[1].conditions: must have at least 1 item
        conditions[1].conditions   [null]     $.conditions[1].conditions[0]: null found, object expected
        conditions[1].conditions[0].operator  "?"  $.conditions[1].conditions[0].operator: {{Operators}}
        conditions[1].conditions[0].values    []   $.conditions[1].conditions[0].values: must have at least 1 item
        conditions[1].conditions[0].key       5    $.conditions[1].conditions[0].key: integer found, string expected
        """);

    [Fact]
    public Task A_condition_without_a_test_is_no_condition() => AreRefused(
        new[] { """{ "name": "n" }""", $$"""{ "id": "{{Guid.NewGuid()}}", "name": "n" }""" }.SelectMany(condition =>
            Attempt.Of(
                Target.Conditions.For(Instance), condition, $$"""{ "conditions": [ {{condition}} ] }""", 400,
                "$.conditions[0].operator: is missing but it is required")));

    [Theory]
    [InlineData("[]", "$: must hold 1 to 1000 conditions")]
    [InlineData("[null]", "$[0]: null found, object expected")]
    [InlineData("""[{ "operator": "XOR" }]""", "$[0].operator: " + Operators)]
    [InlineData("""[{ "operator": 5 }]""", "$[0].operator: integer found, string expected")]
    [InlineData("""[{ "operator": "OR", "conditions": [{ "operator": "IN" }] }]""",
        "$[0].conditions[0].key: is missing but it is required")]
    [InlineData("""[{ "operator": "IN", "key": "a", "values": [1], "key": "b" }]""", "$[0].key: is given twice")]
    [InlineData("""{ "x": 1, "conditions": [], "x": 2 }""", "$.x: is given twice")]
    [InlineData("""{ "conditions": [], "conditions": [] }""", "$.conditions: is given twice")]
    public Task The_path_is_that_of_the_body_as_it_was_sent(string body, string text) =>
        AreRefused(Attempt.Of(Target.Conditions.For(Instance), "bare", body, 400, text));

    [Fact]
    public Task Conditions_are_nested_ten_deep_at_most()
    {
        const string leaf = """{ "operator": "IN", "key": "a", "values": [1] }""";
        var eleven = Enumerable.Range(0, 10).Aggregate(leaf, (inner, _) => $$"""{ "operator": "OR", "conditions": [ {{inner}} ] }""");
        var path = string.Concat(Enumerable.Repeat(".conditions[0]", 11));
        return AreRefused(Attempt.Of(
            Target.Conditions.For(Instance), "eleven levels", $$"""{ "conditions": [ {{eleven}} ] }""", 400,
            $"${path}: conditions are nested at most 10 deep"));
    }

    [Fact]
    public async Task Actions_are_refused_with_the_path()
    {
        var client = Service.Admin;
        var mine = (await client.AddConditionsAsync(Instance, [Condition.In("a", 1)]))[0].Id!;
        var elsewhere = await Service.NewInstance();
        var theirs = (await client.AddConditionsAsync(elsewhere, [Condition.In("a", 1)]))[0].Id!;
        var other = $"other-{Guid.NewGuid():N}";
        await client.PutLineItemAsync(Instance, Service.LineItem(other, 10, Series));
        var action = (await client.PutActionsAsync(Instance, other, [AccessAction.Allow(null, 1)]))[0].Id!;
        var kept = (await client.PutActionsAsync(Instance, "LI-1", [AccessAction.Allow(null, 1)]))[0].Id!;

        await AreRefused(Targets($$"""
            [{}]                                                       $[0].action: is missing but it is required
            [{"action":"allow"}]                                       $[0].action: does not have a value in the enumeration [ALLOW, DENY]
            [{"action":7}]                                             $[0].action: integer found, string expected
            [null]                                                     $[0]: null found, object expected
            [{"action":"ALLOW"},{"action":"ALLOW"}]                    $[1].conditionId: is missing but it is required: $[0] is the default action already
            [{"action":"DENY"},{"action":"ALLOW","allocation":1}]      $[1].conditionId: is missing but it is required: $[0] is the default action already
            [{"action":"ALLOW","conditionId":"{{mine}}"}]              $[0].allocation: is missing but it is required
            [{"action":"ALLOW","conditionId":"{{mine}}","allocation":null}]  $[0].allocation: is missing but it is required
            [{"action":"DENY"},{"action":"ALLOW","conditionId":"{{mine}}"}]  $[1].allocation: is missing but it is required
            [{"action":"ALLOW","allocation":-1}]                       $[0].allocation: must be at least 0
            [{"action":"ALLOW","allocation":-0.000001}]                $[0].allocation: must be at least 0
            [{"action":"ALLOW","allocation":9000000000000.000001}]     $[0].allocation: must be at most 9000000000000
            [{"action":"ALLOW","allocation":1e400}]                    $[0].allocation: must be a number of a size that can be held
            [{"action":"ALLOW","allocation":"5"}]                      $[0].allocation: string found, number expected
            [{"action":"DENY","allocation":true}]                      $[0].allocation: boolean found, number expected
            [{"action":"DENY","conditionId":"7"}]                      $[0].conditionId: must be a UUID
            [{"action":"DENY","conditionId":"{{theirs}}"}]             $[0].conditionId: the instance has no condition '{{theirs}}'
            [{"action":"DENY","conditionId":"{{kept}}"}]               $[0].conditionId: the instance has no condition '{{kept}}'
            [{"action":"DENY","id":"{{action}}"}]                      $[0].id: the line item has no action '{{action}}'
            [{"action":"DENY","id":"{{mine}}"}]                        $[0].id: the line item has no action '{{mine}}'
            [{"action":"DENY","name":""}]                              $[0].name: {{Text}}
            [{"action":"DENY","name":"a\u0001"}]                       $[0].name: must not contain control characters
            """, Target.Actions, Target.Actions with { Method = HttpMethod.Post }));
        await AreRefused(Targets($$"""
            [{"action":"DENY","id":"{{kept}}"},{"action":"DENY","id":"{{kept}}","conditionId":"{{mine}}"}]  $[1].id: the action '{{kept}}' is named by $[0] already
            """, Target.Actions));
        await AreRefused(Targets("""
            [{"action":"DENY"}]  The line item has actions already: PUT replaces them
            """, Target.Actions with { Method = HttpMethod.Post }).Select(attempt => attempt with { Status = 409 }));

        var many = new JsonArray([.. Enumerable.Range(0, 1_001).Select(_ => JsonNode.Parse(
            $$"""{ "action": "DENY", "conditionId": "{{mine}}" }"""))]).ToJsonString();
        await AreRefused(Attempt.Of(
            Target.Actions.For(Instance), "1,001 actions", many, 400, "$: must hold at most 1000 actions"));
        await client.DeleteActionsAsync(Instance, "LI-1");
    }

    [Fact]
    public Task Limits_are_refused_with_the_path() => AreRefused(Target.Limit, """
        limit      -                $.limit: is missing but it is required
        limit      -1               $.limit: must be from 0 to 9000000000000
        limit      9000000000001    $.limit: must be from 0 to 9000000000000
        limit      "100"            $.limit: string found, number expected
        interval   -                $.interval: is missing but it is required
        interval   "month"          $.interval: must be DAY, WEEK, MONTH or YEAR
        interval   "HOUR"           $.interval: must be DAY, WEEK, MONTH or YEAR
        interval   "0"              $.interval: must be DAY, WEEK, MONTH or YEAR
        interval   1                $.interval: integer found, string expected
        nextReset  -1               $.nextReset: must be a time in ms from 0 to 253402300799999
        nextReset  253402300800000  $.nextReset: must be a time in ms from 0 to 253402300799999
        nextReset  1.5              $.nextReset: number found, integer expected
        """);

    [Fact]
    public Task What_does_not_exist_is_not_found() => AreRefused(
        new (Target Target, string From, string To)[]
        {
            (Target.Actions, "LI-1", "LI-2"),
            (Target.Actions with { Method = HttpMethod.Post }, "LI-1", "LI-2"),
            (Target.Limit, "LI-1", "LI-2"),
            (Target.Actions, Instance, Guid.NewGuid().ToString()),
            (Target.Conditions, Instance, Guid.NewGuid().ToString()),
            (Target.Conditions with { Method = HttpMethod.Patch }, Instance, Guid.NewGuid().ToString()),
            (Target.Batch, Instance, Guid.NewGuid().ToString()),
            (Target.Limit, Instance, Guid.NewGuid().ToString()),
        }.SelectMany(row =>
        {
            var target = row.Target.For(Instance);
            target = target with { Path = target.Path.Replace(row.From, row.To, StringComparison.Ordinal) };
            return Attempt.Of(target, row.To, target.Body, 404);
        }));

    private IEnumerable<Attempt> Targets(string table, params Target[] targets) =>
        from target in targets
        from line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let at = line.IndexOf("  ", StringComparison.Ordinal)
        from attempt in Attempt.Of(target.For(Instance), line[..at], line[..at], 400, line[at..].Trim())
        select attempt;
}
