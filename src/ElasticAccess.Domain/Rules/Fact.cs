namespace ElasticAccess.Domain.Rules;

/// <summary>
/// One value of a requester's dictionary or of a condition. JSON null and objects have no counterpart: such a member
/// is left out, since nothing can equal it (contract 7.2).
/// </summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>
    /// Strings compare exactly, numbers and booleans by value, never one kind with another; a list is met when any of
    /// its elements is. A list within a list meets nothing, since <paramref name="value"/> is never a list.
    /// </summary>
    public bool Meets(Fact value) => this is List list ? list.Elements.Contains(value) : this == value;

    public sealed record Text(string Value) : Fact;

    /// <summary>1 and 1.0 are the same number.</summary>
    public sealed record Number(decimal Value) : Fact;

    public sealed record Flag(bool Value) : Fact;

    public sealed record List(IReadOnlyList<Fact> Elements) : Fact;
}
