namespace ElasticAccess.Domain.Usage;

public enum GroupKind
{
    Item,
    ItemVersion,
    Requester,
    Account,
    Instance,
    LineItem,
    Hour,
    Day,
    Month,
    Dictionary,
}

/// <summary>One thing that a summary is grouped by.</summary>
/// <param name="Name">As the caller wrote it, and as the group's key has it: <c>dictionary.department</c>.</param>
/// <param name="DictionaryKey">Of a requester's dictionary; null for the other kinds.</param>
public sealed record GroupKey(GroupKind Kind, string Name, string? DictionaryKey = null);

/// <summary>What a summary is grouped by, in the order in which it was asked (contract 18.7).</summary>
public sealed record Grouping(IReadOnlyList<GroupKey> Keys)
{
    public const int KeysMax = 10;
    public const string DictionaryPrefix = "dictionary.";
    private const int NameCharsMax = 255;

    private static readonly (string Name, GroupKind Kind)[] Known =
    [
        ("item", GroupKind.Item), ("itemVersion", GroupKind.ItemVersion), ("requester", GroupKind.Requester),
        ("account", GroupKind.Account), ("instance", GroupKind.Instance), ("lineItem", GroupKind.LineItem),
        ("hour", GroupKind.Hour), ("day", GroupKind.Day), ("month", GroupKind.Month),
    ];

    /// <summary>Everything in one group.</summary>
    public static readonly Grouping None = new([]);

    /// <summary>The time buckets; null where the groups are not by time.</summary>
    public TimeUnit? Unit { get; } = Keys.Select(key => UnitOf(key.Kind)).FirstOrDefault(unit => unit is not null);

    /// <summary>Whether the groups depend on who asked.</summary>
    public bool NeedsWho { get; } = Keys.Any(key => key.Kind is GroupKind.Requester or GroupKind.Dictionary);

    /// <summary>A list of names with commas between; empty: one group.</summary>
    public static bool TryParse(string text, out Grouping grouping, out string fault)
    {
        grouping = None;
        fault = "";
        if (text.Length == 0)
        {
            return true;
        }

        var keys = new List<GroupKey>();
        foreach (var name in text.Split(','))
        {
            if (!TryParseKey(name, out var key))
            {
                fault = $"'{Shown(name)}' is none of "
                    + string.Join(", ", Known.Select(known => known.Name)) + $", {DictionaryPrefix}<key>";
                return false;
            }

            if (keys.Contains(key))
            {
                fault = $"'{Shown(name)}' is given twice";
                return false;
            }

            keys.Add(key);
        }

        fault = keys.Count > KeysMax ? $"must have at most {KeysMax} parts"
            : keys.Count(key => UnitOf(key.Kind) is not null) > 1 ? "must have only one of hour, day, month"
            : "";
        grouping = new(keys);
        return fault.Length == 0;
    }

    /// <summary>One name; a dictionary's key has 1 to 255 characters and no control characters.</summary>
    public static bool TryParseKey(string name, out GroupKey key)
    {
        if (name.StartsWith(DictionaryPrefix, StringComparison.Ordinal))
        {
            var member = name[DictionaryPrefix.Length..];
            key = new(GroupKind.Dictionary, name, member);
            return member.Length is > 0 and <= NameCharsMax && !member.Any(char.IsControl);
        }

        var at = Array.FindIndex(Known, known => known.Name == name);
        key = at < 0 ? new(default, name) : new(Known[at].Kind, name);
        return at >= 0;
    }

    private static TimeUnit? UnitOf(GroupKind kind) => kind switch
    {
        GroupKind.Hour => TimeUnit.Hour,
        GroupKind.Day => TimeUnit.Day,
        GroupKind.Month => TimeUnit.Month,
        _ => null,
    };

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
