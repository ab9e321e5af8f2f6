namespace ElasticAccess.Domain.BackOffice;

/// <summary>Types of license models (contract 19), by the names that they have on the wire.</summary>
public static class LicenseModelKind
{
    /// <summary>The metered one, for tokens: its line items are mapped.</summary>
    public const string ElasticAccess = "Dynamic Monetization | Elastic Access";

    /// <summary>All but the first are recorded only.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        ElasticAccess, "FlexNet Embedded", "FlexNet Publisher certificate", "FlexNet Publisher trusted storage",
        "Custom",
    ];

    public static bool IsMetered(string kind) => kind == ElasticAccess;

    /// <summary>What an entitlement of such line items is called when it is read back; mixed ones say E.</summary>
    public static string EntitlementType(IEnumerable<string> kinds)
    {
        var types = kinds.Select(TypeOf).Distinct().Take(2).ToArray();
        return types is [var one] ? one : "E";
    }

    private static string TypeOf(string kind) => kind switch
    {
        ElasticAccess => "DM",
        "FlexNet Publisher certificate" => "C",
        "FlexNet Publisher trusted storage" => "T",
        "Custom" => "NF",
        _ => "E",
    };
}
