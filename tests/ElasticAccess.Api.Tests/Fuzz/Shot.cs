using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>One request, as it can be told and sent again.</summary>
internal sealed record Shot(
    Described Operation, string Instance, string At, string? Credential, (string Name, string Value)[] Headers,
    string? Body, string ContentType)
{
    private const string Key = "Idempotency-Key";

    private static readonly string[] Odd =
        ["x", "0", "-1", "%09", "%F0%9F%AA%99", "a%2Fb", "%20", "null", "00000000-0000-0000-0000-000000000000", "%25"];

    private static readonly string[] Types =
        ["text/plain", "application/xml", "application/json; charset=utf-16", "application/x-www-form-urlencoded"];

    /// <param name="wanted">A status that chance alone would hardly bring about; 0 for none.</param>
    public static Shot Draw(Random random, Described operation, World world, int wanted = 0)
    {
        var instance = random.Next(8) == 0 ? World.Pick(random, world.Instances) : world.Instances[0];
        var at = operation.Path;
        var sold = world.DrawSold(random);
        foreach (var name in operation.PathParameters)
        {
            var isSold = operation.IsOfOffice && (name == "activationId" || random.Next(3) > 0);
            var known = (isSold ? world.DrawSold(name, operation, sold) : null)
                ?? world.Draw(random, name, instance) ?? "nobody";
            var value = random.Next(25) == 0 ? World.Pick(random, Odd) : Uri.EscapeDataString(known);
            at = at.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        var headers = HeadersOf(random, operation, world, instance, wanted).ToArray();
        var isRight = random.Next(wanted == StatusCodes.Status415UnsupportedMediaType ? 2 : 40) > 0;
        return new Shot(
            operation, instance, at + Query(random, operation, world, instance), Who(random, world), headers,
            BodyOf(random, operation, world, instance, wanted),
            isRight ? operation.MediaType : World.Pick(random, Types));
    }

    public bool HasKey => Headers.Any(header => header.Name == Key);

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(new HttpMethod(Operation.Method), new Uri(At, UriKind.Relative));
        if (Credential is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Credential);
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));

            // The service refuses a body that is too long by its length, and then nobody reads it.
            request.Headers.ExpectContinue = Body.Length > 1_000_000;
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        return request;
    }

    public override string ToString()
    {
        var headers = string.Concat(Headers.Select(header => $" -H '{header.Name}: {header.Value}'"));
        var body = Body is null ? "" : $" -H 'Content-Type: {ContentType}' -d '{Body[..Math.Min(Body.Length, 2_000)]}'";
        return $"curl -X {Operation.Method} \"$BASE{At}\" -H 'Authorization: {Credential}'{headers}{body}";
    }

    private static string? Who(Random random, World world) => random.Next(24) switch
    {
        0 => null,
        1 => World.Pick(random, ["Bearer", "Bearer x", "Basic eDp5", "Bearer ea_admin_" + new string('0', 40)]),
        < 6 => $"Bearer {world.ClientKey}",
        _ => $"Bearer {Service.AdminKey}",
    };

    private static string Query(Random random, Described operation, World world, string instance)
    {
        var query = new List<string>();
        foreach (var name in operation.Queries)
        {
            var isNeeded = operation.Method == "DELETE" || name == "instanceId" || operation.Needs(name);
            if (random.Next(isNeeded ? 12 : 3) > (isNeeded ? 0 : 1))
            {
                var value = name == "version" ? Version(random) : world.Draw(random, name, instance) ?? "1";
                value = name == "instanceId" && random.Next(20) == 0 ? $"{Guid.NewGuid()}" : value;
                query.Add($"{name}={(random.Next(10) == 0 ? World.Pick(random, Odd) : value)}");
            }
        }

        return query.Count == 0 ? "" : "?" + string.Join('&', query);
    }

    private static IEnumerable<(string Name, string Value)> HeadersOf(
        Random random, Described operation, World world, string instance, int wanted)
    {
        if (operation.TakesInstanceHeader && random.Next(10) > 0)
        {
            yield return ("x-instance-id", random.Next(15) == 0 ? "?" : instance);
        }

        if (!operation.ReadsOnly
            && random.Next(wanted == StatusCodes.Status422UnprocessableEntity ? 1 : 5) == 0)
        {
            yield return (Key, random.Next(10) == 0 ? "two words" : $"key-{random.Next(2)}");
        }
    }

    private static string? BodyOf(Random random, Described operation, World world, string instance, int wanted)
    {
        if (operation.Example is not { } example)
        {
            return null;
        }

        if (operation.TakesCsv)
        {
            return Csv.Draw(random, world.Shop, example.GetValue<string>(), wanted);
        }

        var sound = (operation.IsOfOffice
            ? FillOffice(random, example.DeepClone(), world)
            : Fill(random, example.DeepClone(), world, instance))!;
        var isLong = wanted == StatusCodes.Status413PayloadTooLarge;
        return random.Next(isLong ? 2 : 200) switch
        {
            0 => $"[\"{new string('x', 1_200_000)}\"]",
            1 => "",
            < 70 => Mutation.Apply(random, sound),
            < 90 => sound.ToJsonString() + new string(' ', random.Next(4)),
            _ => sound.ToJsonString(),
        };
    }

    // The example's ids are nobody's: they become those of this world.
    private static JsonNode? Fill(Random random, JsonNode? node, World world, string instance)
    {
        var members = node as JsonObject ?? [];
        foreach (var (name, value) in members.ToArray())
        {
            members[name] = (name, value) switch
            {
                ("instances", _) => new JsonArray(instance),
                ("instanceId", _) when random.Next(20) == 0 => Guid.NewGuid().ToString(),
                ("effectiveFrom", _) => random.Next(8) == 0 ? 1_767_225_600_000 : 4_102_444_800_000,
                ("limit" or "quantity", _) => random.Next(1, 10_000),
                ("name", _) when members.ContainsKey("type") => $"name {random.Next(5)}",
                ("action", _) when random.Next(2) == 0 =>
                    WithCondition(members, world.Draw(random, "conditionId", instance)!),
                ("id", not null) when members.ContainsKey("publicKey") => $"key-{random.Next(4)}",
                ("id", not null) => world.Draw(random, "conditionId", instance),
                ("version", not null) when members.ContainsKey("effectiveFrom") => Version(random),
                ("state", _) => World.Pick(random, ["DEPLOYED", "DEPLOYED", "DEPLOYED", "INACTIVE", "OBSOLETE"]),
                ("rollbackOnDeny", _) => random.Next(2) == 0,
                ("count", _) => World.Pick(random, [1m, 0.5m, 3m, 100_000m]),
                (_, JsonValue) when world.Draw(random, name, instance) is { } known => known,
                _ => Fill(random, value?.DeepClone(), world, instance),
            };
        }

        for (var i = 0; node is JsonArray items && i < items.Count; i++)
        {
            items[i] = Fill(random, items[i]?.DeepClone(), world, instance);
        }

        return node;
    }

    private static JsonNode? FillOffice(Random random, JsonNode? node, World world, string? within = null)
    {
        foreach (var (name, value) in (node as JsonObject)?.ToArray() ?? [])
        {
            node![name] = (name, value) switch
            {
                ("quantity", _) => random.Next(1, 100),
                ("state", _) => World.Pick(random, ["DRAFT", "DRAFT", "DRAFT", "TEST"]),
                ("type", _) when node["id"] is not null => World.Pick(random, ["END_CUSTOMER", "CHANNEL_PARTNER"]),
                (_, JsonValue) when world.DrawInOffice(random, name) is { } known => known,
                _ => FillOffice(random, value?.DeepClone(), world, name),
            };
        }

        for (var i = 0; node is JsonArray items && i < items.Count; i++)
        {
            items[i] = items[i] is JsonValue && within is not null && world.DrawInOffice(random, within) is { } known
                ? known : FillOffice(random, items[i]?.DeepClone(), world);
        }

        return node;
    }

    private static string Version(Random random) => $"2026.{random.Next(30)}";

    private static JsonNode WithCondition(JsonObject action, string conditionId)
    {
        action["conditionId"] = conditionId;
        return action["action"]!.DeepClone();
    }
}
