using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

public sealed class OneOffAccessTests
{
    private readonly ScriptedService _service = new();

    [Fact]
    public async Task A_request_goes_out_as_the_contract_writes_it()
    {
        _service.On(Wire.OneOff, 200, Wire.Answer(("Render", "1101")));
        var maria = Wire.Maria with { Dictionary = new JsonObject { ["department"] = "Engineering" } };
        var item = new RequestedItem("Render", "", 4.5m)
        {
            MetaData = new JsonObject { ["job"] = 7 },
            Variables = new Dictionary<string, decimal> { ["cores"] = 8 },
        };

        await _service.Client().RequestOneOffAsync(Wire.Id, maria, [item], ct: Ct);

        var sent = Assert.Single(_service.Sent);
        Assert.Equal(
            """{"requester":{"type":"user","value":"maria","dictionary":{"department":"Engineering"}},"""
            + """ "requestedItems":[{"item":"Render","version":"","count":4.5,""".TrimStart()
            + """ "metaData":{"job":7},"variables":{"cores":8}}]}""".TrimStart(),
            sent.Body);
        Assert.Equal("Bearer ea_admin_test", sent.Header("Authorization"));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.True(Guid.TryParse(sent.Header("Idempotency-Key"), out _));
    }

    [Fact]
    public async Task Amounts_of_the_answer_are_exact()
    {
        _service.On(Wire.OneOff, 200, Wire.Answer(("Render", "1101"), ("Export", "1101")));

        var access = await Ask("Render", "Export");

        Assert.True(access.IsFullyGranted);
        Assert.Equal(21.0m, access.TotalTokensCharged);
        Assert.Equal(new LineItemCharge("A", 2.625m, 10.5m), Assert.Single(access.RequestedItems[0].LineItems));
        Assert.Equal("1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11", access.CorrelationId);
    }

    [Fact]
    public async Task A_denied_item_is_a_value()
    {
        _service.On(Wire.OneOff, 200, Wire.Answer(("Render", "1101"), ("Teleport", "1201")));

        var access = await Ask("Render", "Teleport");

        Assert.False(access.IsFullyGranted);
        Assert.True(access.IsGranted("Render"));
        Assert.False(access.IsGranted("Teleport"));
        Assert.False(access.IsGranted("Never asked"));
        Assert.Equal(AccessOutcome.ItemNotFound, access.RequestedItems[1].Status.Outcome);
    }

    [Theory]
    [InlineData("101", true)]
    [InlineData("1101", true)]
    [InlineData("102", false)]
    [InlineData("1102", false)]
    [InlineData("1202", false)]
    [InlineData("0101", false)]
    [InlineData("11010", false)]
    [InlineData("", false)]
    [InlineData("OK", false)]
    public async Task Only_the_explicit_codes_grant(string code, bool isGranted)
    {
        _service.On(Wire.OneOff, 200, Wire.Answer(("Render", code)));

        Assert.Equal(isGranted, (await Ask("Render")).IsFullyGranted);
    }

    [Theory]
    [InlineData("""{"requestedItems":[]}""")]
    [InlineData("""{"requestedItems":[{"item":"Render"}]}""")]
    [InlineData("""{"requestedItems":[{"item":"Render","status":null}]}""")]
    [InlineData("""{"requestedItems":[{"item":"Other","status":{"code":"1101"}}]}""")]
    [InlineData("""{"requestedItems":[{"item":"Render","version":"2","status":{"code":"1101"}}]}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("<html>Welcome</html>")]
    public async Task Half_an_answer_or_one_to_other_items_grants_nothing(string body)
    {
        _service.On(Wire.OneOff, 200, body);

        var e = await Assert.ThrowsAsync<ElasticAccessException>(() => Ask("Render"));

        Assert.Equal(HttpStatusCode.OK, e.StatusCode);
        Assert.NotNull(e.IdempotencyKey);
    }

    [Fact]
    public async Task A_dry_run_grants_nothing_and_keeps_the_key_for_the_real_request()
    {
        _service.On(Wire.OneOff + "?dryRun=true&explain=true", 200, """
            {"requestedItems":[{"item":"Render","status":{"code":"1101"},"explanation":{"lineItems":[1]}}]}
            """);
        var options = new AccessOptions { DryRun = true, Explain = true, IdempotencyKey = "real" };

        var access = await _service.Client().RequestOneOffAsync(Wire.Id, Wire.Maria, [new("Render")], options, Ct);

        Assert.False(access.IsFullyGranted);
        Assert.False(access.IsGranted("Render"));
        Assert.True(access.RequestedItems[0].WouldBeGranted);
        Assert.Equal(1, access.RequestedItems[0].Explanation!.Value.GetProperty("lineItems")[0].GetInt32());
        Assert.NotEqual("real", _service.Sent[0].Header("Idempotency-Key"));
    }

    [Fact]
    public async Task A_batch_is_answered_request_by_request()
    {
        _service.On(
            $"POST /elastic/api/v1.1/instances/{Wire.Id}/access-requests",
            200,
            $$"""{"responses":[{{Wire.Answer(("Render", "1101"))}},{{Wire.Answer(("Render", "1202"))}}]}""");
        BatchedRequest[] requests =
            [new(Wire.Maria, [new("Render")]) { IdempotencyKey = "k1" }, new(Wire.Maria, [new("Render")])];

        var answers = await _service.Client().RequestBatchAsync(Wire.Id, requests, ct: Ct);

        Assert.Equal([true, false], answers.Select(a => a.IsFullyGranted));
        Assert.StartsWith("""{"requests":[{"requester":{"type":"user","value":"maria"},""", _service.Sent[0].Body);
        Assert.Contains("\"idempotencyKey\":\"k1\"", _service.Sent[0].Body);
    }

    [Fact]
    public async Task A_request_of_a_batch_that_is_refused_as_a_whole_leaves_the_others_their_answers()
    {
        _service.On(
            $"POST /elastic/api/v1.1/instances/{Wire.Id}/access-requests",
            200,
            $$"""
            {"responses":[{{Wire.Answer(("Render", "1101"))}},
              {"message":"The Idempotency-Key was used for another request","type":"urn:x","title":"t","status":422}]}
            """);
        BatchedRequest request = new(Wire.Maria, [new("Render")]);

        var answers = await _service.Client().RequestBatchAsync(Wire.Id, [request, request], ct: Ct);

        Assert.Equal([true, false], answers.Select(a => a.IsFullyGranted));
        Assert.Equal([null, "The Idempotency-Key was used for another request"], answers.Select(a => a.Refusal));
        Assert.Empty(answers[1].RequestedItems);
        Assert.False(answers[1].IsGranted("Render"));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<OneOffAccess> Ask(params string[] items) => _service.Client()
        .RequestOneOffAsync(Wire.Id, Wire.Maria, [.. items.Select(i => new RequestedItem(i))], ct: Ct);
}
