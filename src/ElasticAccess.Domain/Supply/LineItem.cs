using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Supply;

/// <summary>
/// What the ledger knows of a line item when a request is decided (contract 6). <see cref="Id"/> is the row's own id:
/// an activation id may be mapped again after a deletion and is then another line item (contract 17.35).
/// </summary>
public sealed record LineItem(
    Guid Id,
    string ActivationId,
    LineItemState State,
    bool IsElastic,
    long Quantity,
    Instant Start,
    Instant End,
    string Series,
    Overdraft Overdraft,
    Tokens Used)
{
    /// <summary>9999-12-31T23:59:59.999Z: one that ends then never expires (contract 2).</summary>
    public static readonly Instant Permanent = new(253_402_300_799_999);

    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(12);

    /// <summary>Rules of access, in their order (contract 7); none means open.</summary>
    public IReadOnlyList<AccessAction> Actions { get; init; } = [];

    /// <summary>What each single requester may take within a period (contract 12); null means no bound.</summary>
    public ConsumptionLimit? Limit { get; init; }

    /// <summary>What is entitled and not yet used. Zero, never negative, once <c>used</c> has passed it.</summary>
    public Tokens PaidLeft => Bounded((Int128)Tokens.Whole(Quantity).Micro - Used.Micro);

    /// <summary>
    /// What may be taken when the entitled tokens are gone (contract 6.2). Sums are wide, so no bound overflows, and
    /// an unlimited overdraft is bounded by what the counter can still hold.
    /// </summary>
    public Tokens OverdraftLeft
    {
        get
        {
            var room = (Int128)Tokens.Largest.Micro - Used.Micro - PaidLeft.Micro;
            var overdrawn = Int128.Max(0, (Int128)Used.Micro - Tokens.Whole(Quantity).Micro);
            return Overdraft.Type switch
            {
                OverdraftType.None => Tokens.Zero,
                OverdraftType.Number =>
                    Bounded(Int128.Min(room, (Int128)Tokens.Whole(Overdraft.Limit).Micro - overdrawn)),
                _ => Bounded(room),
            };
        }
    }

    /// <summary>These tokens are the last that it could give: neither entitled ones nor overdraft are left.</summary>
    public bool IsExhaustedBy(Tokens taken) =>
        taken > Tokens.Zero && (Int128)PaidLeft.Micro + OverdraftLeft.Micro <= taken.Micro;

    /// <summary>Both ends are inclusive; a tolerant producer adds twelve hours at each (contract 6.1).</summary>
    public bool IsUsableAt(Instant now, bool timezoneTolerant)
    {
        var tolerance = timezoneTolerant ? Tolerance : TimeSpan.Zero;
        return State == LineItemState.Deployed && IsElastic && now >= Start - tolerance && now - tolerance <= End;
    }

    /// <summary>When it becomes usable by time alone, and when it no longer is; none where it never is.</summary>
    public IEnumerable<Instant> TurnsAt(bool timezoneTolerant)
    {
        var tolerance = timezoneTolerant ? Tolerance : TimeSpan.Zero;
        return State == LineItemState.Deployed && IsElastic
            ? [Start - tolerance, End + tolerance + TimeSpan.FromMilliseconds(1)]
            : [];
    }

    /// <summary>Earliest end, then earliest start, then activation id, ordinal (contract 9.2): a total order.</summary>
    public static int CompareInChargingOrder(LineItem a, LineItem b)
    {
        var byEnd = a.End.CompareTo(b.End);
        var byStart = byEnd != 0 ? byEnd : a.Start.CompareTo(b.Start);
        return byStart != 0 ? byStart : string.CompareOrdinal(a.ActivationId, b.ActivationId);
    }

    private static Tokens Bounded(Int128 micro) => new((long)Int128.Clamp(micro, 0, long.MaxValue));
}
