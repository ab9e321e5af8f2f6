using System.Text.Json;

namespace ElasticAccess.Api.Wire;

/// <summary>Where a member is given twice: the serializer knows that one is, but not always which.</summary>
internal static class DuplicateMember
{
    /// <summary>The path of the first; null where there is none. The JSON must be valid.</summary>
    public static string? FindPath(ReadOnlySpan<byte> json, int depthMax)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depthMax });
        var levels = new Stack<Level>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var level = levels.Peek();
                    level.Member = reader.GetString()!;
                    if (!level.Seen!.Add(level.Member))
                    {
                        return PathOf(levels);
                    }

                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Count(levels);
                    levels.Push(new(reader.TokenType == JsonTokenType.StartObject ? [] : null));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    levels.Pop();
                    break;
                default:
                    Count(levels);
                    break;
            }
        }

        return null;
    }

    private static void Count(Stack<Level> levels)
    {
        if (levels.TryPeek(out var above) && above.Seen is null)
        {
            above.Index++;
        }
    }

    private static string PathOf(Stack<Level> levels) => "$" + string.Concat(levels.Reverse().Select(level =>
        level.Seen is null ? $"[{level.Index}]" : $".{level.Member}"));

    /// <summary>An object with the members read so far, or (without them) an array.</summary>
    private sealed class Level(HashSet<string>? seen)
    {
        public HashSet<string>? Seen { get; } = seen;

        public string Member { get; set; } = "";

        public int Index { get; set; } = -1;
    }
}
