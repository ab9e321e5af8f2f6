using ElasticAccess.Domain;

namespace ElasticAccess.Data.Ledger;

/// <summary>What the requests of a batch need to know before they can be decided.</summary>
public sealed class Needs
{
    public HashSet<Guid> Instances { get; } = [];

    /// <summary>Names of the items asked for.</summary>
    public HashSet<string> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>Type and value of those who ask, for their consumption under limits.</summary>
    public HashSet<(string Type, string Value)> Requesters { get; } = [];

    /// <summary>With what they have paid, and prices back to when they were last due.</summary>
    public HashSet<(Guid InstanceId, Guid SessionId)> Sessions { get; } = [];

    /// <summary>Activation ids that a line item is to be mapped under.</summary>
    public HashSet<string> Activations { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Series of rate tables that a line item of this batch is to have: a request after it in the batch may be its
    /// first.
    /// </summary>
    public HashSet<string> Series { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Line items, by activation id, whose limit is about to be set: when the last period began that counted anything.
    /// </summary>
    public HashSet<(Guid InstanceId, string ActivationId)> LastPeriods { get; } = [];

    /// <summary>Something will be priced.</summary>
    public bool HasPrices => Items.Count > 0 || Sessions.Count > 0;

    public List<AnswerKey> Answers { get; } = [];

    /// <summary>The span of time in which the requests are decided.</summary>
    public Instant Earliest { get; private set; } = new(long.MaxValue);

    public Instant Latest { get; private set; } = new(long.MinValue);

    public void Cover(Instant now)
    {
        Earliest = Instant.Earlier(Earliest, now);
        Latest = Instant.Later(Latest, now);
    }
}
