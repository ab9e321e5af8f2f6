using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>Usage added up by whatever the caller groups by (contract 18.7).</summary>
internal static class SummarizeUsage
{
    private const int OrderCharsMax = 400;

    private static readonly string TooMany =
        $"$.groupBy: makes more than {UsageSummaryReader.GroupsMax} groups; take a shorter range or group by less";

    /// <param name="Groups">A page of them, in the order of their keys.</param>
    /// <param name="Total">Over all groups, not only those of this page.</param>
    /// <param name="Next">Cursor of the next page; null where there is none.</param>
    internal sealed record SummaryBody(
        IReadOnlyList<GroupBody> Groups,
        TotalBody Total,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

    /// <param name="Key">A value for each thing that was grouped by; a missing dictionary key is null.</param>
    /// <param name="Refunded">Positive.</param>
    /// <param name="Net">Charged minus refunded.</param>
    /// <param name="Count">Counts granted, a split item once.</param>
    internal sealed record GroupBody(
        RawJson Key, TokenSum Charged, TokenSum Refunded, TokenSum Net, TokenSum Count, long Denials);

    /// <param name="Refunded">Positive.</param>
    /// <param name="Net">Charged minus refunded.</param>
    /// <param name="Count">Counts granted, a split item once.</param>
    internal sealed record TotalBody(
        TokenSum Charged, TokenSum Refunded, TokenSum Net, TokenSum Count, long Denials);

    public static async Task<IAnswer> Handle(
        SummaryQuery query, UsageCatchUp catchUp, UsageSummaryReader reader, CancellationToken ct)
    {
        await catchUp.CatchUpAsync(ct);
        if (await reader.ReadAsync(query.Filter, query.Grouping, query.Plan, ct) is not { } groups)
        {
            return Errors.Invalid(TooMany);
        }

        var ordered = groups.Select(group => SummaryGroup.Of(query.Grouping, group))
            .Select(group => (Order: OrderOf(group), Group: group))
            .OrderBy(one => one.Order, StringComparer.Ordinal)
            .ToList();
        var page = ordered
            .SkipWhile(one => query.After is not null && string.CompareOrdinal(one.Order, query.After) <= 0)
            .Take(query.Size)
            .ToList();
        var hasMore = page.Count > 0 && page[^1].Order != ordered[^1].Order;
        return Answer.Ok(new SummaryBody(
            [.. page.Select(one => Body(query.Grouping, one.Group))],
            Total(groups.Aggregate(default(UsageSums), (sum, group) => sum + group.Sums)),
            hasMore ? query.WriteCursor(page[^1].Order) : null));
    }

    // Short enough for a cursor, and different for different groups.
    private static string OrderOf(SummaryGroup group)
    {
        var text = string.Join('\n', group.Values);
        return text.Length <= OrderCharsMax
            ? text
            : text[..OrderCharsMax] + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static GroupBody Body(Grouping grouping, SummaryGroup group)
    {
        var members = grouping.Keys.Zip(group.Values, (key, value) =>
            $"{System.Text.Json.JsonSerializer.Serialize(key.Name, WireJson.Default.String)}:{value}");
        var (charged, refunded, count, denials) = group.Sums;
        return new(
            new($"{{{string.Join(',', members)}}}"), new(charged), new(refunded), new(charged - refunded), new(count),
            denials);
    }

    private static TotalBody Total(UsageSums sums) => new(
        new(sums.ChargedMicro), new(sums.RefundedMicro), new(sums.NetMicro), new(sums.CountMicro), sums.Denials);
}
