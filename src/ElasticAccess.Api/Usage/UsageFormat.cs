using Microsoft.Net.Http.Headers;

namespace ElasticAccess.Api.Usage;

/// <summary>How usage is written.</summary>
internal enum UsageFormat
{
    Json,
    Ndjson,
    Csv,
}

internal static class UsageFormats
{
    public const string NdjsonType = "application/x-ndjson";
    private const string JsonType = "application/json";
    private const string CsvType = "text/csv";

    private static readonly (string Type, UsageFormat Format)[] Types =
        [(JsonType, UsageFormat.Json), (NdjsonType, UsageFormat.Ndjson), (CsvType, UsageFormat.Csv)];

    /// <summary>The one of these that the caller likes best; JSON where it names none of them.</summary>
    public static UsageFormat Wanted(HttpContext context, params ReadOnlySpan<UsageFormat> offered)
    {
        var accept = context.Request.Headers.Accept;
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var wishes))
        {
            return UsageFormat.Json;
        }

        foreach (var wish in wishes.Where(wish => wish.Quality != 0).OrderByDescending(wish => wish.Quality ?? 1))
        {
            foreach (var (type, format) in Types)
            {
                if (offered.Contains(format) && wish.MatchesMediaType(type))
                {
                    return format;
                }
            }
        }

        return UsageFormat.Json;
    }
}
