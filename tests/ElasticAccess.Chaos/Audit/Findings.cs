namespace ElasticAccess.Chaos.Audit;

/// <summary>What the audit counted, and what it found wrong.</summary>
internal sealed class Findings
{
    private const int ShownOfAKind = 5;

    private readonly Dictionary<string, List<string>> wrong = [];

    /// <summary>Intents answered 2xx.</summary>
    public int Acknowledged { get; set; }

    /// <summary>Intents with at least one attempt whose outcome the client could not know.</summary>
    public int Unknown { get; set; }

    /// <summary>Those of them that an attempt without an answer had done.</summary>
    public int UnknownCommitted { get; set; }

    /// <summary>Ledger rows, changes of line items, sessions and stored answers that were looked at.</summary>
    public int Examined { get; set; }

    public double LongestUnavailableSeconds { get; set; }

    /// <summary>Acknowledged, and not there as it was answered.</summary>
    public int Lost => CountOf(nameof(Lost));

    /// <summary>Done twice.</summary>
    public int Doubled => CountOf(nameof(Doubled));

    /// <summary>Done, and asked by nobody.</summary>
    public int Invented => CountOf(nameof(Invented));

    /// <summary>All else.</summary>
    public int Violations => wrong.Sum(kind => kind.Value.Count) - Lost - Doubled - Invented;

    public bool IsRed => wrong.Count > 0;

    /// <summary>Kinds with their numbers, as <c>Lost 3</c>.</summary>
    public IEnumerable<string> Kinds => wrong.Select(kind => $"{kind.Key} {kind.Value.Count}").Order();

    public void IsLost(string what) => Add(nameof(Lost), what);

    public void IsDoubled(string what) => Add(nameof(Doubled), what);

    public void IsInvented(string what) => Add(nameof(Invented), what);

    public void Add(string kind, string what)
    {
        if (!wrong.TryGetValue(kind, out var list))
        {
            wrong.Add(kind, list = []);
        }

        list.Add(what);
    }

    private int CountOf(string kind) => wrong.GetValueOrDefault(kind)?.Count ?? 0;

    public IEnumerable<string> Describe() => wrong.SelectMany(kind =>
        kind.Value.Take(ShownOfAKind).Select(what => $"{kind.Key}: {what}")
            .Append($"{kind.Key}: {kind.Value.Count} in all"));
}
