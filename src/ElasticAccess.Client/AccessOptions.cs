namespace ElasticAccess.Client;

/// <summary>What may be said about one access request, one-off or session (contract sections 18.3 and 18.4).</summary>
public sealed record AccessOptions : RequestOptions
{
    /// <summary>True: answer as if, but change and record nothing.</summary>
    /// <remarks>
    /// Nothing is granted by a dry run: its answer says <c>IsGranted</c> false and <c>WouldBeGranted</c> true. Between
    /// it and the real request others may take the tokens. A key given in
    /// <see cref="RequestOptions.IdempotencyKey"/> is kept for the real request; the dry run gets one of its own.
    /// </remarks>
    public bool DryRun { get; init; }

    /// <summary>True: every item of the answer carries <see cref="Models.ItemAccess.Explanation"/>.</summary>
    public bool Explain { get; init; }

    internal override bool IsDryRun => DryRun;

    internal (string, string?)[] Query =>
        [("dryRun", DryRun ? "true" : null), ("explain", Explain ? "true" : null)];
}
