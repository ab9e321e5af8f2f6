using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElasticAccess.Cli.Files;

/// <summary>What comes from a file, or from standard input where the name is <c>-</c>.</summary>
internal static class Input
{
    // Wrong bytes are refused instead of becoming question marks in somebody's prices.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new MsTime() },
    };

    public static string Text(string file)
    {
        try
        {
            using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var reader = new StreamReader(input, Utf8);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new Failure(ExitCode.Usage, $"{file} is no UTF-8 text.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new Failure(ExitCode.Usage, $"{file} cannot be read: {e.Message}");
        }
    }

    /// <summary>The API's JSON. A member that it does not know is refused: it is a slip of the pen.</summary>
    public static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(file), Json)
                ?? throw new Failure(ExitCode.Usage, $"{file} holds null.");
        }
        catch (JsonException e)
        {
            throw new Failure(ExitCode.Usage, $"{file} is not the JSON that is wanted here: {e.Message}");
        }
    }

    private sealed class MsTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var ms) && Time.IsIn(ms)
                ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
                : throw new JsonException("A time is a whole number of ms since 1970, UTC.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
    }
}
