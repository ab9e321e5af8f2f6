namespace ElasticAccess.Client;

/// <summary>The version of the API that a client speaks; it is a segment of the path (contract section 1).</summary>
/// <remarks>
/// Both versions show the same state. What exists in v1.1 only (batches, consumption limits, API keys) is always
/// called under v1.1, whatever is set here.
/// </remarks>
public enum ApiVersion
{
    /// <summary>
    /// v1.1: status codes of four digits, formulas, 409 for every session that is not live. The default.
    /// </summary>
    V11,

    /// <summary>v1.0: status codes of three digits, no formulas, 403 for a terminated session.</summary>
    V10,
}
