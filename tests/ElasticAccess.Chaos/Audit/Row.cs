using ElasticAccess.Chaos.Scene;

namespace ElasticAccess.Chaos.Audit;

/// <summary>A ledger row as the database has it.</summary>
/// <param name="Kind">0 charge, 1 automatic charge, 2 refund, 3 denial.</param>
/// <param name="Key">What the client put into the item's metaData.</param>
internal sealed record Row(
    Guid Instance, long Sequence, int Kind, Guid CorrelationId, int ItemIndex, string? ActivationId, Guid? Session,
    long? Interval, long? RefundOf, long Tokens, long? Used, long? Quantity, long UsageMs, string? Key)
{
    public const int Charge = 0;
    public const int AutomaticCharge = 1;
    public const int Refund = 2;
    public const int Denial = 3;

    private const string All =
        """
        select e.instance_id, e.sequence, e.kind, e.correlation_id, e.item_index, l.activation_id, e.session_id,
            e.interval, e.refund_of, e.tokens_micro, e.used_micro, e.quantity, e.usage_ms, e.meta_data::json->>'key'
        from entry e left join line_item l on l.instance_id = e.instance_id and l.line_item_id = e.line_item_id
        order by e.instance_id, e.sequence
        """;

    /// <summary>Written for a request by itself, not as time went by.</summary>
    public bool IsOfRequest => Kind == Charge || (Kind == Denial && Interval is null);

    public static Task<List<Row>> ReadAsync(string connectionString) => Sql.ReadAsync(connectionString, All, row =>
    {
        T? Maybe<T>(int at)
            where T : struct => row.IsDBNull(at) ? null : row.GetFieldValue<T>(at);
        string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
        return new Row(
            row.GetGuid(0), row.GetInt64(1), row.GetInt32(2), row.GetGuid(3), row.GetInt32(4), Text(5),
            Maybe<Guid>(6), Maybe<long>(7), Maybe<long>(8), row.GetInt64(9), Maybe<long>(10), Maybe<long>(11),
            row.GetInt64(12), Text(13));
    });

    public override string ToString() => $"row {Sequence} of {Instance} (key {Key})";
}
