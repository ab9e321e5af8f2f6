using System.Text.Json;

namespace ElasticAccess.Cli.Connecting;

/// <summary>
/// Where profiles are kept: <c>elastic-access/profiles.json</c> under <c>XDG_CONFIG_HOME</c> (or <c>~/.config</c>; on
/// Windows the user's application data), readable by its owner only.
/// </summary>
internal static class ProfileFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Path { get; } = System.IO.Path.Combine(Folder(), "elastic-access", "profiles.json");

    public static ProfileList Read()
    {
        if (!File.Exists(Path))
        {
            return new(null, new(StringComparer.Ordinal));
        }

        try
        {
            Tighten();
            return JsonSerializer.Deserialize<ProfileList>(File.ReadAllText(Path), Json)
                ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new Failure(ExitCode.Usage, $"{Path} cannot be read: {e.Message}");
        }
    }

    /// <summary>The new file takes the place of the old one whole, and others can never read it.</summary>
    public static void Write(ProfileList list)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        var next = $"{Path}.{Environment.ProcessId}";
        try
        {
            CreateFolder(folder);
            using (var file = new FileStream(next, Options()))
            {
                JsonSerializer.Serialize(file, list, Json);
            }

            File.Move(next, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Failure(ExitCode.Usage, $"{Path} cannot be written: {e.Message}");
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static void Tighten()
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & ~OwnerOnly) != 0)
        {
            File.SetUnixFileMode(Path, OwnerOnly);
            Console.Error.WriteLine($"{Path} could be read by others; it has its rights 0600 again.");
        }
    }

    private static string Folder() =>
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } configured
            ? configured
            : Environment.GetFolderPath(
                Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
}
