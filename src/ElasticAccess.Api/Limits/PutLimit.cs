using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Limits;
using FluentValidation;

namespace ElasticAccess.Api.Limits;

internal static class PutLimit
{
    public sealed class Shape : AbstractValidator<LimitBody>
    {
        public Shape()
        {
            RuleFor(l => l.Limit).Must(limit => limit >= Tokens.Zero && limit <= Tokens.Max)
                .WithMessage($"must be from 0 to {Tokens.MaxWhole}");
            RuleFor(l => l.Interval).Must(interval => interval is "DAY" or "WEEK" or "MONTH" or "YEAR")
                .WithMessage("must be DAY, WEEK, MONTH or YEAR");
            RuleFor(l => l.NextReset!.Value).TimeMs().OverridePropertyName("nextReset")
                .When(l => l.NextReset is not null);
        }
    }

    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, Body<LimitBody> body, Exchange exchange, TokenLedger ledger,
        TimeProvider time, CancellationToken ct)
    {
        var wished = body.Value;
        var reply = await ledger.SetLimitAsync(
            instanceId,
            lineItem.Value,
            wished.Limit,
            Enum.Parse<LimitInterval>(wished.Interval, ignoreCase: true),
            wished.NextReset is { } reset ? new Instant(reset) : null,
            time.Now(),
            exchange.Keyed<StoredLimit?>(body.Bytes, ToAnswer),
            ct);
        return exchange.Answer(reply, ToAnswer);

        IAnswer ToAnswer(StoredLimit? stored) => stored is null
            ? Errors.NotFound($"The instance has no line item {lineItem.Value}")
            : Answer.Ok(LimitBody.Of(stored.Limit, stored.Interval, stored.NextReset));
    }
}
