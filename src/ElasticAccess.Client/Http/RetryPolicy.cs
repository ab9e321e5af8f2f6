namespace ElasticAccess.Client.Http;

/// <summary>
/// How long to wait before a call is sent again, as a pure function; the clock and the dice are arguments.
/// </summary>
internal static class RetryPolicy
{
    /// <param name="options">The bounds.</param>
    /// <param name="attempt">How many attempts were made, 1 or more.</param>
    /// <param name="retryAfter">What the service asked for, if it did.</param>
    /// <param name="dice">0 inclusive to 1 exclusive.</param>
    /// <param name="left">
    /// The time in which an attempt may still begin; null when the number of attempts is the bound.
    /// </param>
    /// <returns>The pause, or null when the call is over.</returns>
    public static TimeSpan? PauseAfter(
        RetryOptions options, int attempt, TimeSpan? retryAfter, double dice, TimeSpan? left)
    {
        if (left is null && (attempt >= options.Attempts || retryAfter > options.LongestRetryAfter))
        {
            return null;
        }

        var doubled = options.FirstPause * Math.Pow(2, Math.Min(attempt - 1, 30));
        var own = (doubled < options.LongestPause ? doubled : options.LongestPause) * (0.5 + (0.5 * dice));

        // After the time the service asked for comes our jitter, or all who were told the same come back at once.
        var pause = own + (retryAfter ?? TimeSpan.Zero);
        return pause < (left ?? TimeSpan.MaxValue) ? pause : null;
    }
}
