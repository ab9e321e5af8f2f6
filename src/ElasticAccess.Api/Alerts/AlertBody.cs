using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;
using FluentValidation;

namespace ElasticAccess.Api.Alerts;

/// <summary>An alert as it is wished.</summary>
/// <param name="Measure">
/// remaining, remainingPercent, overdraftUsed, usedInDay, usedInMonth, daysToExpiry or allocationRemaining.
/// </param>
/// <param name="Threshold">
/// Tokens, percent or days. What runs out fires at or below it, what piles up at or above it.
/// </param>
/// <param name="Cooldown">The least time between two firings: an ISO 8601 duration up to 366 days.</param>
/// <param name="LineItemId">Left out: all line items of the instance together.</param>
/// <param name="ActionId">The action whose allocation it is about; for allocationRemaining only.</param>
/// <param name="RecoverAt">Left out: as soon as the threshold is no longer crossed.</param>
internal sealed record AlertWish(
    string Name,
    string Measure,
    Tokens Threshold,
    string Cooldown,
    string? LineItemId = null,
    Guid? ActionId = null,
    Tokens? RecoverAt = null)
{
    public AlertMeasure ToMeasure() => AlertNames.TryParse(Measure, out var measure)
        ? measure
        : throw new InvalidOperationException("The shape has let an unknown measure pass");

    public TimeSpan ToCooldown() => Domain.Alerts.Cooldown.TryParse(Cooldown, out var cooldown)
        ? cooldown
        : throw new InvalidOperationException("The shape has let a broken duration pass");

    public sealed class Shape : AbstractValidator<AlertWish>
    {
        public Shape()
        {
            RuleFor(a => a.Name).Name();
            RuleFor(a => a.Measure).Must(name => AlertNames.TryParse(name, out _))
                .WithMessage($"must be one of {string.Join(", ", AlertNames.All)}");
            RuleFor(a => a.Cooldown).Must(text => Domain.Alerts.Cooldown.TryParse(text, out _))
                .WithMessage(
                    "must be an ISO 8601 duration of weeks, or of days, hours, minutes and seconds, up to "
                    + $"{Domain.Alerts.Cooldown.DaysMax} days");
            RuleFor(a => a.LineItemId!).Name().When(a => a.LineItemId is not null);
            RuleFor(a => a).Custom((wish, context) =>
            {
                if (AlertNames.TryParse(wish.Measure, out var measure))
                {
                    foreach (var fault in AlertFaults.Find(measure, wish.ActionId, wish.Threshold, wish.RecoverAt))
                    {
                        context.AddFailure(fault.Path, fault.Reason);
                    }
                }
            });
        }
    }
}

/// <summary>An alert on the wire, and how it stands.</summary>
/// <param name="State">ARMED or FIRED.</param>
/// <param name="Since">When it came into that state, in ms.</param>
/// <param name="Value">
/// What it was last judged by; left out before that, and where there is no such allocation.
/// </param>
/// <param name="Judged">Up to when all was judged, in ms; left out before.</param>
/// <param name="LastFired">In ms; left out where it never has.</param>
/// <param name="Created">In ms.</param>
/// <param name="Modified">In ms.</param>
internal sealed record AlertBody(
    Guid Id, string Name, string Measure, string? LineItemId, Guid? ActionId, Tokens Threshold, Tokens? RecoverAt,
    string Cooldown, string State, long Since, Tokens? Value, long? Judged, long? LastFired, long Created,
    long Modified)
{
    /// <param name="watch">Null where the instance was never judged.</param>
    public static AlertBody Of(AlertRow row, AlertWatchRow? watch) => new(
        row.AlertId,
        row.Name,
        AlertNames.Of(row.Measure),
        row.ActivationId,
        row.ActionId,
        new(row.ThresholdMicro),
        row.RecoverAtMicro is { } recovery ? new Tokens(recovery) : null,
        Domain.Alerts.Cooldown.ToText(TimeSpan.FromMilliseconds(row.CooldownMs)),
        row.State.ToString().ToUpperInvariant(),
        row.SinceMs,
        watch is null ? null : AlertReadings.Find(watch.Readings, row),
        row.IsJudged ? watch?.JudgedMs : null,
        row.LastFiredMs,
        row.CreatedMs,
        row.ModifiedMs);
}

internal sealed record AlertPage(IReadOnlyList<AlertBody> Content, long Next);
