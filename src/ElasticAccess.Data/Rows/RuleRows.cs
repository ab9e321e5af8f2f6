namespace ElasticAccess.Data.Rows;

/// <summary>A test of requesters (contract 7.2). Changed by the ledger only, since charges depend on it.</summary>
public sealed class ConditionRow
{
    internal ConditionRow()
    {
    }

    public required Guid InstanceId { get; init; }

    /// <summary>Of version 7, so that the order of ids is the order of creation.</summary>
    public required Guid ConditionId { get; init; }

    public string? Name { get; internal set; }

    /// <summary>JSON: operator, key, values, conditions.</summary>
    public required string Test { get; set; }
}

/// <summary>One rule of a line item, in its place (contract 7.1).</summary>
public sealed class ActionRow
{
    internal ActionRow()
    {
    }

    public required Guid InstanceId { get; init; }

    public required Guid ActionId { get; init; }

    public required Guid LineItemId { get; init; }

    public int Position { get; internal set; }

    public string? Name { get; internal set; }

    /// <summary>Null for the default action.</summary>
    public Guid? ConditionId { get; internal set; }

    public bool Allows { get; internal set; }

    public long? AllocationMicro { get; internal set; }

    /// <summary>Micro-tokens: the sum of the ledger rows that name it.</summary>
    public long UsedMicro { get; internal set; }
}

/// <summary>What each requester may take from a line item within a period (contract 12).</summary>
public sealed class ConsumptionLimitRow
{
    internal ConsumptionLimitRow()
    {
    }

    public required Guid InstanceId { get; init; }

    public required Guid LineItemId { get; init; }

    public long LimitMicro { get; internal set; }

    public Domain.Limits.LimitInterval Interval { get; internal set; }

    public long FirstResetMs { get; internal set; }

    public long ConfiguredMs { get; internal set; }
}

/// <summary>What one requester has taken from a line item within one period of its limit.</summary>
public sealed class ConsumptionRow
{
    internal ConsumptionRow()
    {
    }

    public required Guid InstanceId { get; init; }

    public required Guid LineItemId { get; init; }

    public required long PeriodStartMs { get; init; }

    public required string RequesterType { get; init; }

    public required string RequesterValue { get; init; }

    public long UsedMicro { get; internal set; }
}
