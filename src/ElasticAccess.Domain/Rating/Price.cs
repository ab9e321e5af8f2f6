namespace ElasticAccess.Domain.Rating;

/// <summary>What a rate table asks for one count of an item: a rate, or a formula for it (contract 5.1).</summary>
public abstract record Price
{
    private Price()
    {
    }

    /// <summary>The rate for a request with these variables, or why there is none.</summary>
    public abstract FormulaResult RateFor(IReadOnlyDictionary<string, decimal> variables);

    public sealed record Fixed(Tokens Rate) : Price
    {
        private readonly FormulaResult rate = new FormulaResult.Value(Rate);

        public override FormulaResult RateFor(IReadOnlyDictionary<string, decimal> variables) => rate;
    }

    public sealed record ByFormula(Formula Formula) : Price
    {
        public override FormulaResult RateFor(IReadOnlyDictionary<string, decimal> variables) =>
            Formula.Evaluate(variables);
    }
}
