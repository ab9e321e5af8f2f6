using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElasticAccess.Api.Tests.BadInput;

/// <summary>Sends what must be refused, and looks whether anything has changed.</summary>
public abstract partial class BadInputTest(QuietService quiet)
{
    private const int ShownMax = 20;

    protected Service Service => quiet.Service;

    protected string Instance => quiet.Instance;

    protected string Series => quiet.Series;

    private protected async Task AreRefused(IEnumerable<Attempt> attempts)
    {
        var before = await Snapshot.TakeAsync(Service);
        var faults = new List<string>();
        var sent = 0;
        foreach (var attempt in attempts)
        {
            using var request = attempt.ToRequest();
            using var answer = await Service.Raw.SendAsync(request);
            if (await attempt.FindFaultAsync(answer) is { } fault)
            {
                faults.Add($"{attempt}: {fault}");
            }

            sent++;
        }

        faults.AddRange(
            (await Snapshot.TakeAsync(Service)).DifferencesFrom(before).Select(table => $"{table} changed"));
        Assert.NotEqual(0, sent);
        Assert.True(faults.Count == 0,
            string.Join('\n', faults.Take(ShownMax).Prepend($"{faults.Count} faults in {sent} requests:")));
    }

    /// <summary>
    /// One line per case, columns apart by two spaces: a member of the body, its new value (<c>-</c>: left out), and
    /// what the answer must say; 400 unless the text begins with another status.
    /// </summary>
    private protected Task AreRefused(Target target, string table) => AreRefused(Cases(target.For(Instance), table));

    private protected static IEnumerable<Attempt> Cases(Target target, string table)
    {
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = Columns().Split(line.Trim());
            var body = JsonNode.Parse(target.Body)!;
            Change(body, columns[0], columns[1]);
            foreach (
                var attempt in Attempt.Of(target, $"{columns[0]} {columns[1]}", body.ToJsonString(), 400, columns[2]))
            {
                yield return attempt;
            }
        }
    }

    /// <summary>Sets, adds or (<c>-</c>) removes a member such as <c>items[0].name</c>.</summary>
    private protected static void Change(JsonNode body, string path, string value)
    {
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var parent = steps[..^1].Aggregate(body, (node, step) => step[0] == '['
            ? node[int.Parse(step[1..^1])]! : node[step]!);
        var last = steps[^1];
        if (last[0] == '[')
        {
            parent[int.Parse(last[1..^1])] = JsonNode.Parse(value);
        }
        else if (value == "-")
        {
            parent.AsObject().Remove(last);
        }
        else
        {
            parent[last] = JsonNode.Parse(value);
        }
    }

    [GeneratedRegex("  +")]
    private static partial Regex Columns();
}
