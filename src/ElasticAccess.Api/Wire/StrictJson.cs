using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// JSON as contract 17.21 and 17.32 want it: no member twice, no number as a string, nothing required left out, valid
/// UTF-8 without lone surrogates and NUL.
/// </summary>
internal static class StrictJson
{
    public static (T? Value, List<string> Faults) Read<T>(byte[] bytes)
        where T : class
    {
        if (!Utf8.IsValid(bytes))
        {
            return (null, ["$: is no valid UTF-8"]);
        }

        if (bytes.AsSpan().IndexOf("\\u"u8) >= 0 && FindUnreadableText(bytes) is { } fault)
        {
            return (null, [fault]);
        }

        var type = (JsonTypeInfo<T>)WireJson.Default.GetTypeInfo(typeof(T))!;
        try
        {
            var value = JsonSerializer.Deserialize(bytes, type);
            if (value is null)
            {
                return (null, Faults(bytes, type, "$"));
            }

            // The serializer lets null stand among the elements of an array.
            var faults = bytes.AsSpan().IndexOf("null"u8) >= 0 ? JsonFaults.Find(bytes, type) : [];
            return (faults.Count == 0 ? value : null, faults);
        }
        catch (JsonException refused)
        {
            return (null, Faults(bytes, type, refused.Path ?? "$"));
        }
    }

    private static List<string> Faults(byte[] bytes, JsonTypeInfo type, string path) =>
        JsonFaults.Find(bytes, type) is { Count: > 0 } faults ? faults : [$"{path}: has a value that is not accepted"];

    // Only texts with escapes can hide what a text may not hold.
    private static string? FindUnreadableText(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 32 });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && reader.ValueIsEscaped
                    && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                {
                    return "$: a string contains NUL";
                }
            }
        }
        catch (InvalidOperationException)
        {
            return "$: a string contains a lone surrogate";
        }
        catch (JsonException)
        {
            // The serializer says it better.
        }

        return null;
    }
}
