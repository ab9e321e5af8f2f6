namespace ElasticAccess.Chaos.Work;

internal enum IntentKind
{
    OneOff,
    Batch,
    LineItem,
    SessionCreate,
    SessionAccess,
    SessionHalt,
    SessionClose,

    /// <summary>Has no Idempotency-Key: it may come twice.</summary>
    Heartbeat,
}

/// <summary>What a client is about to ask, written down before it is sent.</summary>
/// <param name="Key">The Idempotency-Key; also in the item's metaData or the line item's resetFrequency.</param>
/// <param name="At">Ticks of the one monotonic clock of the run.</param>
/// <param name="Path">With the prefix, as it is sent.</param>
internal sealed record Intent(
    string Key, IntentKind Kind, long At, string Method, string Path, string Instance, string? Session, string? Body)
{
    public string[] Parts { get; init; } = [];

    /// <summary>Keys that ledger rows of this intent may carry.</summary>
    public IEnumerable<string> RowKeys => Kind == IntentKind.Batch ? Parts : [Key];
}

/// <summary>What one item was answered.</summary>
/// <param name="Charges">Activation id and millionths of a token.</param>
internal sealed record AnsweredItem(int Index, string Code, Dictionary<string, long> Charges);

/// <summary>What one access request was answered; a batch holds several.</summary>
internal sealed record Answered(string Key, Guid CorrelationId, AnsweredItem[] Items);

/// <summary>How an intent ended for its client.</summary>
/// <param name="Status">Of the last answer that counts; 0 when the client gave up without one.</param>
/// <param name="BodyHash">SHA-256, lower-case hexadecimal.</param>
/// <param name="Unknown">Attempts whose outcome the client could not know.</param>
internal sealed record Verdict(string Key, long At, int Status, string BodyHash, bool Replayed, int Unknown)
{
    public Answered[] Answers { get; init; } = [];

    public string? Session { get; init; }

    /// <summary>What was wrong with the answer in itself, in words; null for nothing.</summary>
    public string? Fault { get; init; }

    public bool IsAcknowledged => Status is >= 200 and < 300;

    /// <summary>It was never meant to be repeated; one that is open without this found no answer in time.</summary>
    public bool GaveUp { get; init; }

    public bool IsOpen => Status == 0;
}

/// <summary>A line of a journal: an intent or a verdict.</summary>
internal sealed record JournalLine(Intent? Intent = null, Verdict? Verdict = null);
