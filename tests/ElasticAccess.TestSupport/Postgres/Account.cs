using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.TestSupport.Postgres;

/// <summary>As whom PostgreSQL is started. It refuses root, and build machines often are root.</summary>
internal sealed record Account(string Name, string[] Prefix, bool NeedsOwnership = false)
{
    private const string Nobody = "65534";

    public static IReadOnlyList<Account> Usable =>
        !Environment.IsPrivilegedProcess
            ? [new Account("own account", [])]
            :
            [
                // No account and no open folders needed, but a container may forbid user namespaces.
                new Account("unshare", ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]),
                new Account(
                    "setpriv",
                    ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--"],
                    NeedsOwnership: true),
            ];

    /// <param name="parent">Null: wherever temporary files go.</param>
    public TempFolder NewFolder(string? parent)
    {
        if (!NeedsOwnership)
        {
            return TempFolder.Create("postgres", parent);
        }

        var folder = TempFolder.Create("postgres", parent ?? Places().FirstOrDefault(IsTraversable));
        Shell.Run("chown", [$"{Nobody}:{Nobody}", folder.Path]);
        return folder;
    }

    private static IEnumerable<string> Places() => [Path.GetTempPath(), "/tmp", "/var/tmp"];

    private static bool IsTraversable(string place)
    {
        for (var folder = new DirectoryInfo(place); folder is not null; folder = folder.Parent)
        {
            if (!OperatingSystem.IsWindows() && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
