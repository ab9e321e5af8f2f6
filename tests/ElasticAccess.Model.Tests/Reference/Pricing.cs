namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Contract 5.2 and 6.1: which line items are usable, and what they ask for an item.</summary>
public static class Pricing
{
    private const long HalfDay = 12 * 3_600_000L;

    public static bool IsUsable(this World world, LineItem lineItem, long now)
    {
        var slack = world.IsTolerant ? HalfDay : 0;
        return lineItem is { State: "DEPLOYED", IsElastic: true }
            && (Int128)lineItem.Start - slack <= now && now <= (Int128)lineItem.End + slack;
    }

    /// <summary>Of the series, the latest that is in effect; of two as late the one created last.</summary>
    public static Table? TableOf(this World world, string series, long now)
    {
        Table? best = null;
        foreach (var table in world.Tables)
        {
            if (!table.IsDeleted && table.Series == series && table.EffectiveFrom <= now
                && (best is null || table.EffectiveFrom >= best.EffectiveFrom))
            {
                best = table;
            }
        }

        return best;
    }

    /// <summary>Only that one table counts, and only the very same name and version.</summary>
    public static Rated? Holds(this Table? table, Wanted wanted)
    {
        if (table is not null)
        {
            foreach (var item in table.Items)
            {
                if (item.Item == wanted.Item && item.Version == wanted.Version)
                {
                    return item;
                }
            }
        }

        return null;
    }

    /// <summary>Micro-tokens per count; null where the formula x has no value, or one no rate can have.</summary>
    public static long? Rate(this Rated rated, Wanted wanted) =>
        rated.RateMicro ?? (wanted.X is >= 0 and <= Contract.MaxMicro ? wanted.X : null);
}

/// <summary>Numbers of the contract.</summary>
public static class Contract
{
    public const long Micro = 1_000_000;

    /// <summary>Largest quantity, overdraft limit, allocation, rate and count, in tokens (contract 2).</summary>
    public const long Max = 9_000_000_000_000;

    public const long MaxMicro = Max * Micro;

    /// <summary>How long a session may be IDLE (contract 10.4).</summary>
    public const long IdleMax = 30 * 86_400_000L;
}
