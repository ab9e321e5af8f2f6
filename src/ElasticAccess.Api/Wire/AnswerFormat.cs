using Microsoft.Net.Http.Headers;

namespace ElasticAccess.Api.Wire;

/// <summary>How rows are written.</summary>
internal enum AnswerFormat
{
    Json,
    Ndjson,
    Csv,
}

internal static class AnswerFormats
{
    public const string NdjsonType = "application/x-ndjson";
    private const string JsonType = "application/json";
    private const string CsvType = "text/csv";

    private static readonly (string Type, AnswerFormat Format)[] Types =
        [(JsonType, AnswerFormat.Json), (NdjsonType, AnswerFormat.Ndjson), (CsvType, AnswerFormat.Csv)];

    /// <summary>The one of these that the caller likes best; JSON where it names none of them.</summary>
    public static AnswerFormat Wanted(HttpContext context, params ReadOnlySpan<AnswerFormat> offered)
    {
        var accept = context.Request.Headers.Accept;
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var wishes))
        {
            return AnswerFormat.Json;
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

        return AnswerFormat.Json;
    }
}
