using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;

namespace ElasticAccess.Data.Alerts;

/// <summary>An alert of an instance (contract 20), and where it stands.</summary>
public sealed class AlertRow : ICreated
{
    public required Guid InstanceId { get; init; }

    /// <summary>Of version 7, so that the order of ids is the order of creation.</summary>
    public required Guid AlertId { get; init; }

    public required string Name { get; set; }

    public required AlertMeasure Measure { get; set; }

    /// <summary>The line item that it is about, whichever is mapped under it; null for all of the instance.</summary>
    public string? ActivationId { get; set; }

    public Guid? ActionId { get; set; }

    public required long ThresholdMicro { get; set; }

    public long? RecoverAtMicro { get; set; }

    public required long CooldownMs { get; set; }

    public AlertState State { get; set; }

    /// <summary>When it came into its state.</summary>
    public required long SinceMs { get; set; }

    public long? LastFiredMs { get; set; }

    /// <summary>What was last told of it is that it fired.</summary>
    public bool IsToldFired { get; set; }

    /// <summary>Since it was made or changed.</summary>
    public bool IsJudged { get; set; }

    /// <summary>Where the ledger stood when it was made or changed: it is judged from there on.</summary>
    public required long FromSequence { get; set; }

    /// <summary>The same in the order of changes of line items.</summary>
    public required long FromChange { get; set; }

    public required long CreatedMs { get; init; }

    public required long ModifiedMs { get; set; }

    public Alert ToDomain() => new(
        AlertId,
        Measure,
        ActivationId,
        ActionId,
        new(ThresholdMicro),
        RecoverAtMicro is { } micro ? new Tokens(micro) : null,
        TimeSpan.FromMilliseconds(CooldownMs));

    public AlertStatus ToStatus() => new(
        State, new(SinceMs), LastFiredMs is { } fired ? new Instant(fired) : null, IsToldFired);

    public void Take(AlertStatus status)
    {
        State = status.State;
        SinceMs = status.Since.Ms;
        LastFiredMs = status.LastFired?.Ms;
        IsToldFired = status.IsToldFired;
    }
}

/// <summary>How far an instance with alerts has been judged. There is none for an instance without.</summary>
public sealed class AlertWatchRow
{
    public required Guid InstanceId { get; init; }

    /// <summary>Of the last ledger row.</summary>
    public required long Sequence { get; set; }

    /// <summary>Of the last change of a line item.</summary>
    public required long Change { get; set; }

    /// <summary>Up to which time.</summary>
    public required long JudgedMs { get; set; }

    /// <summary>When it is to be judged although nothing happens; null where time alone brings nothing.</summary>
    public long? DueMs { get; set; }

    /// <summary>Counts rounds and changes of alerts: whoever read an earlier one writes nothing.</summary>
    public required long Revision { get; set; }

    /// <summary>JSON: the values last judged by, in micro-tokens, by what was looked at.</summary>
    public required string Readings { get; set; }
}
