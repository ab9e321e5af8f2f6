using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using ElasticAccess.Api.Auth;
using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Wire;

/// <summary>How an endpoint words its errors (contract 2). Without this metadata: <c>{"message": "…"}</c>.</summary>
internal enum ErrorShape
{
    /// <summary><c>{"message": "text"}</c></summary>
    Message,

    /// <summary>Rate tables: <c>{"error": "text"}</c></summary>
    Error,

    /// <summary>Imports: <c>{"message": "text"}</c>; where rows are at fault with <c>"errors": […]</c></summary>
    Rows,

    /// <summary>PUT line-items, 400 only: <c>{"errors": […]}</c> in v1.0, <c>{"message": […]}</c> in v1.1</summary>
    Faults,
}

/// <summary>What an error body takes from the request it answers.</summary>
/// <param name="Trace">Put into words only when an error is.</param>
internal sealed record ErrorContext(ErrorShape Shape, ApiVersion? Version, Activity? Trace, string? Fallback)
{
    public string TraceId => Trace?.TraceId.ToHexString() ?? Fallback ?? "";

    public static ErrorContext Of(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        return new(
            metadata?.GetMetadata<ErrorShapeMetadata>()?.Shape ?? ErrorShape.Message,
            metadata?.GetMetadata<ApiVersion>(),
            Activity.Current,
            Activity.Current is null ? context.TraceIdentifier : null);
    }
}

internal sealed record ErrorShapeMetadata(ErrorShape Shape);

/// <summary>Every error body of the service. Each is an RFC 9457 problem as well (contract 18.6).</summary>
internal sealed class Errors(Problem problem, IReadOnlyList<string> texts) : IAnswer, IStatusCodeHttpResult
{
    public const string Type = "application/problem+json";

    private const string RetryAfterSeconds = "1";
    private const string Bearer = "Bearer";
    private const string BearerOrBasic = "Bearer, Basic realm=\"ElasticAccess\", charset=\"UTF-8\"";

    // The texts quote names with apostrophes; the answer is JSON and never a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Status => problem.Status;

    public int? StatusCode => problem.Status;

    public static Errors Invalid(params IReadOnlyList<string> faults) => new(Problem.Invalid, faults);

    public static Errors NotFound(string text) => new(Problem.NotFound, [text]);

    public static Errors Forbidden(string text) => new(Problem.Forbidden, [text]);

    public static Errors Conflict(string text) => new(Problem.Conflict, [text]);

    public static Errors Unavailable(string text) => new(Problem.Unavailable, [text]);

    public static Errors Of(Problem problem) => new(problem, [problem.Title]);

    public StoredAnswer Render(ErrorContext context) => new(problem.Status, Type, Bytes(context));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Type;
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate =
                httpContext.GetEndpoint()?.Metadata.GetMetadata<TakesBasic>() is null ? Bearer : BearerOrBasic;
        }
        else if (problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }
        else if (problem.Status is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge)
        {
            // The rest of the body is never read, so the server closes the connection; the client must know.
            response.Headers.Connection = "close";
        }

        var bytes = Bytes(ErrorContext.Of(httpContext));
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    private byte[] Bytes(ErrorContext context)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            WriteTexts(json, context);
            json.WriteString("type", problem.Type);
            json.WriteString("title", problem.Title);
            json.WriteNumber("status", problem.Status);
            json.WriteString("traceId", context.TraceId);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private void WriteTexts(Utf8JsonWriter json, ErrorContext context)
    {
        if (context is { Shape: ErrorShape.Faults, Version: { } version } && problem == Problem.Invalid)
        {
            json.WriteStartArray(version.FaultsMember);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
            return;
        }

        json.WriteString(context.Shape == ErrorShape.Error ? "error" : "message", string.Join("; ", texts));
    }
}
