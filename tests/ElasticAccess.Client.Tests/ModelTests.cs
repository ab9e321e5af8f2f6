using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

/// <summary>Bodies on the wire, as the contract's examples write them.</summary>
public sealed class ModelTests
{
    private const string LineItems = "/provisioning/api/v1.1/instances/i/line-items";

    private readonly ScriptedService _service = new();

    [Fact]
    public async Task A_line_item_is_written_and_read_exactly()
    {
        const string body =
            """{"activationId":"NW-2026-0042","state":"DEPLOYED","quantity":5000,"start":1767225600000,"""
            + "\"end\":253402300799999,\"attributes\":"
            + """{"elastic":true,"rateTableSeries":"Studio2026","overdraftType":"Number","overdraftLimit":250}}""";
        _service.On("PUT " + LineItems, 200, body.Replace("5000,", "5000,\"used\":44.000001,"));
        var lineItem = new LineItem(
            "NW-2026-0042",
            LineItemState.Deployed,
            5000,
            DateTimeOffset.FromUnixTimeMilliseconds(1767225600000),
            LineItem.Permanent,
            new LineItemAttributes
            {
                RateTableSeries = "Studio2026",
                OverdraftType = OverdraftType.Number,
                OverdraftLimit = 250,
            })
        { Used = 3 };

        var stored = await _service.Client().PutLineItemAsync("i", lineItem, ct: Ct);

        Assert.Equal(body, _service.Sent[0].Body);
        Assert.Equal(lineItem with { Used = 44.000001m }, stored);
        Assert.Equal(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds(), stored.End.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_rate_table_has_rates_or_formulas()
    {
        _service.On("POST /provisioning/api/v1.1/rate-tables", 201, """{"message":"Rate table successfully saved"}""");
        var from = DateTimeOffset.FromUnixTimeMilliseconds(1767225600000);
        var table = new RateTable(
            "3", from, [RateTableItem.AtRate("Render", 2.5m, "2.0"), RateTableItem.ByFormula("Sim", "cores*2")], "S");

        await _service.Client().AddRateTableAsync(table with { Created = from }, ct: Ct);

        Assert.Equal(
            """{"version":"3","effectiveFrom":1767225600000,"items":[{"name":"Render","version":"2.0","rate":2.5},"""
            + """{"name":"Sim","formula":"cores*2"}],"series":"S"}""",
            _service.Sent[0].Body);
    }

    [Fact]
    public async Task Conditions_nest_and_compare_strings_numbers_and_booleans()
    {
        _service.On("POST /api/v1.1/instances/i/conditions", 200, """
            [{"id":"c","name":"n","operator":"NOT","key":"site","values":["London",5,true]}]
            """);
        var condition = Condition.And(Condition.In("department", "PM", "PMkt"), Condition.Not("level", 1, true));

        var stored = await _service.Client().AddConditionsAsync("i", [condition with { Name = "x" }], ct: Ct);

        Assert.Equal(
            """{"conditions":[{"operator":"AND","name":"x","conditions":["""
            + """{"operator":"IN","key":"department","values":["PM","PMkt"]},"""
            + """{"operator":"NOT","key":"level","values":[1,true]}]}]}""",
            _service.Sent[0].Body);
        Assert.Equal(("c", ConditionOperator.Not), (stored[0].Id, stored[0].Operator));
        Assert.Equal(["\"London\"", "5", "true"], stored[0].Values!.Select(v => v.ToJsonString()));
    }

    [Fact]
    public async Task Actions_keep_their_order_and_the_contracts_name()
    {
        const string path = "/api/v1.1/instances/i/line-items/l/actions";
        _service.On("POST " + path, 200, """
            [{"id":"a","action":"ALLOW","conditionId":"c","allocation":150.5,"used":1},{"id":"b","action":"LATER"}]
            """);

        var stored = await _service.Client()
            .CreateActionsAsync("i", "l", [AccessAction.Allow("c", 150.5m), AccessAction.Deny()], ct: Ct);

        Assert.Equal(
            """[{"action":"ALLOW","conditionId":"c","allocation":150.5},{"action":"DENY"}]""", _service.Sent[0].Body);
        Assert.Equal([ActionEffect.Allow, ActionEffect.Unknown], stored.Select(a => a.Effect));
        Assert.Equal(150.5m, stored[0].Allocation);
    }

    [Fact]
    public async Task A_limit_is_read_or_absent()
    {
        const string path = "/provisioning/api/v1.1/instances/i/line-items/l/consumption-limit";
        _service.On("PUT " + path, 200, """{"limit":100,"interval":"MONTH","nextReset":1772323200000}""");
        _service.On("GET " + path, 404, """{"message":"none"}""");

        var limit = await _service.Client().PutConsumptionLimitAsync("i", "l", new(100, LimitInterval.Month), ct: Ct);

        Assert.Equal("""{"limit":100,"interval":"MONTH"}""", _service.Sent[0].Body);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1772323200000), limit.NextReset);
        Assert.Null(await _service.Client().FindConsumptionLimitAsync("i", "l", Ct));
    }

    [Fact]
    public async Task Sessions_say_when_something_has_not_happened_yet()
    {
        _service.On("GET /api/v1.1/sessions?instanceId=i", 200, """
            [{"sessionId":"s","instanceId":"i","state":"ACTIVE","chargedUntil":1767225600000,"lastHeartBeat":0,
              "lastAccessRequest":0},{"sessionId":"t","instanceId":"i","state":"LOCKED"}]
            """);

        var sessions = await _service.Client().ListSessionsAsync("i", Ct);

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767225600000), sessions[0].ChargedUntil);
        Assert.Null(sessions[0].LastHeartBeat);
        Assert.Equal([SessionState.Active, SessionState.Unknown], sessions.Select(s => s.State));
    }

    [Fact]
    public async Task A_new_api_key_shows_its_secret_once_and_never_in_a_log()
    {
        _service.On("POST /api/v1.1/api-keys", 201, """
            {"id":"7","prefix":"ea_client_ab","key":"ea_client_abcdef","name":"n","type":"client","instances":["i"]}
            """);
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(1798761599999);

        var key = await _service.Client().CreateApiKeyAsync(
            new NewApiKey("n", ApiKeyType.Client) { Instances = ["i"], Expires = expires }, ct: Ct);

        Assert.Equal(
            """{"name":"n","type":"client","instances":["i"],"expires":1798761599999}""", _service.Sent[0].Body);
        Assert.Equal(("ea_client_abcdef", ApiKeyType.Client), (key.Key, key.Type));
        Assert.DoesNotContain("abcdef", $"{key}");
    }

    [Fact]
    public async Task What_the_client_does_not_know_it_does_not_send()
    {
        var unknown = new AccessAction(ActionEffect.Unknown);

        await Assert.ThrowsAsync<ArgumentException>(
            () => _service.Client().PutActionsAsync("i", "l", [unknown], ct: Ct));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
