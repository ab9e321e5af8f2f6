using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>One fault, or several, in a body that was sound.</summary>
internal static class Mutation
{
    // What no JSON value can stand for is written in afterwards.
    private const string Raw = "@raw@";

    private static readonly string[] RawValues =
    [
        "1e400", "-1e400", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999999999",
        "0.0000001", "1e-7", "-0", "01", "1.", ".5", "0x10", "NaN", "Infinity", "1,2", "\"\\ud800\"", "\"\\u0000\"",
        "\"a\\u0000b\"", "'a'", "\"unfinished", "tru", "undefined", "{\"a\":1,\"a\":2}", "[1,]", "// no", "\"\t\"",
    ];

    private static readonly decimal[] Numbers =
        [0m, -1m, 0.0000001m, 1e15m, 9_007_199_254_740_993m, 253_402_300_800_000m];

    private static readonly JsonNode Missing = JsonValue.Create("missing");

    public static string Apply(Random random, JsonNode sound)
    {
        var holder = new JsonObject { ["body"] = sound.DeepClone() };
        for (var faults = random.Next(4) == 0 ? 3 : 1; faults > 0; faults--)
        {
            Spoil(random, holder);
        }

        var text = holder["body"]?.ToJsonString() ?? "null";
        var raw = World.Pick(random, RawValues);
        return random.Next(40) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => text + World.Pick(random, ["}", "]", " x", "\0", "{}"]),
            2 => "\uFEFF" + text,
            _ => text.Replace($"\"{Raw}\"", raw, StringComparison.Ordinal),
        };
    }

    private static void Spoil(Random random, JsonObject holder)
    {
        var places = Places(holder).ToList();
        var (parent, key) = World.Pick(random, places);
        var value = random.Next(12) switch
        {
            0 => null,
            1 => JsonValue.Create(Raw),
            2 => JsonValue.Create(Raw),
            3 => JsonValue.Create(random.Next(2) == 0),
            4 => JsonValue.Create(World.Pick(random, Numbers)),
            5 => JsonValue.Create(World.Pick(random, ["", " ", "\u202E", "🪙", "%00", "../..", "\r\nSet-Cookie: a=b"])),
            6 => JsonValue.Create(new string('x', World.Pick(random, [256, 1025, 70_000]))),
            7 => new JsonObject(),
            8 => new JsonArray(),
            9 => Deep(random.Next(20, 60)),
            _ => Missing,
        };
        if (parent is JsonArray array)
        {
            array[int.Parse(key)] = ReferenceEquals(value, Missing) ? null : value;
        }
        else if (ReferenceEquals(value, Missing) && parent != holder)
        {
            parent.AsObject().Remove(key);
            parent.AsObject()[World.Pick(random, ["isAdmin", "used", "id", "tenantId", key.ToUpperInvariant()])] = 1;
        }
        else
        {
            parent.AsObject()[key] = ReferenceEquals(value, Missing) ? new JsonArray(1) : value;
        }
    }

    private static IEnumerable<(JsonNode Parent, string Key)> Places(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            Below(member.Value).Prepend((Parent: node, member.Key))),
        JsonArray items => items.SelectMany((item, i) => Below(item).Prepend((Parent: node, Key: $"{i}"))),
        _ => [],
    };

    private static IEnumerable<(JsonNode Parent, string Key)> Below(JsonNode? node) => node is null ? [] : Places(node);

    private static JsonNode Deep(int depth)
    {
        JsonNode node = JsonValue.Create(1);
        for (; depth > 0; depth--)
        {
            node = new JsonArray(node);
        }

        return node;
    }
}
