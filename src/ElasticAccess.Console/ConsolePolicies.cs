namespace ElasticAccess.Console;

/// <summary>Which pages a key opens. What it may do there is for the API to say.</summary>
public static class ConsolePolicies
{
    /// <summary>Any key that is signed in.</summary>
    public const string Anyone = "Console";

    /// <summary>An administration key.</summary>
    public const string Producer = "ConsoleProducer";

    /// <summary>A client key.</summary>
    public const string Administrator = "ConsoleAdministrator";
}
