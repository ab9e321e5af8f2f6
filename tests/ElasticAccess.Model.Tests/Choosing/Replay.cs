using ElasticAccess.TestSupport;

namespace ElasticAccess.Model.Tests.Choosing;

/// <summary>
/// Which choices a random test runs with, and the one command that runs it again with those that failed.
/// </summary>
public static class Replay
{
    public const string ChoicesVariable = "ELASTICACCESS_TEST_CHOICES";

    /// <summary>How long a random test of this project goes on; the suite's own bound where it is not set.</summary>
    public const string SecondsVariable = "ELASTICACCESS_MODEL_SECONDS";

    /// <summary>Somebody names one run.</summary>
    public static bool IsOne => Named is not null || NamedSeed is not null;

    /// <summary>The choices that somebody names.</summary>
    public static byte[]? Named => Value(ChoicesVariable) is { } hex ? Convert.FromHexString(hex) : null;

    /// <summary>The seed that somebody names.</summary>
    public static int? NamedSeed => Value(Seeds.Variable) is { } seed
        ? int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Somebody says how long.</summary>
    public static bool IsLong => Value(SecondsVariable) is not null;

    public static TimeSpan Time(int seconds) => TimeSpan.FromSeconds(Value(SecondsVariable) is { } given
        ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : seconds);

    public static string Command(byte[] choices, string test) =>
        $"{ChoicesVariable}={Convert.ToHexStringLower(choices)} {Run(test)}";

    public static string Command(int seed, string test) => $"{Seeds.Variable}={seed} {Run(test)}";

    private static string Run(string test) =>
        $"dotnet test tests/ElasticAccess.Model.Tests -c Release --filter \"FullyQualifiedName~{test}\"";

    private static string? Value(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
