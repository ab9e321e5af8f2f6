using System.Text;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class OneOffInputOnSqlite(QuietSqliteService quiet) : OneOffInputTests(quiet);

[Collection<QuietPostgres>]
public sealed class OneOffInputOnPostgres(QuietPostgresService quiet) : OneOffInputTests(quiet);

public abstract class OneOffInputTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string NotAName = "must have 1 to 255 characters and no control characters";
    private const string NotAVersion = "must have at most 255 characters and no control characters";
    private const string NotACount = "must be greater than 0 (in millionths) and at most 9000000000000";

    [Fact]
    public Task Counts_are_greater_than_0_and_bounded() => AreRefused(Target.OneOff, $"""
        requestedItems[0].count  0               $.requestedItems[0].count: {NotACount}
        requestedItems[0].count  -0              $.requestedItems[0].count: {NotACount}
        requestedItems[0].count  -1              $.requestedItems[0].count: {NotACount}
        requestedItems[0].count  0.0000005       $.requestedItems[0].count: {NotACount}
        requestedItems[0].count  4e-7            $.requestedItems[0].count: {NotACount}
        requestedItems[0].count  9000000000001   $.requestedItems[0].count: {NotACount}
        requestedItems[0].count  9e12000         $.requestedItems[0].count: must be a number of a size that can be held
        requestedItems[0].count  1e400           $.requestedItems[0].count: must be a number of a size that can be held
        requestedItems[0].count  9223372036854775808  $.requestedItems[0].count: must be a number of a size that can be held
        requestedItems[0].count  "NaN"           $.requestedItems[0].count: string found, number expected
        requestedItems[0].count  "Infinity"      $.requestedItems[0].count: string found, number expected
        """);

    [Fact]
    public Task Names_have_1_to_255_characters_and_no_control_characters() => AreRefused(Target.OneOff, $"""
        requester.type                     ""       $.requester.type: {NotAName}
        requester.value                    ""       $.requester.value: {NotAName}
        requester.value                    "a\nb"   $.requester.value: {NotAName}
        requester.value                    "\u007f"  $.requester.value: {NotAName}
        requester.value                    "\u0085"  $.requester.value: {NotAName}
        requester.value                    "{new string('v', 256)}"  $.requester.value: {NotAName}
        requestedItems[0].item             ""       $.requestedItems[0].item: {NotAName}
        requestedItems[0].item             "a\tb"   $.requestedItems[0].item: {NotAName}
        requestedItems[0].item             "{new string('i', 256)}"  $.requestedItems[0].item: {NotAName}
        requestedItems[0].version          "1\r"    $.requestedItems[0].version: {NotAVersion}
        requestedItems[0].version          "{new string('1', 256)}"  $.requestedItems[0].version: {NotAVersion}
        requestedItems[0].requestedVersion  "1\r"   $.requestedItems[0].requestedVersion: {NotAVersion}
        """);

    [Fact]
    public Task There_are_1_to_1000_items() => AreRefused(
        new[] { 0, 1_001 }.SelectMany(count => Attempt.Of(
            Target.OneOff.For(Instance), $"{count} items", Items(count, "1"), 400,
            "$.requestedItems: must hold 1 to 1000 items")));

    [Fact]
    public Task Every_fault_is_named() => AreRefused(
        new[]
        {
            "$.requester.type: " + NotAName, "$.requestedItems[0].count: " + NotACount,
                "$.requestedItems[1].item: " + NotAName,
        }.SelectMany(text => Attempt.Of(
            Target.OneOff.For(Instance),
            text,
            """
            { "requester": { "type": "", "value": "maria" },
              "requestedItems": [ { "item": "a", "count": 0 }, { "item": "", "count": 1 } ] }
            """,
            400,
            text)));

    [Fact]
    public async Task A_thousand_items_are_answered_in_their_order()
    {
        using var answer = await SendAsync(Items(1_000, "0.000001"));
        using var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(1_000, body.RootElement.GetProperty("requestedItems").GetArrayLength());
    }

    [Theory]
    [InlineData("a byte order mark", "\uFEFF{ \"requester\": { \"type\": \"user\", \"value\": \"maria\" }, $items }")]
    [InlineData("unknown members", """{ "isAdmin": true, "used": 0, "requester": { "type": "user", "value": "m", "id": 1 }, $items }""")]
    [InlineData("null where optional", """{ "requester": { "type": "user", "value": "m", "dictionary": null }, $items }""")]
    [InlineData("any language", """{ "requester": { "type": " ‮user​ ", "value": "Zoë 🦊 Zoë <b>'--" }, $items }""")]
    [InlineData("null in a free object", """{ "requester": { "type": "u", "value": "m", "dictionary": { "a": [null] } }, $items }""")]
    public async Task Is_accepted(string name, string body)
    {
        _ = name;
        const string items = """
            "requestedItems": [ { "item": "a", "count": 1e-6, "version": null, "metaData": null, "rate": 0, "used": 5 } ]
            """;
        using var answer = await SendAsync(body.Replace("$items", items, StringComparison.Ordinal));
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var item = json.RootElement.GetProperty("requestedItems")[0];
        Assert.Equal(0.000001m, item.GetProperty("totalTokensCharged").GetDecimal());
    }

    [Theory]
    [InlineData("A")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("%")]
    [InlineData("a' or 1=1 --")]
    [InlineData("=cmd()")]
    public async Task A_name_is_compared_exactly(string name)
    {
        using var answer = await SendAsync(
            $$"""{ "requester": { "type": "u", "value": "m" }, "requestedItems": [ { "item": "{{name}}", "count": 1 } ] }""");
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var item = json.RootElement.GetProperty("requestedItems")[0];
        Assert.Equal("1201", item.GetProperty("status").GetProperty("code").GetString());
        Assert.Equal(name, item.GetProperty("item").GetString());
    }

    [Fact]
    public async Task A_charge_that_no_amount_can_hold_is_refused_for_its_item()
    {
        var instance = await Service.NewInstance();
        var series = await Service.NewSeries("huge=9000000000000", "small=1");
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", 100, series));

        var access = await Service.Admin.RequestOneOffAsync(
            instance, new("user", "maria"), [new("huge", null, 9_000_000_000_000), new("small", null, 1)]);

        Assert.Equal(["1202", "1101"], access.RequestedItems.Select(item => item.Status.Code));
    }

    private static string Items(int count, string amount)
    {
        var items = string.Join(',', Enumerable.Repeat($"{{\"item\":\"a\",\"count\":{amount}}}", count));
        return $$"""{ "requester": { "type": "user", "value": "maria" }, "requestedItems": [ {{items}} ] }""";
    }

    private async Task<HttpResponseMessage> SendAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await Service.Raw.PostAsync(
            new Uri($"/elastic/api/v1.1/instances/{Instance}/access-request", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer;
    }
}
