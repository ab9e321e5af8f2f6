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
            return JsonSerializer.Deserialize(bytes, type) is { } value
                ? (value, [])
                : (null, ["$: null found, object expected"]);
        }
        catch (JsonException refused)
        {
            var faults = JsonFaults.Find(bytes, type);
            return (null, faults.Count > 0 ? faults : [$"{refused.Path ?? "$"}: has a value that is not accepted"]);
        }
    }

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
