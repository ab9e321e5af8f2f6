using System.Globalization;

namespace ElasticAccess.TestSupport.Postgres;

/// <summary>Where the server's own programs are: Debian keeps them out of the PATH, a folder per version.</summary>
internal static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The folder that holds `postgres` and `initdb`, the newest first; null when there is none.</summary>
    public static string? FindFolder() => Folders().FirstOrDefault(folder => Has(folder, "postgres", "initdb"));

    /// <summary>A single program, such as pgbench.</summary>
    public static string? Find(string program) =>
        Folders().FirstOrDefault(folder => Has(folder, program)) is { } found ? Path.Combine(found, program) : null;

    private static IEnumerable<string> Folders()
    {
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return versions
            .OrderByDescending(folder => Version(folder))
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
    }

    private static decimal Version(string folder) =>
        decimal.TryParse(Path.GetFileName(folder), NumberStyles.Number, CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;

    private static bool Has(string folder, params string[] programs) =>
        programs.All(program => File.Exists(Path.Combine(folder, program)));
}
