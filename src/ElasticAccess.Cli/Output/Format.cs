namespace ElasticAccess.Cli.Output;

/// <summary>How data is written to standard output; everything else goes to standard error.</summary>
internal enum Format
{
    /// <summary>For people. Its form may change.</summary>
    Table,

    /// <summary>The API's own JSON: an object, or one array of all that a list has.</summary>
    Json,

    /// <summary>RFC 4180 with a header; times in ms, members within members as JSON.</summary>
    Csv,
}
