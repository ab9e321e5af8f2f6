using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Chaos.Scene;

/// <summary>
/// A small file system of its own for the database, which can be filled: a file mounted as ext4, or else memory. Both
/// need root; without, the database lies where temporary files lie and the disk is never full.
/// </summary>
internal sealed class Disk : IDisposable
{
    private const string Size = "3G";
    private const string MemorySize = "1500M";

    private readonly TempFolder folder = TempFolder.Create("disk");

    private Disk()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Kind = "no disk of its own: not root";
            return;
        }

        var place = folder.At("mounted");
        Directory.CreateDirectory(place);
        var image = folder.At("image");
        folder.NoteChild($"{TempFolder.Mount}{place}");
        var isFile = Try("truncate", "-s", Size, image) && Try("mkfs.ext4", "-q", "-m", "0", "-F", image)
            && Try("mount", "-o", "loop", image, place);
        if (isFile || Try("mount", "-t", "tmpfs", "-o", $"size={MemorySize}", "tmpfs", place))
        {
            Place = place;
            Kind = isFile ? $"an ext4 of {Size} in a file" : $"a tmpfs of {MemorySize}";
            AtExit.Add(Unmount);
        }
        else
        {
            Kind = "no disk of its own: nothing can be mounted";
        }
    }

    /// <summary>Null: there is none.</summary>
    public string? Place { get; }

    public string Kind { get; }

    private string Filler => Path.Combine(Place!, "filler");

    public static Disk Make() => new();

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        var free = new DriveInfo(Place!).AvailableFreeSpace;
        for (var step = free; step >= 4_096; step /= 2)
        {
            // Appended piece by piece: what is left is never known exactly while others write too.
            while (Try("fallocate", "-o", $"{LengthOfFiller()}", "-l", $"{step}", Filler))
            {
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        AtExit.Remove(Unmount);
        Unmount();
        folder.Dispose();
    }

    private long LengthOfFiller() => File.Exists(Filler) ? new FileInfo(Filler).Length : 0;

    private void Unmount()
    {
        for (var attempt = 0; Place is not null && attempt < 50 && !Try("umount", Place); attempt++)
        {
            Thread.Sleep(100);
        }
    }

    private static bool Try(string program, params string[] arguments) => Shell.Run(program, arguments).Succeeded;
}
