using System.Globalization;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Tests.Rules;

/// <summary>
/// A small notation for tables. Condition: <c>in(site: 'Berlin', 3)</c>, <c>not(…)</c>, <c>and(…; …)</c>,
/// <c>or(…; …)</c>. Requester: <c>user/maria site='Berlin' floors=[1,2] admin=true</c>.
/// </summary>
internal static class RulesText
{
    public static Condition Condition(string text)
    {
        text = text.Trim();
        var (name, inner) = (text[..text.IndexOf('(')], text[(text.IndexOf('(') + 1)..^1]);
        if (name is "and" or "or")
        {
            Condition[] parts = [.. Parts(inner, ';').Select(Condition)];
            return name == "and" ? new Condition.And(parts) : new Condition.Or(parts);
        }

        var (key, values) = (inner[..inner.IndexOf(':')], inner[(inner.IndexOf(':') + 1)..]);
        Fact[] facts = [.. Parts(values, ',').Select(Fact)];
        return name == "in" ? new Condition.In(key, facts) : new Condition.Not(key, facts);
    }

    public static Requester Requester(string text)
    {
        var parts = Parts(text.Trim(), ' ').ToList();
        var who = parts[0].Split('/');
        return new(who[0], who[1], parts.Skip(1).ToDictionary(
            part => part[..part.IndexOf('=')],
            part => Fact(part[(part.IndexOf('=') + 1)..]),
            StringComparer.Ordinal));
    }

    public static Fact Fact(string text)
    {
        text = text.Trim();
        return text[0] switch
        {
            '\'' => new Fact.Text(text[1..^1]),
            '[' => new Fact.List([.. Parts(text[1..^1], ',').Select(Fact)]),
            't' or 'f' => new Fact.Flag(text == "true"),
            _ => new Fact.Number(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        };
    }

    // Cuts at a separator that stands in no bracket and no quotes.
    private static IEnumerable<string> Parts(string text, char separator)
    {
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            depth += quoted ? 0 : text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (text[i] == separator && depth == 0 && !quoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
