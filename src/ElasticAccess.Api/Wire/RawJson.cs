using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.Wire;

/// <summary>JSON as it lies in the store, where it came in as sound JSON. Written on one line.</summary>
internal readonly record struct RawJson(string Text)
{
    /// <summary>Nothing for null.</summary>
    public static RawJson? Of(string? text) => text is null ? null : new RawJson(text);

    /// <summary>Line breaks stand only between tokens: within a string they are escaped.</summary>
    public string OnOneLine => Text.AsSpan().ContainsAny('\r', '\n')
        ? Text.Replace('\r', ' ').Replace('\n', ' ')
        : Text;
}

/// <summary>JSON that this service has just put into bytes, as a part of something larger.</summary>
internal readonly record struct RenderedJson(ReadOnlyMemory<byte> Utf8);

internal sealed class RenderedJsonConverter : JsonConverter<RenderedJson>
{
    public override RenderedJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only written");

    public override void Write(Utf8JsonWriter writer, RenderedJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}

internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.OnOneLine, skipInputValidation: true);
}

/// <summary>Sums of tokens: a plain number, exactly, however large (contract 2).</summary>
internal sealed class TokenSumConverter : JsonConverter<TokenSum>
{
    public override TokenSum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Sums are only written");

    public override void Write(Utf8JsonWriter writer, TokenSum value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString(), skipInputValidation: true);
}
