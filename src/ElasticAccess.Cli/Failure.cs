using System.Net;
using ElasticAccess.Client;

namespace ElasticAccess.Cli;

/// <summary>Ends the command with a sentence for people and a code for scripts.</summary>
internal sealed class Failure(ExitCode code, string message) : Exception(message)
{
    public ExitCode Code { get; } = code;

    /// <summary>The code that stands for what the service said, or for its silence.</summary>
    public static ExitCode CodeOf(HttpStatusCode? status) => status switch
    {
        null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => ExitCode.Unavailable,
        HttpStatusCode.NotFound => ExitCode.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.NotAuthorised,
        HttpStatusCode.Conflict => ExitCode.Conflict,
        >= HttpStatusCode.BadRequest => ExitCode.Refused,
        // A success that cannot be read, or a redirect: whatever answers there is not the service.
        _ => ExitCode.Unexpected,
    };

    /// <summary>A line for each fault, and what an operator would ask for.</summary>
    public static IEnumerable<string> LinesOf(ElasticAccessException e)
    {
        foreach (var fault in e.Faults.Count > 0 ? e.Faults : [e.Message])
        {
            yield return fault;
        }

        if (e.StatusCode is { } status)
        {
            yield return $"({(int)status} {status}{(e.TraceId is null ? "" : $", trace id {e.TraceId}")})";
        }

        if (e.RetryAfter is { } pause)
        {
            yield return $"The service asks to wait {pause.TotalSeconds:0} s.";
        }

        if (e.StatusCode is null && e.IdempotencyKey is not null)
        {
            yield return $"The outcome is open: repeat with --idempotency-key {e.IdempotencyKey} to learn it.";
        }
    }
}
