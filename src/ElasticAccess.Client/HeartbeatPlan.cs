namespace ElasticAccess.Client;

/// <summary>
/// When the next heartbeat is sent, and until when it may be answered (contract section 10.5). Pure; all times are
/// spans from one origin of a steady clock.
/// </summary>
/// <remarks>
/// The service charges again every period P after the request, and wants a heartbeat in the half period after each of
/// those charges. When it took the request is known only to lie between sending and answer. So a heartbeat is sent an
/// eighth of P after the latest time its charge can have, and must be answered within half of P of the earliest.
/// </remarks>
internal sealed record HeartbeatPlan(TimeSpan SendAt, TimeSpan AnswerBy)
{
    private HeartbeatPlan(TimeSpan period, TimeSpan sent, TimeSpan received, long charge)
        : this(
            SendAt: received + (charge * period) + (period / 8),
            AnswerBy: sent + (charge * period) + (period / 2)) =>
        (Period, Sent, Received, Charge) = (period, sent, received, charge);

    private TimeSpan Period { get; init; }

    private TimeSpan Sent { get; init; }

    private TimeSpan Received { get; init; }

    // Which automatic charge the heartbeat is for, from 1 on; 0 when the times of the charges are not known.
    private long Charge { get; init; }

    public static HeartbeatPlan AfterGrant(TimeSpan period, TimeSpan sent, TimeSpan received) =>
        received - sent <= period / 8
            ? new HeartbeatPlan(period, sent, received, charge: 1)
            : Blind(period, sent);

    /// <summary>
    /// After a request whose outcome nobody knows: the old time line may go on, or a new one have begun.
    /// </summary>
    public static HeartbeatPlan AfterDoubt(HeartbeatPlan? old, TimeSpan period, TimeSpan sent)
    {
        var blind = Blind(period, sent);
        return old is null ? blind : blind with
        {
            SendAt = Earlier(old.SendAt, blind.SendAt),
            AnswerBy = Earlier(old.AnswerBy, blind.AnswerBy),
        };
    }

    /// <summary>After a 204 to a heartbeat that was first sent at the given time.</summary>
    public HeartbeatPlan AfterHeartbeat(TimeSpan sent, TimeSpan now)
    {
        if (Charge == 0)
        {
            return Blind(Period, sent);
        }

        // A program that was suspended skips the heartbeats that it slept through.
        var slept = (long)Math.Floor((now - Received - (Period / 8)) / Period);
        return new HeartbeatPlan(Period, Sent, Received, Math.Max(Charge, slept) + 1);
    }

    // Wherever the charges are: with a heartbeat every quarter, each has one in the half period after it.
    private static HeartbeatPlan Blind(TimeSpan period, TimeSpan sent) =>
        new(sent + (period / 4), sent + (period / 2)) { Period = period };

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
