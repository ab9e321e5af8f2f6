namespace ElasticAccess.Console.SignIn;

/// <summary>Why there is a page to sign in instead of the one asked for.</summary>
internal static class SignInFault
{
    /// <summary>The API no longer takes the key.</summary>
    public const string Ended = "ended";

    /// <summary>The cookie's time is over, or nobody can read it any more.</summary>
    public const string TimedOut = "timed-out";

    public const string SignedOut = "signed-out";

    public static string? Sentence(string? why) => why switch
    {
        Ended => "Your key has expired or was revoked. Sign in with another one.",
        TimedOut => "You were signed out after a working day. Sign in again to go on where you were.",
        SignedOut => "You have signed out.",
        _ => null,
    };
}
