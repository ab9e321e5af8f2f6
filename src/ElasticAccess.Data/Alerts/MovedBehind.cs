using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;

namespace ElasticAccess.Data.Alerts;

/// <summary>
/// What an instance's ledger moved behind a place, summed by the store in one pass: some rows, however much it was.
/// </summary>
internal sealed class MovedBehind
{
    // So much for sure fits the tokens of one movement; beyond, it is followed row by row.
    private const long StretchMax = long.MaxValue / 4;

    private const int DayMs = 86_400_000;

    private readonly List<Sum> sums = [];

    /// <summary>In a transaction that sees one moment.</summary>
    public static async Task<MovedBehind> ReadAsync(AccessDb db, Guid instanceId, long after, CancellationToken ct)
    {
        await using var command = new Query().Add(
            $$"""
            select line_item_id, action_id, usage_ms - ((usage_ms % {{DayMs}}) + {{DayMs}}) % {{DayMs}},
                case when tokens_micro < 0 then 1 else 0 end, {{AlertSums.Sum}}, max(write_ms)
            from entry where instance_id = {0} and sequence > {1} and line_item_id is not null group by 1, 2, 3, 4
            """,
            instanceId,
            after).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var moved = new MovedBehind();
        while (await rows.ReadAsync(ct))
        {
            moved.sums.Add(new(
                rows.GetGuid(0), EntryRows.Id(rows, 1), rows.GetInt64(2), rows.GetInt32(3) == 1,
                ((Int128)rows.GetInt64(4) * AlertSums.Thousand) + rows.GetInt64(5), rows.GetInt64(6)));
        }

        return moved;
    }

    public Dictionary<Guid, Int128> ByLineItem() => By(sums, sum => sum.LineItemId);

    public Dictionary<Guid, Int128> ByAction() =>
        By(sums.Where(sum => sum.ActionId is not null), sum => sum.ActionId!.Value);

    /// <summary>Null where so much was moved that it is not to be taken at once. Denials alone move nothing.</summary>
    /// <param name="from">Up to when all has been judged.</param>
    public Stretch? ToStretch(Instant from) => Total(sums.Select(sum => Int128.Abs(sum.Micro))) > StretchMax
        ? null
        : new(
            sums.Count == 0 ? from : new(sums.Max(sum => sum.LastWriteMs)),
            Movements(isRefund: false),
            Movements(isRefund: true));

    private static Dictionary<Guid, Int128> By(IEnumerable<Sum> some, Func<Sum, Guid> what) =>
        some.GroupBy(what).ToDictionary(few => few.Key, few => Total(few.Select(sum => sum.Micro)));

    private static Int128 Total(IEnumerable<Int128> some) => some.Aggregate((Int128)0, (all, one) => all + one);

    private List<Movement> Movements(bool isRefund) =>
    [
        .. sums.Where(sum => sum.IsRefund == isRefund).Select(sum =>
            new Movement(sum.LineItemId, sum.ActionId, new((long)sum.Micro), new(sum.DayMs))),
    ];

    private sealed record Sum(
        Guid LineItemId, Guid? ActionId, long DayMs, bool IsRefund, Int128 Micro, long LastWriteMs);
}
