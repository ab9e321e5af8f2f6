using System.Diagnostics;

namespace ElasticAccess.TestSupport.Processes;

/// <summary>Ends what test processes left behind that were killed before they could clean up.</summary>
internal static class Orphans
{
    private static readonly Lazy<bool> Sweep = new(() =>
    {
        string[] places = [Path.GetTempPath().TrimEnd('/'), "/tmp", "/var/tmp"];
        foreach (var folder in places.Distinct().Where(Directory.Exists).SelectMany(Abandoned))
        {
            EndChildren(folder);
            TempFolder.Delete(folder);
        }

        return true;
    });

    public static void SweepOnce() => _ = Sweep.Value;

    private static IEnumerable<string> Abandoned(string place) =>
        Directory.GetDirectories(place, $"{TempFolder.Prefix}*").Where(IsAbandoned);

    private static bool IsAbandoned(string folder)
    {
        // Without an owner it is being made right now, or being deleted by somebody else.
        return Read(TempFolder.OwnerFile(folder)) is [var owner] && ProcessIdentity.Parse(owner) is { IsAlive: false };
    }

    private static void EndChildren(string folder)
    {
        foreach (var line in Read(TempFolder.ChildrenFile(folder)))
        {
            if (line.StartsWith("container ", StringComparison.Ordinal))
            {
                Shell.Run("docker", ["rm", "-f", line.Split(' ')[1]]);
            }
            else if (line.StartsWith(TempFolder.Mount, StringComparison.Ordinal))
            {
                Unmount(line[TempFolder.Mount.Length..]);
            }
            else if (ProcessIdentity.Parse(line) is { IsAlive: true } child)
            {
                End(child.Id);
            }
        }
    }

    // What runs on it has a folder of its own there.
    private static void Unmount(string place)
    {
        foreach (var folder in Directory.Exists(place) ? Abandoned(place) : [])
        {
            EndChildren(folder);
        }

        Shell.Run("umount", [place]);
    }

    private static void End(int id)
    {
        using var process = Process.GetProcessById(id);

        // PostgreSQL gives its shared memory back when asked to quit, not when killed.
        Signal.Quit.Send(id);
        if (!process.WaitForExit(5_000))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(5_000);
        }
    }

    private static string[] Read(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
