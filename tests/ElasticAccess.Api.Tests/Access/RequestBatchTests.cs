using System.Net;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class RequestBatchOnSqlite(SharedServices services) : RequestBatchTests(services, Store.Sqlite);

public sealed class RequestBatchOnPostgres(SharedServices services) : RequestBatchTests(services, Store.Postgres);

/// <summary>Many requests in one call, decided in order, each on its own (contract 18.5).</summary>
public abstract class RequestBatchTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task Requests_are_decided_in_order_each_on_what_those_before_it_left()
    {
        var customer = await NewAsync(tokens: 10);

        var answers = await BatchAsync(customer, Ask("4*a"), Ask("7*a", "3*a"), Ask("1*x"), Ask("3*a"), Ask("1*a"));

        Assert.Equal(
            ["1101 A-4", "1202, 1101 A-3", "1201", "1101 A-3", "1202"], answers.Select(Customer.Text));
        Assert.Equal(5, answers.Select(answer => answer.CorrelationId).Distinct().Count());
        Assert.Equal(10, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_thousand_requests_are_one_batch()
    {
        var customer = await NewAsync(tokens: 900);

        var answers = await BatchAsync(customer, [.. Enumerable.Range(0, 1_000).Select(_ => Ask("1*a"))]);

        Assert.Equal(900, answers.TakeWhile(answer => answer.IsFullyGranted).Count());
        Assert.Equal(100, answers.Count(answer => answer.RequestedItems[0].Status.Code == "1202"));
        Assert.Equal(900, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_key_of_its_own_charges_a_request_once_in_one_batch_and_in_the_next()
    {
        var customer = await NewAsync(tokens: 100);
        var key = Sender.NewKey();

        var first = await BatchAsync(customer, Ask("3*a") with { IdempotencyKey = key }, Ask("1*a"),
            Ask("3*a") with { IdempotencyKey = key });
        var second = await BatchAsync(customer, Ask("1*a"), Ask("3*a") with { IdempotencyKey = key });

        Assert.Equal(["1101 A-3", "1101 A-1", "1101 A-3"], first.Select(Customer.Text));
        Assert.Equal(first[0].CorrelationId, first[2].CorrelationId);
        Assert.Equal(first[0].CorrelationId, second[1].CorrelationId);
        Assert.NotEqual(first[1].CorrelationId, second[0].CorrelationId);
        Assert.Equal(5, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused_alone_in_its_place()
    {
        var customer = await NewAsync(tokens: 100);
        var key = Sender.NewKey();

        var answers = await BatchAsync(customer, Ask("3*a") with { IdempotencyKey = key },
            Ask("4*a") with { IdempotencyKey = key }, Ask("1*a"));

        Assert.Equal(["1101 A-3", "", "1101 A-1"], answers.Select(Customer.Text));
        Assert.Equal([true, false, true], answers.Select(answer => answer.IsFullyGranted));
        Assert.Null(answers[0].Refusal);
        Assert.NotNull(answers[1].Refusal);
        Assert.Equal(4, await customer.UsedAsync("A"));

        var body = Body($$"""{ {{Maria}}, "requestedItems": [ { "item": "a", "count": 5 } ], "idempotencyKey": "{{key}}" }""");
        var element = (await Plain.SendAsync(Service, "POST", Path(customer), body))["responses"]![0]!;
        Assert.Equal(422, element["status"]!.GetValue<int>());
        Assert.Equal("urn:elastic-access:problem:idempotency-key-reused", element["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_batch_under_a_key_is_done_once_and_may_hold_the_same_key_inside()
    {
        var customer = await NewAsync(tokens: 100);
        var key = Sender.NewKey();
        var body = Body(
            $$"""{ {{Maria}}, "requestedItems": [ { "item": "a", "count": 3 } ], "idempotencyKey": "{{key}}" }""",
            $$"""{ {{Maria}}, "requestedItems": [ { "item": "a", "count": 1 } ] }""");
        var path = $"/elastic/api/v1.1{Path(customer)}";

        var first = await Service.Raw.SendAsync("POST", path, key, body);
        var again = await Service.Raw.SendAsync("POST", path, key, body);
        var other = await Service.Raw.SendAsync("POST", path, key, body.Replace("\"count\": 1", "\"count\": 2"));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        again.AssertReplays(first);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal(4, await customer.UsedAsync("A"));
    }

    [Theory]
    [InlineData("", "$.requests: must hold 1 to 1000 requests")]
    [InlineData("{GOOD}, null", "$.requests[1]: null found, object expected")]
    [InlineData("{GOOD}, { {MARIA} }", "$.requests[1].requestedItems: is missing but it is required")]
    [InlineData("{GOOD}, { {MARIA}, \"requestedItems\": [] }", "$.requests[1].requestedItems: must hold 1 to 1000 items")]
    [InlineData("{GOOD}, { {MARIA}, \"requestedItems\": [ { \"item\": \"a\", \"count\": 0 } ] }",
        "$.requests[1].requestedItems[0].count: must be greater than 0 (in millionths) and at most 9000000000000")]
    [InlineData("{GOOD}, { {MARIA}, \"requestedItems\": [ { \"item\": \"a\", \"count\": \"1\" } ] }",
        "$.requests[1].requestedItems[0].count: string found, number expected")]
    [InlineData("{GOOD}, { {MARIA}, \"requestedItems\": [ { \"item\": \"a\", \"count\": 1 } ], \"idempotencyKey\": \"a b\" }",
        "$.requests[1].idempotencyKey: must have 1 to 255 visible ASCII characters")]
    [InlineData("{GOOD}, { \"requester\": { \"type\": \"\", \"value\": \"v\" }, \"requestedItems\": [ { \"item\": \"a\", \"count\": 1 } ] }",
        "$.requests[1].requester.type: must have 1 to 255 characters and no control characters")]
    public async Task A_malformed_request_refuses_the_batch_by_its_place_and_nothing_is_done(string requests, string text)
    {
        var customer = await NewAsync(tokens: 100);
        var body = Body(requests
            .Replace("{GOOD}", "{ {MARIA}, \"requestedItems\": [ { \"item\": \"a\", \"count\": 1 } ] }")
            .Replace("{MARIA}", Maria));

        var refused = await Plain.SendAsync(Service, "POST", Path(customer), body, HttpStatusCode.BadRequest);

        Assert.Equal(text, refused["message"]!.GetValue<string>());
        Assert.Equal(0, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task More_than_a_thousand_are_refused_and_version_1_0_has_no_batch()
    {
        var customer = await NewAsync(tokens: 2_000);
        var one = $$"""{ {{Maria}}, "requestedItems": [ { "item": "a", "count": 1 } ] }""";
        var body = Body([.. Enumerable.Repeat(one, 1_001)]);

        var refused = await Plain.SendAsync(Service, "POST", Path(customer), body, HttpStatusCode.BadRequest);
        var old = await Service.Raw.SendAsync("POST", $"/elastic/api/v1.0{Path(customer)}", null, Body(one));

        Assert.Equal("$.requests: must hold 1 to 1000 requests", refused["message"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, old.Status);
        Assert.Equal(0, await customer.UsedAsync("A"));
    }

    private const string Maria = "\"requester\": { \"type\": \"user\", \"value\": \"maria\" }";

    private static BatchedRequest Ask(params string[] items) =>
        new(Customer.Maria, [.. items.Select(Customer.Item)]);

    private static string Path(Customer customer) => $"/instances/{customer.Instance}/access-requests";

    private static string Body(params string[] requests) => $$"""{ "requests": [ {{string.Join(", ", requests)}} ] }""";

    private Task<IReadOnlyList<OneOffAccess>> BatchAsync(Customer customer, params BatchedRequest[] requests) =>
        Service.Admin.RequestBatchAsync(customer.Instance, requests);

    private async Task<Customer> NewAsync(long tokens)
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", tokens);
        return customer;
    }
}
