using ElasticAccess.Data.Reading;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>Who asks (contract 8).</summary>
/// <param name="Dictionary">JSON, as sent; null when there was none.</param>
public sealed record RequestedBy(string Type, string Value, string? Dictionary)
{
    private static readonly IReadOnlyDictionary<string, Fact> NoFacts = new Dictionary<string, Fact>();

    /// <summary>The dictionary is only read where a rule can look at it.</summary>
    public Requester ToDomain(bool withFacts) =>
        new(Type, Value, withFacts ? FactReader.ReadDictionary(Dictionary) : NoFacts);
}

/// <param name="MetaData">JSON, as sent; null when there was none. Passed on to the ledger row.</param>
public sealed record WantedItem(RequestedItem Item, string? MetaData);
