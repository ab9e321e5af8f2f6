using System.Net;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client;

/// <summary>A call that did not succeed: the service refused it, or no usable answer came.</summary>
/// <remarks>
/// A denied item or a denied session request is a value, never this exception. With this exception nothing is granted,
/// but a call without an answer may have taken effect: repeat it with the same <see cref="IdempotencyKey"/> and content
/// to learn its outcome without a second effect.
/// </remarks>
public sealed class ElasticAccessException : Exception
{
    private ElasticAccessException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; private init; }

    /// <summary>
    /// Every single fault the service named, for example <c>$.quantity: string found, integer expected</c>; empty when
    /// it named none. <see cref="Exception.Message"/> holds them in one text.
    /// </summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    /// <summary>
    /// A stable URN, for example <c>urn:elastic-access:problem:not-found</c>, if the service sent one.
    /// </summary>
    public string? Type { get; private init; }

    /// <summary>The service's id of this request, to give to its operator.</summary>
    public string? TraceId { get; private init; }

    /// <summary>How long the service asked to wait before another try.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The key the call was sent with; null if it had none.</summary>
    public string? IdempotencyKey { get; private init; }

    internal static ElasticAccessException Refused(Call call, Answer answer)
    {
        var body = ErrorBody.Read(answer.Body);
        var status = $"{(int)answer.Status} {answer.Status}";
        return new ElasticAccessException(
            body.Faults.Count > 0 ? string.Join("; ", body.Faults) : $"{call.Method} {call.Path}: {status}")
        {
            StatusCode = answer.Status,
            Faults = body.Faults,
            Type = body.Type,
            TraceId = body.TraceId,
            RetryAfter = answer.RetryAfter,
            IdempotencyKey = call.IdempotencyKey,
        };
    }

    internal static ElasticAccessException NoAnswer(Call call, int attempts, Exception fault) => new(
        $"{call.Method} {call.Path}: no answer after {attempts} attempt(s). {fault.Message}", fault)
    {
        IdempotencyKey = call.IdempotencyKey,
    };

    internal static ElasticAccessException Unreadable(Call call, Answer answer, string why, Exception? fault = null) =>
        new($"{call.Method} {call.Path}: the answer ({(int)answer.Status}) cannot be read. {why}", fault)
        {
            StatusCode = answer.Status,
            IdempotencyKey = call.IdempotencyKey,
        };
}
