using System.Reflection;

namespace ElasticAccess.TestSupport;

/// <summary>Where the working tree is, seen from a test assembly, and what was built in it.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: a process under test is taken from the same build as the test.</summary>
    public static string Configuration { get; } =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    public static string BuiltAssembly(string project)
    {
        var path = Path.Combine(Root, "src", project, "bin", Configuration, "net10.0", $"{project}.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{project} is not built: run `dotnet build -c {Configuration}`.", path);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ElasticAccess.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No ElasticAccess.sln above {AppContext.BaseDirectory}.");
    }
}
