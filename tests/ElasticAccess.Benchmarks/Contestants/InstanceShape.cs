namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>How much stands on an instance beside the one line item that every one has.</summary>
/// <param name="LineItems">1 to 1,000, each with tokens to spare.</param>
/// <param name="Actions">0 to 999 before the default one, whose conditions no requester of the load meets.</param>
/// <param name="RatedItems">0 to 9,999 items beside the usual in a rate table of its own.</param>
internal sealed record InstanceShape(string Name, int LineItems = 1, int Actions = 0, int RatedItems = 0)
{
    public static InstanceShape Plain { get; } = new("plain");

    public string Series => RatedItems == 0 ? "Studio" : $"Studio{RatedItems}";
}
