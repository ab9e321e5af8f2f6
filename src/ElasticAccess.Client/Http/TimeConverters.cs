using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElasticAccess.Client.Http;

/// <summary>Whole milliseconds since 1970, UTC, as contract section 2 asks. Parts of a millisecond are cut.</summary>
internal sealed class UnixMsTime : JsonConverter<DateTimeOffset>
{
    private const NumberStyles Signed = NumberStyles.AllowLeadingSign;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        // The usage report of other services has its times as text (contract section 13).
        var ms = reader.TokenType != JsonTokenType.String ? reader.GetInt64()
            : long.TryParse(reader.GetString(), Signed, CultureInfo.InvariantCulture, out var text) ? text
                : throw new JsonException("A time in ms is expected.");
        return ms >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
                : throw new JsonException($"{ms} ms is outside the years 1 to 9999.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}

/// <summary>As above, where 0 stands for "not yet" (contract section 10.1).</summary>
internal sealed class ZeroAsNullTime : JsonConverter<DateTimeOffset?>
{
    private static readonly UnixMsTime Time = new();

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Time.Read(ref reader, type, options) is var time && time == DateTimeOffset.UnixEpoch ? null : time;

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        Time.Write(writer, value ?? DateTimeOffset.UnixEpoch, options);
}
