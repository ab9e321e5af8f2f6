namespace ElasticAccess.Chaos.Scene;

/// <summary>libfaketime before a service process: a file of each replica says how far off its clock is.</summary>
internal static class FakeClock
{
    public const string Variable = "ELASTICACCESS_FAKETIME";

    // The one for programs of several threads.
    private const string Library = "libfaketimeMT.so.1";

    /// <summary>Fails where the run asks for it and it is not installed.</summary>
    public static void Prepare(Stage stage, Options options)
    {
        if (options.Clock != ClockKind.Fake)
        {
            return;
        }

        var library = Find() ?? throw new InvalidOperationException(
            $"There is no {Library}: install libfaketime, or name the file in {Variable}.");
        foreach (var replica in stage.Replicas)
        {
            File.WriteAllText(replica.ClockFile, "+0");
            replica.Set("LD_PRELOAD", library);
            replica.Set("FAKETIME_TIMESTAMP_FILE", replica.ClockFile);
            replica.Set("FAKETIME_NO_CACHE", "1");
            replica.Set("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
    }

    private static string? Find()
    {
        string[] places =
            ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime"];
        return places.Select(place => Path.Combine(place, Library))
            .Prepend(Environment.GetEnvironmentVariable(Variable) ?? "").FirstOrDefault(File.Exists);
    }
}
