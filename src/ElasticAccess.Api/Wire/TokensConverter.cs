using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Domain;

namespace ElasticAccess.Api.Wire;

/// <summary>Amounts, rates and counts: a plain number of at most six decimals, exactly (contract 2).</summary>
internal sealed class TokensConverter : JsonConverter<Tokens>
{
    private const int CharsMax = 24;

    public override Tokens Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException();
        }

        var digits = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return Tokens.TryParse(digits, out var tokens) ? tokens : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Tokens value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[CharsMax];
        value.TryFormat(digits, out var written);
        writer.WriteRawValue(digits[..written], skipInputValidation: true);
    }
}
