using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>
/// The same commands over HTTP, on a service that many sequences share one after the other: each has instances, series
/// and activation ids of its own, and the clock only goes on.
/// </summary>
internal sealed class HttpDriver(Service service, int sequence)
{
    private readonly Handles handles = new();

    public async Task BeginAsync(int instances)
    {
        for (var i = 0; i < instances; i++)
        {
            handles.Add("instance", Guid.Parse(await service.NewInstance()));
        }

        await AskAsync(new Configure("timezone.tolerant", "false"));
        await AskAsync(new Configure("session.charge.period", "PT60M"));
    }

    public async Task MoveToAsync(long now)
    {
        using var answer = await service.Raw.PutAsJsonAsync("/sandbox/clock", new { now });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<string> AskAsync(Command command)
    {
        var (method, path, body) = Request(command);
        using var request = new HttpRequestMessage(method, path);
        if (command.Key is { } key)
        {
            request.Headers.Add("Idempotency-Key", key + Mark);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await service.Raw.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var said = HttpAnswer.Said(command, (int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
        return handles.Numbered($"{(int)answer.StatusCode} {said}").Replace(Mark, "", StringComparison.Ordinal)
            + (answer.Headers.Contains("Idempotency-Replayed") ? " (replayed)" : "");
    }

    /// <summary>Balances, actions and sessions as the service shows them.</summary>
    public async Task<string?> DifferenceAsync(World world)
    {
        for (var number = 1; number <= world.Instances; number++)
        {
            var found = await LineItemsAsync(number) + await SessionsAsync(number);
            var expected = HttpAnswer.LineItems(world, number) + HttpAnswer.Sessions(world, number);
            if (found != expected)
            {
                return $"the service shows\n{found}instead of\n{expected}";
            }
        }

        return null;
    }

    // Names are the sequence's own; a mark that can be taken out of an answer.
    private string Mark => $"~{sequence}";

    private async Task<string> LineItemsAsync(int number)
    {
        var text = new StringBuilder();
        var found = await GetAsync($"{Instance(number)}/line-items");
        foreach (var one in found.AsArray().OrderBy(one => (string)one!["activationId"]!, StringComparer.Ordinal))
        {
            var activation = (string)one!["activationId"]!;
            var actions = await GetAsync($"{Instance(number)}/line-items/{activation}/actions");
            var taken = actions.AsArray().Where(action => action!["used"] is not null)
                .Select(action => HttpAnswer.Micro(action!["used"]));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{activation.Replace(Mark, "", StringComparison.Ordinal)} {one["state"]} ");
            text.Append(
                CultureInfo.InvariantCulture,
                $"used {HttpAnswer.Micro(one["used"])} actions {string.Join(' ', taken)}\n");
        }

        return text.ToString();
    }

    private async Task<string> SessionsAsync(int number)
    {
        var found = await GetAsync($"/api/v1.1/sessions?instanceId={handles.Id("instance", number)}");
        return string.Concat(found.AsArray().Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"#{handles.Number("session", Guid.Parse((string)one!["sessionId"]!))} {one["state"]} ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"until {one["chargedUntil"]} beat {one["lastHeartBeat"]} request {one["lastAccessRequest"]}\n")));
    }

    private async Task<JsonNode> GetAsync(string path) => (await service.Raw.GetFromJsonAsync<JsonNode>(path))!;

    private string Instance(int number) => $"/api/v1.1/instances/{handles.Id("instance", number)}";

    private string LineItem(int instance, string activation) =>
        $"{Instance(instance)}/line-items/{activation}{Mark}";

    private string Session(int number) => $"/api/v1.1/sessions/{handles.Id("session", number)}";

    private string Series(string? series) => $"{(string.IsNullOrEmpty(series) ? "none" : series)}{Mark}";

    private (HttpMethod Method, string Path, JsonNode? Body) Request(Command command) => command switch
    {
        PutLineItem put => (HttpMethod.Put, $"{Instance(put.Instance)}/line-items", Body(put)),
        DeleteLineItem delete => (HttpMethod.Delete, LineItem(delete.Instance, delete.Activation), null),
        PostTable post => (HttpMethod.Post, "/api/v1.1/rate-tables", Body(post)),
        DeleteTable delete => (
            HttpMethod.Delete, $"/api/v1.1/rate-tables?series={Series(delete.Series)}&version={delete.Version}", null),
        Configure change => (HttpMethod.Patch, "/api/v1.1/configuration", new JsonObject
        {
            ["name"] = change.Name,
            ["value"] = change.Value,
        }),
        StoreConditions store => (HttpMethod.Patch, $"{Instance(store.Instance)}/conditions", new JsonObject
        {
            ["conditions"] = new JsonArray([.. store.Wishes.Select(Body)]),
        }),
        RemoveConditions { Condition: { } one } remove => (
            HttpMethod.Delete, $"{Instance(remove.Instance)}/conditions/{handles.Id("condition", one)}", null),
        RemoveConditions remove => (HttpMethod.Delete, $"{Instance(remove.Instance)}/conditions", null),
        SetActions set => (
            set.IsFirst ? HttpMethod.Post : HttpMethod.Put, $"{LineItem(set.Instance, set.Activation)}/actions",
            new JsonArray([.. set.Actions.Select(Body)])),
        RemoveActions remove => (
            HttpMethod.Delete, $"{LineItem(remove.Instance, remove.Activation)}/actions", null),
        SetLimit set => (HttpMethod.Put, $"{LineItem(set.Instance, set.Activation)}/consumption-limit", new JsonObject
        {
            ["limit"] = Number(set.LimitMicro),
            ["interval"] = set.Interval,
            ["nextReset"] = set.NextReset,
        }),
        RemoveLimit remove => (
            HttpMethod.Delete, $"{LineItem(remove.Instance, remove.Activation)}/consumption-limit", null),
        OneOff request => (
            HttpMethod.Post, $"{Instance(request.Instance)}/access-request{(request.IsDryRun ? "?dryRun=true" : "")}",
            Body(request.Who, request.Items)),
        Batch batch => (HttpMethod.Post, $"{Instance(batch.Instance)}/access-requests", new JsonObject
        {
            ["requests"] = new JsonArray([.. batch.Requests.Select(part => Body(part))]),
        }),
        CreateSession create => (HttpMethod.Post, "/api/v1.1/sessions", new JsonObject
        {
            ["instanceId"] = handles.Id("instance", create.Instance),
        }),
        Heartbeat beat => (HttpMethod.Get, $"{Session(beat.Session)}/heartbeat", null),
        CloseSession close => (HttpMethod.Delete, Session(close.Session), null),
        RequestSession request => (
            HttpMethod.Put, $"{Session(request.Session)}{(request.IsDryRun ? "?dryRun=true" : "")}", Body(request)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private JsonObject Body(PutLineItem put) => new()
    {
        ["activationId"] = put.Activation + Mark,
        ["state"] = put.State,
        ["quantity"] = put.Quantity,
        ["start"] = put.Start,
        ["end"] = put.End,
        ["attributes"] = new JsonObject
        {
            ["elastic"] = put.Elastic,
            ["rateTableSeries"] = Series(put.Series),
            ["overdraftType"] = put.Overdraft is null ? null : put.Overdraft.IsUnlimited ? "Unlimited" : "Number",
            ["overdraftLimit"] = put.Overdraft is { IsUnlimited: false } number ? number.Limit : null,
        },
    };

    private JsonObject Body(PostTable post) => new()
    {
        ["series"] = Series(post.Series),
        ["version"] = post.Version,
        ["effectiveFrom"] = post.EffectiveFrom,
        ["items"] = new JsonArray([.. post.Items.Select(item => new JsonObject
        {
            ["name"] = item.Item,
            ["version"] = item.Version,
            [item.RateMicro is null ? "formula" : "rate"] = item.RateMicro is { } rate ? Number(rate) : "x",
        })]),
    };

    private JsonObject Body(WishedCondition wish)
    {
        var body = wish.Test is null ? new JsonObject() : Terms.Json(wish.Test);
        body["name"] = "a condition";
        body["id"] = wish.Condition is { } number ? handles.Id("condition", number) : null;
        return body;
    }

    private JsonObject Body(WishedAction action) => new()
    {
        ["id"] = action.Action is { } number ? handles.Id("action", number) : null,
        ["conditionId"] = action.Condition is { } condition ? handles.Id("condition", condition) : null,
        ["action"] = action.Allows ? "ALLOW" : "DENY",
        ["allocation"] = action.Allocation is { } micro ? Number(micro) : null,
    };

    private static JsonObject Body(OneOff part)
    {
        var body = Body(part.Who, part.Items);
        body["idempotencyKey"] = part.Key;
        return body;
    }

    private static JsonObject Body(RequestSession request)
    {
        var body = Body(request.Who, request.Items);
        body["rollbackOnDeny"] = request.RollbackOnDeny;
        return body;
    }

    private static JsonObject Body(Who who, ImmutableArray<Wanted> items) => new()
    {
        ["requester"] = new JsonObject
        {
            ["type"] = who.Type,
            ["value"] = who.Value,
            ["dictionary"] = Terms.Json(who.Facts),
        },
        ["requestedItems"] = new JsonArray([.. items.Select(item => new JsonObject
        {
            ["item"] = item.Item,
            ["version"] = item.Version,
            ["count"] = Number(item.CountMicro),
            ["variables"] = item.X is { } x ? new JsonObject { ["x"] = Number(x) } : null,
        })]),
    };

    private static JsonValue Number(long micro) => JsonValue.Create(micro / 1_000_000m);
}
