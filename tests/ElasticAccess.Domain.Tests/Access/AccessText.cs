using System.Globalization;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Tests.Supply;

namespace ElasticAccess.Domain.Tests.Access;

/// <summary>
/// A small notation for tables. Line items, A, B, … in charging order, are tokens left and what bounds them:
/// <c>9 alloc 4 limit 3</c>; or <c>unusable</c>, <c>deleted</c>, <c>unrated</c>, <c>broken</c> (its formula has no
/// value), <c>denied</c>. Each asks a token per count unless it says <c>at 2</c>.
/// </summary>
internal static class AccessText
{
    public static readonly Instant Now = new(1_000_000);
    public static readonly Requester Maria = new("user", "maria", new Dictionary<string, Fact>());
    private static readonly Condition Nobody = new Condition.In("$type", [new Fact.Text("nobody")]);

    public static InstanceState State(string text)
    {
        var tables = new List<RateTable>();
        const StringSplitOptions parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        LineItem[] lineItems = [.. text.Split('|', parts).Select((one, i) => LineItem(one, i, tables))];
        return new(lineItems, tables, TimezoneTolerant: false, Consumption: []);
    }

    public static RequestedItem Item(string count, string name = "a") =>
        new(new(name, ""), decimal.Parse(count, CultureInfo.InvariantCulture));

    /// <summary><c>A-4 B-1</c>, the refusal by its name, or <c>not at fault</c>.</summary>
    public static string Written(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Granted granted => string.Join(
            ' ', granted.Debits.Select(debit => $"{debit.LineItem.ActivationId}-{debit.Tokens}")),
        ItemOutcome.Refused refused => refused.Reason.ToString(),
        _ => "not at fault",
    };

    private static LineItem LineItem(string text, int i, List<RateTable> tables)
    {
        var words = text.Split(' ');
        var number = decimal.TryParse(words[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var left);
        var series = $"series {i}";
        if (words[0] != "unrated")
        {
            Price price = words[0] == "broken"
                ? new Price.ByFormula(Formula.TryParse("missing", out var formula, out _) ? formula : null!)
                : new Price.Fixed(Amount(words, "at") ?? Tokens.Whole(1));
            var prices = new Dictionary<ItemKey, Price> { [new("a", "")] = price };
            tables.Add(new(Guid.Empty, series, "1", new(0), new(0), prices));
        }

        var quantity = number ? (long)decimal.Ceiling(left) : 100;
        return LineItemTests.Of(quantity) with
        {
            Id = Id(i),
            ActivationId = $"{(char)('A' + i)}",
            State = words[0] switch
            {
                "unusable" => LineItemState.Inactive,
                "deleted" => LineItemState.Deleted,
                _ => LineItemState.Deployed,
            },
            Series = series,
            Used = number ? Tokens.Whole(quantity) - Tokens.Round(left) : Tokens.Zero,
            Actions = words[0] == "denied" ? [new(Id(i), Nobody, Allows: true, Tokens.Whole(100), Tokens.Zero)]
                : Amount(words, "alloc") is { } allocation ? [new(Id(i), null, Allows: true, allocation, Tokens.Zero)]
                : [],
            Limit = Amount(words, "limit") is { } limit
                ? ConsumptionLimit.Configure(limit, LimitInterval.Day, nextReset: null, new(0))
                : null,
        };
    }

    private static Tokens? Amount(string[] words, string name)
    {
        var at = Array.IndexOf(words, name);
        return at < 0 ? null : Tokens.Parse(words[at + 1]);
    }

    public static Guid Id(int i) => new(i + 1, 0, 0, new byte[8]);
}
