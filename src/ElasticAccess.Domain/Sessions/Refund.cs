namespace ElasticAccess.Domain.Sessions;

/// <summary>What is given back of a charge (contract 10.4, reliability I23).</summary>
public static class Refund
{
    /// <summary>
    /// charge × (chargedUntil − t) / P, rounded half to even: the unused rest of the paid interval. Nothing from its
    /// end on, never more than the charge. Taken for every charge row by itself, so that each line item gets its own.
    /// </summary>
    /// <param name="charge">Not negative.</param>
    /// <param name="period">P in force when the interval was charged, at least a millisecond.</param>
    public static Tokens ProRata(Tokens charge, Instant chargedUntil, Instant t, TimeSpan period)
    {
        var whole = (Int128)(period.Ticks / TimeSpan.TicksPerMillisecond);
        ArgumentOutOfRangeException.ThrowIfNegative(charge.Micro);
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, 1);

        var unused = Int128.Clamp((Int128)chargedUntil.Ms - t.Ms, 0, whole);
        var (refund, rest) = Int128.DivRem(charge.Micro * unused, whole);
        var twice = (2 * rest).CompareTo(whole);
        refund += twice > 0 || (twice == 0 && Int128.IsOddInteger(refund)) ? 1 : 0;
        return new((long)refund);
    }

    /// <summary>
    /// The same for a charge of the interval a session has paid; nothing where none is paid. A
    /// <paramref name="now"/> before the session's last event is taken as that event's time.
    /// </summary>
    public static Tokens OfUnusedRest(Session session, Tokens charge, Instant now) =>
        session.ChargedUntil is { } until
            ? ProRata(charge, until, session.TimeOf(now), session.Period)
            : Tokens.Zero;
}
