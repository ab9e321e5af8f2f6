namespace ElasticAccess.Console.Reaching;

/// <summary>Something that usage is added up by.</summary>
/// <param name="Kind">One of <see cref="All"/>, or empty: by nothing.</param>
/// <param name="Attribute">Of the requester, where it is by attribute; null: department.</param>
public sealed record UsageDimension(string Kind, string? Attribute)
{
    public const string Attributes = "attribute";
    public const string Time = "time";
    private const string AttributeByDefault = "department";

    /// <summary>All that the API has, with the words of the pages.</summary>
    public static IReadOnlyList<(string Kind, string Words)> All { get; } =
    [
        ("item", "item"), ("itemVersion", "version of the item"), ("requester", "requester"),
        (Attributes, "attribute of the requester"), ("lineItem", "line item"), ("instance", "instance"),
        ("account", "account"), (Time, "time, as in the plot"),
    ];

    /// <summary>What the field of the attribute holds.</summary>
    public string AttributeShown => Attribute ?? AttributeByDefault;

    /// <summary>As the API names it; null: by nothing.</summary>
    public string? NameIn(string bucket) => Kind switch
    {
        "" => null,
        Time => bucket,
        Attributes => $"dictionary.{AttributeShown}",
        _ => Kind,
    };

    /// <summary>For the head of a column.</summary>
    public static string WordsOf(string name) =>
        name.StartsWith("dictionary.", StringComparison.Ordinal) ? name["dictionary.".Length..]
        : All.FirstOrDefault(known => known.Kind == name).Words ?? name;
}
