namespace ElasticAccess.Client;

/// <summary>When and how often a call is repeated.</summary>
/// <remarks>
/// Repeated are only calls that cannot do harm twice (a GET, or a call with an idempotency key), and only after a 503,
/// a 429, or when no answer came (connection fault, time-out of the attempt). Every other answer is final.
/// </remarks>
public sealed record RetryOptions
{
    /// <summary>Every call is sent once.</summary>
    public static RetryOptions None { get; } = new() { Attempts = 1 };

    /// <summary>The most times one call is sent, the first included; at least 1. Default 4.</summary>
    /// <remarks>
    /// A heartbeat with a time to answer is bounded by that time instead
    /// (see <see cref="ElasticAccessClient.SendHeartbeatAsync"/>).
    /// </remarks>
    public int Attempts { get; init; } = 4;

    /// <summary>
    /// The pause before the second attempt; it doubles with every further one. Default 200 ms. The real pause lies
    /// between half of it and all of it, at random, so that many clients do not come back together. At least 1 ms.
    /// </summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause that the client chooses by itself. Default 10,000 ms.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest <c>Retry-After</c> that is waited for; never is a call repeated earlier than the service asked.
    /// One that asks for more is not repeated, and its exception says how long to wait. Default 30,000 ms.
    /// </summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    internal RetryOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstPause, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestPause, FirstPause);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestRetryAfter, TimeSpan.Zero);
        return this;
    }
}
