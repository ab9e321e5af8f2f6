using System.Globalization;
using System.Text.RegularExpressions;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>Which ids the service gave to what the model numbers, by kind, in the order of making.</summary>
public sealed partial class Handles
{
    private readonly Dictionary<string, List<Guid>> known = new()
    {
        ["instance"] = [],
        ["session"] = [],
        ["condition"] = [],
        ["action"] = [],
    };

    /// <summary>One that was never made: nothing has it.</summary>
    public static Guid None { get; } = new("99999999-9999-7999-8999-999999999999");

    public Guid Id(string kind, int number) =>
        number >= 1 && number <= known[kind].Count ? known[kind][number - 1] : None;

    public int Number(string kind, Guid id) => known[kind].IndexOf(id) + 1;

    public void Add(string kind, Guid id) => known[kind].Add(id);

    /// <summary>Ids in an answer become numbers; a new one takes the next.</summary>
    public string Numbered(string answer) => Ids().Replace(answer, found =>
    {
        var (kind, id) = (found.Groups[1].Value, Guid.Parse(found.Groups[2].Value));
        if (Number(kind, id) == 0)
        {
            Add(kind, id);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{kind} #{Number(kind, id)}");
    });

    [GeneratedRegex("(session|condition|action) ([0-9a-f]{8}-[0-9a-f-]{27})")]
    private static partial Regex Ids();
}
