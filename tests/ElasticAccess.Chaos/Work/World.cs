namespace ElasticAccess.Chaos.Work;

/// <summary>What the run is about: who holds which tokens, what is charged, and at which price.</summary>
internal static class World
{
    public const int Workers = 32;
    public const int HotInstances = 2;
    public const int ColdInstances = 6;

    /// <summary>Few tokens, changed all the time: requests fight for the last of them.</summary>
    public const string Scarce = "scarce";

    /// <summary>As scarce, and it may be overdrawn by so many tokens.</summary>
    public const string Overdrawn = "overdrawn";
    public const long OverdraftLimit = 40;

    /// <summary>More than the run can use; pays for most requests.</summary>
    public const string Plenty = "plenty";

    /// <summary>Of a series of its own: what sessions use.</summary>
    public const string Rooms = "rooms";

    public const string Unrated = "teleport";

    public static readonly TimeSpan ChargePeriod = TimeSpan.FromMinutes(10);

    /// <summary>Tokens for one count; those of the scarce line items only they price.</summary>
    public static readonly IReadOnlyDictionary<string, decimal> Rates = new Dictionary<string, decimal>
    {
        ["draft"] = 0.5m,
        ["print"] = 3m,
        ["render"] = 1.25m,
        ["sketch"] = 1m,
        ["poster"] = 2.75m,
        ["desk"] = 6m,
        ["hall"] = 2.5m,
    };

    public static readonly string[] OneOffItems = ["draft", "print", "render"];
    public static readonly string[] ScarceItems = ["sketch", "poster"];
    public static readonly string[] SessionItems = ["desk", "hall"];

    public static string LineItem(string kind, int instance) => $"{kind}-{instance}";
}
