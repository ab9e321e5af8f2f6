namespace ElasticAccess.Domain.Rules;

/// <summary>A test of the requester (contract 7.2).</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    public abstract bool Holds(Requester requester);

    /// <summary>The fact under the key is one of the values. A missing key is not.</summary>
    public sealed record In(string Key, IReadOnlyList<Fact> Values) : Condition
    {
        public override bool Holds(Requester requester) =>
            requester.Find(Key) is { } fact && Values.Any(fact.Meets);
    }

    /// <summary>Exactly what <see cref="In"/> is not, so a missing key holds.</summary>
    public sealed record Not(string Key, IReadOnlyList<Fact> Values) : Condition
    {
        public override bool Holds(Requester requester) => !new In(Key, Values).Holds(requester);
    }

    public sealed record And(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override bool Holds(Requester requester) => Conditions.All(condition => condition.Holds(requester));
    }

    public sealed record Or(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override bool Holds(Requester requester) => Conditions.Any(condition => condition.Holds(requester));
    }
}
