using System.Net;

namespace ElasticAccess.Client.Http;

/// <summary>One operation as it goes over the wire; the same bytes and the same key on every attempt.</summary>
internal sealed record Call(HttpMethod Method, string Path)
{
    public byte[]? Body { get; init; }

    public string MediaType { get; init; } = "application/json";

    /// <summary>What the answer is wanted as.</summary>
    public string Accept { get; init; } = "application/json";

    public string? IdempotencyKey { get; init; }

    /// <summary>It changes nothing, whatever its method.</summary>
    public bool IsReading { get; init; }

    /// <summary>The header <c>x-instance-id</c> of session calls.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The path begins at the host, not at the base address (contract section 13).</summary>
    public bool IsOfHost { get; init; }

    /// <summary>Bounds the attempts by time instead of by number: none begins later than this after the call.</summary>
    public TimeSpan? RetryFor { get; init; }

    public bool MayBeRepeated => Method == HttpMethod.Get || IsReading || IdempotencyKey is not null;
}

/// <summary>What came back, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsTransient => Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;
}
