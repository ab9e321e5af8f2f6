namespace ElasticAccess.Domain.Supply;

public enum OverdraftType
{
    None,
    Number,
    Unlimited,
}

/// <summary>Tokens that may be consumed beyond the quantity. <see cref="Limit"/> counts only with Number.</summary>
public readonly record struct Overdraft(OverdraftType Type, long Limit)
{
    public static readonly Overdraft None;

    public static readonly Overdraft Unlimited = new(OverdraftType.Unlimited, 0);

    public static Overdraft Number(long limit) => new(OverdraftType.Number, limit);
}
