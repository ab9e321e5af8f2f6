namespace ElasticAccess.Data.Usage;

/// <summary>Sums in millionths, wide enough for any number of rows.</summary>
/// <param name="RefundedMicro">Positive.</param>
/// <param name="CountMicro">Counts granted, an item that was split over line items once.</param>
public readonly record struct UsageSums(Int128 ChargedMicro, Int128 RefundedMicro, Int128 CountMicro, long Denials)
{
    public Int128 NetMicro => ChargedMicro - RefundedMicro;

    public static UsageSums operator +(UsageSums a, UsageSums b) => new(
        checked(a.ChargedMicro + b.ChargedMicro),
        checked(a.RefundedMicro + b.RefundedMicro),
        checked(a.CountMicro + b.CountMicro),
        checked(a.Denials + b.Denials));

    public static UsageSums Add(UsageSums left, UsageSums right) => left + right;
}
