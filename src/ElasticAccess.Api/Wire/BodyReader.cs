using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ElasticAccess.Api.Wire;

/// <summary>Reads a body within the limits of contract 17.18 and 17.31.</summary>
internal static class BodyReader
{
    public const int BytesMax = 1024 * 1024;

    public static async Task<(byte[] Bytes, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsJson(request))
        {
            return ([], Problem.MediaType);
        }

        if (request.ContentLength > BytesMax)
        {
            return ([], Problem.TooLarge);
        }

        try
        {
            if (request.ContentLength is { } length)
            {
                var bytes = new byte[length];
                await request.Body.ReadExactlyAsync(bytes, context.RequestAborted);
                return (WithoutMark(bytes), null);
            }

            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, context.RequestAborted);
            return buffer.Length > BytesMax
                ? ([], Problem.TooLarge)
                : (WithoutMark(buffer.ToArray()), null);
        }
        catch (BadHttpRequestException fault)
        {
            return ([], Problem.Of(fault.StatusCode));
        }
        catch (IOException)
        {
            // It ends early, or is cut into chunks that are none.
            return ([], Problem.Invalid);
        }
    }

    /// <summary>Comma-separated values in UTF-8, within a limit of their own. A byte order mark is taken off.</summary>
    public static async Task<(byte[] Bytes, IAnswer? Fault)> ReadCsvAsync(HttpContext context, int bytesMax)
    {
        if (!IsCsv(context.Request))
        {
            return ([], Errors.Of(Problem.MediaType));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytesMax;
        }

        if (context.Request.ContentLength > bytesMax)
        {
            return ([], Errors.Of(Problem.TooLarge));
        }

        try
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            var bytes = WithoutMark(buffer.ToArray());
            return (bytes, Utf8.IsValid(bytes) ? null : Errors.Invalid("$: is no valid UTF-8"));
        }
        catch (BadHttpRequestException fault)
        {
            return ([], Errors.Of(Problem.Of(fault.StatusCode)));
        }
        catch (IOException)
        {
            return ([], Errors.Of(Problem.Invalid));
        }
    }

    public static bool IsCsv(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue
            || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static bool IsJson(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return false;
        }

        return request.ContentType is "application/json"
            || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                    || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
                && (!type.Charset.HasValue
                    || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
    }

    // A byte order mark is no JSON, but some editors leave it.
    private static byte[] WithoutMark(byte[] bytes) =>
        bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
}
