namespace ElasticAccess.Domain.Rating;

/// <summary>What a formula came to: a rate per count, or why there is none (code 206, contract 8.1).</summary>
public abstract record FormulaResult
{
    private FormulaResult()
    {
    }

    /// <summary>From 0 to <see cref="Tokens.Max"/>.</summary>
    public sealed record Value(Tokens Rate) : FormulaResult;

    public sealed record Failed(string Reason) : FormulaResult;
}

/// <summary>Why a text is no formula, and the 0-based UTF-16 position at which that shows.</summary>
public sealed record FormulaFault(int Position, string Reason)
{
    public override string ToString() => $"{Reason} (position {Position})";
}
