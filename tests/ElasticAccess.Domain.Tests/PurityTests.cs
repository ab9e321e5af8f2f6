using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ElasticAccess.Domain.Tests;

/// <summary>
/// What the compiler and the banned-symbols analyzer do not see: they know types and methods, not keywords,
/// folders and project files.
/// </summary>
public partial class PurityTests
{
    private static readonly string Domain = Path.Combine(Root(), "src", "ElasticAccess.Domain");

    [Fact]
    public void The_domain_never_says_double_or_float() =>
        AssertNowhere(BinaryFloatingPoint(), "amounts are Tokens, counts and rates decimal");

    [Fact]
    public void A_decision_is_synchronous() => AssertNowhere(Asynchrony(), "a decision is synchronous");

    [Fact]
    public void The_domain_references_no_project_and_no_run_time_package()
    {
        var project = XDocument.Load(Path.Combine(Domain, "ElasticAccess.Domain.csproj"));

        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(project.Descendants("Reference"));
        Assert.All(project.Descendants("PackageReference"), package =>
            Assert.Equal("all", package.Attribute("PrivateAssets")?.Value));
        Assert.All(typeof(Tokens).Assembly.GetReferencedAssemblies(), assembly =>
            Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_namespace_is_the_folder_it_lies_in() => Assert.All(Sources(), source =>
    {
        var folder = Path.GetDirectoryName(Path.GetRelativePath(Domain, source))!;
        var expected = folder == "" ? "ElasticAccess.Domain" : $"ElasticAccess.Domain.{folder.Replace('/', '.')}";

        Assert.Contains($"namespace {expected};", File.ReadLines(source));
    });

    private static void AssertNowhere(Regex words, string why)
    {
        var found = Sources().SelectMany(source => File.ReadLines(source)
            .Select((line, i) => (Text: Code(line), Place: $"{Path.GetRelativePath(Domain, source)}:{i + 1}"))
            .Where(line => words.IsMatch(line.Text))
            .Select(line => $"{line.Place}: {line.Text.Trim()} ({why})"));

        Assert.Empty(found);
    }

    private static string Code(string line) => CommentsAndTexts().Replace(line, " ");

    private static IReadOnlyList<string> Sources()
    {
        var sources = Directory.GetFiles(Domain, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Domain, path).StartsWith("obj", StringComparison.Ordinal)
                && !Path.GetRelativePath(Domain, path).StartsWith("bin", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(sources, path => path.EndsWith("Tokens.cs", StringComparison.Ordinal));
        return sources;
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "ElasticAccess.sln")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }

    [GeneratedRegex(@"\b(double|float|Double|Math\.(Pow|Exp|Log|Sqrt))\b|(?<!\.)\b(Single|Half)\b")]
    private static partial Regex BinaryFloatingPoint();

    [GeneratedRegex(@"\b(Task|ValueTask|async|await|Thread|Parallel)\b")]
    private static partial Regex Asynchrony();

    [GeneratedRegex("""//.*$|"(\\.|[^"\\])*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndTexts();
}
