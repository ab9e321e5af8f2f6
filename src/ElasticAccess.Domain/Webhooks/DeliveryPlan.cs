namespace ElasticAccess.Domain.Webhooks;

/// <summary>When a delivery that failed is tried again (contract 20).</summary>
public static class DeliveryPlan
{
    /// <summary>From the first attempt on; what has not arrived by then disables its webhook.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4),
        TimeSpan.FromHours(8),
    ];

    /// <summary>
    /// Null: it is given up. The last attempt comes at the end of the three days, however long the pauses are.
    /// </summary>
    /// <param name="attempts">Made so far, at least one.</param>
    /// <param name="now">Of the last of them.</param>
    public static Instant? Next(int attempts, Instant first, Instant now)
    {
        var end = first + Patience;
        return now >= end ? null : Instant.Earlier(now + Pauses[Math.Min(attempts, Pauses.Length) - 1], end);
    }
}
