namespace ElasticAccess.TestSupport.Processes;

/// <summary>
/// A folder that names its owner and what runs in it, so that the next run can clean up after one that was killed.
/// </summary>
internal sealed class TempFolder : IDisposable
{
    public const string Prefix = "elasticaccess-test-";

    /// <summary>Before the path of a file system that is mounted for the tests.</summary>
    public const string Mount = "mount ";

    private TempFolder(string path)
    {
        Path = path;
        AtExit.Add(Dispose);
    }

    public string Path { get; }

    public static TempFolder Create(string purpose, string? parent = null)
    {
        Orphans.SweepOnce();
        var name = $"{Prefix}{purpose}-{Guid.NewGuid().ToString("N")[..12]}";
        var path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), name);
        Directory.CreateDirectory(path);
        File.WriteAllText(OwnerFile(path), ProcessIdentity.Own.ToString());
        return new TempFolder(path);
    }

    public static string OwnerFile(string folder) => System.IO.Path.Combine(folder, "owner");

    public static string ChildrenFile(string folder) => System.IO.Path.Combine(folder, "children");

    /// <summary>A process id with its start, `container` and an id, or `mount` and a path.</summary>
    public void NoteChild(string line) => File.AppendAllLines(ChildrenFile(Path), [line]);

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        AtExit.Remove(Dispose);
        Delete(Path);
    }

    public static void Delete(string folder)
    {
        // A process that has just been killed may still be writing its last file.
        for (var attempt = 0; attempt < 20 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                Thread.Sleep(50);
            }
            catch (UnauthorizedAccessException)
            {
                return;
            }
        }
    }
}
