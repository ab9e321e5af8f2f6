using System.Net;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class IdempotencyKeyOnSqlite(QuietSqliteService quiet) : IdempotencyKeyTests(quiet);

[Collection<QuietPostgres>]
public sealed class IdempotencyKeyOnPostgres(QuietPostgresService quiet) : IdempotencyKeyTests(quiet);

/// <summary>Rows 42 and 43, and what many at once must not break.</summary>
public abstract class IdempotencyKeyTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string Rule = "Idempotency-Key: must be given once, with 1 to 255 visible ASCII characters";

    [Fact]
    public Task Has_1_to_255_visible_ASCII_characters() => AreRefused(
        Target.All.Select(target => target.For(Instance)).SelectMany(target =>
            new[] { "", "\"\"", "a b", "\"a b\"", new string('k', 256), "a\tb", "a, b" }.SelectMany(key =>
                Attempt.Of(target, $"key {key}", target.Body, 400, Rule)
                    .Select(attempt => attempt with { Header = ("Idempotency-Key", key) }))));

    [Fact]
    public Task A_fault_is_not_stored_and_a_refusal_changes_nothing_but_its_answer() => AreRefused(
        Target.All.Select(target => target.For(Instance)).SelectMany(target => Attempt.Of(target, "invalid", "{", 400)
            .Select(attempt => attempt with { Header = ("Idempotency-Key", "k1") })));

    [Theory]
    [InlineData("k", "\"k\"")]
    [InlineData("~!#$%&'*+-.^_`|", "~!#$%&'*+-.^_`|")]
    public async Task Quoted_or_bare_it_is_the_same_and_belongs_to_one_request(string first, string second)
    {
        var account = $"account-{Guid.NewGuid()}";
        using var done = await PostAsync(first, account);
        using var again = await PostAsync(second, account);
        using var other = await PostAsync(second, $"{account}-other");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (done.StatusCode, again.StatusCode));
        Assert.Equal(await done.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.False(done.Headers.Contains("Idempotency-Replayed"));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);

        Task<HttpResponseMessage> PostAsync(string key, string name) => SendAsync(
            HttpMethod.Post, "/api/v1.1/instances", $$"""{ "shortName": "{{name}}", "accountId": "{{account}}" }""",
            key, account);
    }

    [Fact]
    public async Task Two_line_items_whose_paths_differ_in_an_escape_are_two_requests()
    {
        var instance = await Service.NewInstance();
        string[] ids = [$"{instance}/x", $"{instance}%2Fx"];
        foreach (var id in ids)
        {
            var put = await Service.Admin.PutLineItemAsync(instance, Service.LineItem(id, 5, Series));
            await Service.Admin.PutLineItemAsync(instance, put with { State = Client.Models.LineItemState.Obsolete });
            using var gone = await SendAsync(
                HttpMethod.Delete, $"/api/v1.1/instances/{instance}/line-items/{Uri.EscapeDataString(id)}", null,
                    "same", "");
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        }

        Assert.Empty(await Service.Admin.ListLineItemsAsync(instance));
    }

    [Fact]
    public async Task Many_at_once_are_never_a_fault_of_the_service()
    {
        var key = Target.ClientKeys.For(Instance).Body.Replace("key-1", $"key-{Guid.NewGuid()}",
            StringComparison.Ordinal);
        var setting = """[ { "name": "timezone.tolerant", "value": "false" } ]""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => i % 2 == 0
            ? SendAsync(HttpMethod.Put, "/api/v1.1/client-keys", key, null, "")
            : SendAsync(HttpMethod.Patch, "/api/v1.1/configuration", setting, null, "")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, string? key,
        string scope)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body, null, "application/json"),
        };
        if (key is not null)
        {
            var bare = key.Trim('"') + scope;
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key[0] == '"' ? $"\"{bare}\"" : bare);
        }

        return await Service.Raw.SendAsync(request);
    }
}
