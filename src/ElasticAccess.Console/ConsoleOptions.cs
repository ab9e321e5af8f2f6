namespace ElasticAccess.Console;

/// <summary>Settings under <c>ElasticAccess:Console</c>.</summary>
public sealed class ConsoleOptions
{
    /// <summary>False: there is nothing at <c>/console</c>. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Where the console reaches the API. Default: the first address that this process listens on; one is needed where
    /// that cannot be reached from here, such as https with a name that is not in the certificate.
    /// </summary>
    public Uri? ServiceUrl { get; init; }
}
