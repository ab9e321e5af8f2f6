namespace ElasticAccess.Console.SignIn;

/// <summary>Why there is a page to sign in instead of the one asked for.</summary>
internal static class SignInFault
{
    /// <summary>The API no longer takes the key.</summary>
    public const string Ended = "ended";

    public const string SignedOut = "signed-out";

    public static string? Sentence(string? why) => why switch
    {
        Ended => "Your key has expired or was revoked. Sign in with another one.",
        SignedOut => "You have signed out.",
        _ => null,
    };
}
