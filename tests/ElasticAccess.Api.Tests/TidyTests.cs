using System.Text.RegularExpressions;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests;

/// <summary>The form of the source, as the house style wants it.</summary>
public sealed partial class TidyTests
{
    private const int LinesMax = 300;
    private const int ColumnsMax = 120;

    // What every slice may use: the wire, who calls, how it starts, how it is run.
    private static readonly string[] Shared = ["Wire", "Auth", "Startup", "Operations", "Swagger"];

    // A session request is a one-off request and one member more (contract 10.3), moving the sandbox clock does all
    // session work (18.8), workers ask where that clock stands, and the start and the pages know every slice.
    private static readonly (string User, string Used)[] Neighbours =
    [
        ("Sessions", "Access"), ("Sessions", "Sandbox"), ("Alerts", "Sandbox"), ("Sandbox", "Sessions"),
        ("Startup", "*"), ("Swagger", "*"),
    ];

    // Where the slices are put together: the list of shapes, and the pages that show them.
    private static readonly string[] MeetingPlaces = ["Wire/WireJson.cs", "Program.cs"];

    // Folders of Domain without tests of their own. The list may only become shorter.
    private static readonly string[] Untested = [];

    // Lines of tests that are longer than they should be. The numbers may only become smaller.
    private static readonly Dictionary<string, int> LongLines = new()
    {
        ["ElasticAccess.Api.Tests"] = 16,
        ["ElasticAccess.Data.Tests"] = 1,
    };

    [Fact]
    public void Files_are_short() => IsEmpty(Sources()
        .Where(file => File.ReadAllLines(file.Path).Length > LinesMax).Select(file => $"{file} is too long"));

    [Fact]
    public void Lines_are_short() => IsEmpty(Sources().GroupBy(file => file.Project).SelectMany(project =>
    {
        var found = project.SelectMany(file => File.ReadAllLines(file.Path).Index()
            .Where(line => line.Item.Length > ColumnsMax)
            .Select(line => $"{file}({line.Index + 1}): {line.Item.Length} columns")).ToArray();
        return found.Length > LongLines.GetValueOrDefault(project.Key) ? found : [];
    }));

    [Fact]
    public void A_namespace_is_its_folder() => IsEmpty(Sources().Where(file =>
        Namespace().Match(file.Text) is { Success: true } found && found.Groups[1].Value != file.Namespace)
        .Select(file => $"{file}: {Namespace().Match(file.Text).Groups[1].Value} instead of {file.Namespace}"));

    [Fact]
    public void Nothing_is_left_to_do() => IsEmpty(Sources().SelectMany(file =>
        ToDo().Matches(file.Text).Select(found => $"{file}: {found.Value}")));

    [Fact]
    public void No_slice_uses_another()
    {
        var api = Sources().Where(file => file.Project == "ElasticAccess.Api").ToArray();
        string[] slices = [.. api.Select(file => file.Folder).Distinct().Except(Shared).Where(slice =>
            slice.Length > 0)];
        Assert.Contains("LineItems", slices);
        IsEmpty(api.Where(file => !MeetingPlaces.Contains(file.Relative)).SelectMany(file =>
            slices.Where(slice => slice != file.Folder && !IsNeighbour(file.Folder, slice)
                && UsesSlice(file.Text, slice))
                .Select(slice => $"{file} uses {slice}")));
    }

    [Fact]
    public void Folders_of_the_domain_are_mirrored_in_its_tests()
    {
        var tested = Sources().Where(file => file.Project == "ElasticAccess.Domain.Tests").Select(file => file.Folder);
        var missing = Sources().Where(file => file.Project == "ElasticAccess.Domain").Select(file => file.Folder)
            .Where(folder => folder.Length > 0).Distinct().Except(tested).ToArray();
        IsEmpty(missing.Except(Untested).Select(folder => $"Domain/{folder} has no tests"));
    }

    private static bool IsNeighbour(string user, string used) =>
        Neighbours.Contains((user, used)) || Neighbours.Contains((user, "*"));

    private static bool UsesSlice(string text, string slice) =>
        Regex.IsMatch(text, $@"\b(using|ElasticAccess\.Api\.)\s*(ElasticAccess\.Api\.)?{slice}\b");

    private static IEnumerable<Source> Sources() =>
        from top in new[] { "src", "tests" }
        from pattern in new[] { "*.cs", "*.razor" }
        from path in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, top), pattern, SearchOption.AllDirectories)
        let source = new Source(path)
        where !source.IsGenerated
        select source;

    private static void IsEmpty(IEnumerable<string> faults)
    {
        var found = faults.ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("TO" + "DO|FIX" + "ME")]
    private static partial Regex ToDo();

    private sealed record Source(string Path)
    {
        private readonly string[] parts = System.IO.Path.GetRelativePath(Repository.Root, Path).Split('/', '\\');

        public string Project => parts[1];

        /// <summary>Within the project.</summary>
        public string Relative => string.Join('/', parts[2..]);

        /// <summary>The first below the project; empty for a file of the project itself.</summary>
        public string Folder => parts.Length > 3 ? parts[2] : "";

        public string Namespace => string.Join('.', parts[1..^1]);

        public bool IsGenerated => parts.Contains("obj") || parts.Contains("bin") || parts.Contains("Migrations");

        public string Text => File.ReadAllText(Path);

        public override string ToString() => string.Join('/', parts);
    }
}
