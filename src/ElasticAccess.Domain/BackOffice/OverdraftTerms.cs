using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.BackOffice;

/// <summary>How a license model settles the overdraft of its line items (contract 19).</summary>
public enum OverdraftKind
{
    None,

    /// <summary>Whole tokens.</summary>
    Number,

    /// <summary>Of the line item's quantity; the license model says how many.</summary>
    Percent,

    /// <summary>Of the line item's quantity; each line item says how many.</summary>
    PercentAtEntitlement,

    Unlimited,
}

/// <param name="Value">Tokens with Number, percent with Percent; zero with the others.</param>
public readonly record struct OverdraftTerms(OverdraftKind Kind, Tokens Value)
{
    /// <summary>Percent above it are refused.</summary>
    public const long PercentMax = 10_000;

    /// <summary>A percentage becomes whole tokens, rounded down, and never more than a limit can be.</summary>
    /// <param name="quantity">Whole tokens of the line item.</param>
    /// <param name="percentOfLineItem">With PercentAtEntitlement.</param>
    public Overdraft Resolve(long quantity, Tokens? percentOfLineItem) => Kind switch
    {
        OverdraftKind.Number => Overdraft.Number(Value.Micro / Tokens.MicroPerToken),
        OverdraftKind.Percent => PercentOf(quantity, Value),
        OverdraftKind.PercentAtEntitlement => PercentOf(quantity, percentOfLineItem ?? Tokens.Zero),
        OverdraftKind.Unlimited => Overdraft.Unlimited,
        _ => Overdraft.None,
    };

    /// <summary>
    /// For a part of a line item: a number is shared out by quantity, so that all parts together never have more of
    /// it than the whole, also where the whole has grown between two of them.
    /// </summary>
    /// <param name="taken">Whole tokens of overdraft that the parts before it have.</param>
    public Overdraft ResolvePart(long part, long whole, Tokens? percentOfLineItem, long taken)
    {
        if (Kind != OverdraftKind.Number)
        {
            return Resolve(part, percentOfLineItem);
        }

        var all = Value.Micro / Tokens.MicroPerToken;
        return Overdraft.Number(Math.Min((long)((Int128)all * part / whole), Math.Max(all - taken, 0)));
    }

    private static Overdraft PercentOf(long quantity, Tokens percent)
    {
        var tokens = (Int128)quantity * percent.Micro / (100 * Tokens.MicroPerToken);
        return Overdraft.Number((long)Int128.Min(tokens, Tokens.MaxWhole));
    }
}
