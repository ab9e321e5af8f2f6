using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>What was reached, and how often: a test that reaches nothing proves nothing.</summary>
public sealed partial class Coverage
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Commands => counts.Where(pair => pair.Key.StartsWith("ask ", default)).Sum(pair => pair.Value);

    public void Count(Command command, Answer answer, World before, World after)
    {
        var kind = command.GetType().Name;
        Add($"ask {kind}");
        Add($"{kind} {answer.Status}{(answer.IsReplayed ? " replayed" : "")}");
        if (command is OneOff or Batch or RequestSession)
        {
            foreach (Match code in Codes().Matches(answer.Text))
            {
                Add($"code {code.Value}");
            }

            if (Split().IsMatch(answer.Text))
            {
                Add("split");
            }
        }

        Count(kind, before, after);
    }

    /// <summary>What happened to sessions and tokens, whoever did it.</summary>
    public void Count(string by, World before, World after)
    {
        for (var i = 0; i < after.Sessions.Length; i++)
        {
            var was = before.FindSession(i + 1);
            if (was is not null && !ReferenceEquals(was, after.Sessions[i]))
            {
                Add($"edge {was.State}>{after.Sessions[i].State} by {by}");
            }
        }

        for (var at = after.Rows; !ReferenceEquals(at, before.Rows); at = at!.Before)
        {
            Add($"row {at!.Row.Kind}");
            if (at.Row is { Kind: RowKind.Refund, LineItem: var number } && after.LineItems[number - 1].State is var s)
            {
                Add($"refund to {s}");
            }
        }
    }

    public void Add(string what, int times = 1) => counts.AddOrUpdate(what, times, (_, count) => count + times);

    public int Of(string what) => counts.GetValueOrDefault(what);

    public override string ToString() => string.Join(
        '\n', counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value,10} {pair.Key}"));

    /// <summary>Fails when one of these was not reached.</summary>
    public void Expect(params IEnumerable<string> wanted)
    {
        var missing = wanted.Where(what => !counts.ContainsKey(what)).ToArray();
        Assert.True(missing.Length == 0, $"never reached: {string.Join(", ", missing)}\n{this}");
    }

    [GeneratedRegex(@"(?<=^|\s)(10[12]|20[1-6])(?=:|\s|$)")]
    private static partial Regex Codes();

    [GeneratedRegex(@"\[[^\] ]+ [^\]]*\]")]
    private static partial Regex Split();
}
