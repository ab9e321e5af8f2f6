using ElasticAccess.Client.Credentials;

namespace ElasticAccess.Client;

/// <summary>Everything a client must be told. Immutable; checked when the client is made.</summary>
/// <remarks>There is no option to grant when the service cannot be reached: the client fails closed.</remarks>
public sealed record ElasticAccessOptions
{
    /// <summary>
    /// Where the service is, http or https, with or without <c>/dynamicmonetization</c> at the end. The client adds
    /// the paths of contract section 1 to it.
    /// </summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>Who calls: an API key, or a private key with which the client signs tokens by itself.</summary>
    public required Credential Credential { get; init; }

    /// <summary>The version of the API. Default <see cref="Client.ApiVersion.V11"/>.</summary>
    public ApiVersion ApiVersion { get; init; } = ApiVersion.V11;

    /// <summary>When and how often a call is repeated.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>
    /// True, the default: every POST, PUT, PATCH and DELETE without a key of its own gets a fresh idempotency key.
    /// False: only calls with an explicit key carry one, and only those (and GETs) are retried.
    /// </summary>
    public bool SendIdempotencyKeys { get; init; } = true;

    /// <summary>How long one attempt may take. Longer counts as a connection fault. Default 30,000 ms.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for pauses, time-outs and heartbeats. Default: the system's.</summary>
    /// <remarks>Signed tokens have a clock of their own, since the service checks them against real time.</remarks>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source of jitter in pauses. Default <see cref="System.Random.Shared"/>.</summary>
    /// <remarks>Another one must be safe for use by several threads, or the client must be used by one only.</remarks>
    public Random Random { get; init; } = Random.Shared;

    internal ElasticAccessOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(BaseAddress);
        ArgumentNullException.ThrowIfNull(Credential);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(Random);
        ArgumentNullException.ThrowIfNull(Retry);
        Retry.Checked();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero);
        if (!BaseAddress.IsAbsoluteUri || BaseAddress.Scheme is not ("http" or "https")
            || BaseAddress.Query.Length + BaseAddress.Fragment.Length + BaseAddress.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                "BaseAddress is an absolute http or https address without user, query and fragment.",
                nameof(BaseAddress));
        }

        return this;
    }
}
