namespace ElasticAccess.Data.Stores;

/// <summary>
/// An instance's ledger rows that a round takes: behind <paramref name="Was"/>, up to <paramref name="To"/>.
/// </summary>
internal readonly record struct UsagePiece(Guid InstanceId, long Was, long To);

/// <summary>Which instances are behind, and what a round takes of them.</summary>
internal static class UsagePieces
{
    /// <summary>Those that are the least behind first: one with a backlog does not keep the others waiting.</summary>
    public const string Behind =
        """
        select h.instance_id, coalesce(u.sequence, 0), h.sequence
        from ledger_head h left join usage_head u on u.instance_id = h.instance_id
        where h.sequence > coalesce(u.sequence, 0)
        order by h.sequence - coalesce(u.sequence, 0), h.instance_id
        """;

    public static (UsagePiece[] Pieces, long RowsLeft) Take(List<UsagePiece> behind, long rowsMax)
    {
        var pieces = new List<UsagePiece>();
        var (room, left) = (rowsMax, 0L);
        foreach (var piece in behind)
        {
            var taken = Math.Min(piece.To - piece.Was, room);
            room -= taken;
            left += piece.To - piece.Was - taken;
            if (taken > 0)
            {
                pieces.Add(piece with { To = piece.Was + taken });
            }
        }

        return ([.. pieces], left);
    }
}
