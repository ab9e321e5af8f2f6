namespace ElasticAccess.Domain.Access;

/// <summary>What became of one requested item. It is granted whole or not at all (contract 8).</summary>
public abstract record ItemOutcome
{
    private ItemOutcome()
    {
    }

    /// <param name="Debits">One per line item charged, in the order in which they were first taken from.</param>
    public sealed record Granted(IReadOnlyList<Debit> Debits) : ItemOutcome
    {
        public Tokens Charged => Debits.Aggregate(Tokens.Zero, (sum, debit) => sum + debit.Tokens);
    }

    public sealed record Refused(Refusal Reason) : ItemOutcome;

    /// <summary>
    /// All or nothing, and another item failed: this one was fine, and nothing was charged (contract 8.1).
    /// </summary>
    public sealed record NotAtFault : ItemOutcome;
}

/// <summary>Why an item was refused, named as in contract 8.1, with the code of v1.0 as its value.</summary>
public enum Refusal
{
    ItemNotRated = 201,
    InsufficientTokens = 202,
    DeniedByRules = 203,
    NoLineItem = 204,
    LimitReached = 205,
    FormulaFailed = 206,
}
