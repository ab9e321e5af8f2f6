using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElasticAccess.Client.Http;

/// <summary>
/// Enums as words. A word that this client does not know reads as <c>Unknown</c>, the enum's 0, so that a newer service
/// does not break a list; <c>Unknown</c> is never written.
/// </summary>
internal abstract class WordEnum<T>(Func<string, string> spell) : JsonConverter<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _values = Enum.GetValues<T>()
        .Where(value => !value.Equals(default(T)))
        .ToDictionary(value => spell(value.ToString()), StringComparer.Ordinal);

    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? _values.GetValueOrDefault(reader.GetString()!)
            : throw new JsonException($"A word is expected for {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value.Equals(default(T)) || !Enum.IsDefined(value))
        {
            throw new ArgumentException($"{typeof(T).Name} {value} cannot be sent.");
        }

        writer.WriteStringValue(spell(value.ToString()));
    }
}

internal sealed class UpperCaseEnum<T>() : WordEnum<T>(word => word.ToUpperInvariant())
    where T : struct, Enum;

internal sealed class LowerCaseEnum<T>() : WordEnum<T>(word => word.ToLowerInvariant())
    where T : struct, Enum;

internal sealed class CamelCaseEnum<T>() : WordEnum<T>(JsonNamingPolicy.CamelCase.ConvertName)
    where T : struct, Enum;

internal sealed class PlainEnum<T>() : WordEnum<T>(word => word)
    where T : struct, Enum;

internal sealed class SnakeCaseEnum<T>() : WordEnum<T>(JsonNamingPolicy.SnakeCaseUpper.ConvertName)
    where T : struct, Enum;
