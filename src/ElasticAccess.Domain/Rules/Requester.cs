namespace ElasticAccess.Domain.Rules;

/// <summary>
/// Who asks (contract 8): its kind, who it is, and further facts that rules of access look at. Keys are compared
/// exactly, so the dictionary must be made with the ordinal comparer.
/// </summary>
public sealed record Requester(string Type, string Value, IReadOnlyDictionary<string, Fact> Dictionary)
{
    /// <summary>The keys that mean the requester's own type and value, whatever the dictionary holds.</summary>
    public const string TypeKey = "$type";
    public const string ValueKey = "$value";

    /// <summary>The fact under this key; null when there is none.</summary>
    public Fact? Find(string key) => key switch
    {
        TypeKey => new Fact.Text(Type),
        ValueKey => new Fact.Text(Value),
        _ => Dictionary.GetValueOrDefault(key),
    };
}
