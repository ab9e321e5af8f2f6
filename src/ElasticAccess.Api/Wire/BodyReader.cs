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
