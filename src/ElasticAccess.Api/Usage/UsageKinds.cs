using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Api.Usage;

/// <summary>What a row can say, by its names on the wire (contract 18.7).</summary>
internal static class UsageKinds
{
    private static readonly Dictionary<string, EntryKind> Known = Enum.GetValues<EntryKind>().ToDictionary(NameOf);

    public static string Names { get; } = string.Join(", ", Known.Keys);

    public static string NameOf(EntryKind kind) => kind switch
    {
        EntryKind.Charge => "CHARGE",
        EntryKind.AutomaticCharge => "AUTOMATIC_CHARGE",
        EntryKind.Refund => "REFUND",
        EntryKind.Denial => "DENIAL",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A list with commas, as groupBy is one; null where it is not given, or faulty.</summary>
    public static IReadOnlyCollection<EntryKind>? Read(QueryReader query)
    {
        if (query.Text("kind") is not { } text)
        {
            return null;
        }

        var kinds = new HashSet<EntryKind>();
        foreach (var name in text.Split(','))
        {
            if (!Known.TryGetValue(name, out var kind))
            {
                query.Refuse("kind", $"must be given once, as a list with commas of {Names}");
                return null;
            }

            if (!kinds.Add(kind))
            {
                query.Refuse("kind", $"'{name}' is given twice");
                return null;
            }
        }

        return kinds;
    }

    /// <summary>Roll-ups know no kinds; a summary that did not hear the question would answer another.</summary>
    public static void Refuse(QueryReader query)
    {
        if (query.Text("kind") is not null)
        {
            query.Refuse("kind", "is for rows only: sums have charges, refunds and denials side by side");
        }
    }
}
