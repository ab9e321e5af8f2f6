using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Limits;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>A consumption limit and its next reset to come (contract 12).</summary>
public sealed record StoredLimit(Tokens Limit, LimitInterval Interval, Instant NextReset);

/// <summary>
/// Sets or takes away the consumption limit of a line item. Null: no such line item, or no limit there.
/// </summary>
/// <param name="limit">Null takes it away.</param>
/// <param name="nextReset">Null: the next natural start of the interval.</param>
internal sealed class LimitOperation(
    Guid instanceId, string activationId, Tokens? limit, LimitInterval interval, Instant? nextReset, Instant now)
    : Operation<StoredLimit?>(instanceId)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        if (limit is not null)
        {
            needs.LastPeriods.Add((InstanceId, activationId));
        }
    }

    public override StoredLimit? Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book || book.LineItem(activationId) is not { } lineItem)
        {
            return null;
        }

        var row = book.Limit(lineItem.LineItemId);
        if (limit is null)
        {
            return row is null ? null : Remove(book, row);
        }

        var configured = Configured(book, row, lineItem.LineItemId, limit.Value);
        Store(book, row, lineItem.LineItemId, configured);
        return new(configured.Limit, configured.Interval, configured.PeriodAt(now).NextReset);
    }

    public override string? Look(Books books) => books.Of(InstanceId)?.LimitToJson(activationId);

    private ConsumptionLimit Configured(InstanceBook book, ConsumptionLimitRow? row, Guid lineItemId, Tokens tokens)
    {
        // A new number alone does not begin to count anew: else raising a limit would give its tokens out twice.
        if (row is not null && row.Interval == interval && ToDomain(row) is var known
            && (nextReset is null || nextReset == known.PeriodAt(now).NextReset))
        {
            return known with { Limit = tokens };
        }

        // Periods are told apart by their start alone. One that began when an older one did, in the same millisecond
        // or on a clock that stands or went back, would go on with what counted there, and take refunds of it.
        var configured = ConsumptionLimit.Configure(tokens, interval, nextReset, now);
        return book.LastPeriod(lineItemId) is { } last
            ? configured with { ConfiguredAt = Instant.Later(now, last + TimeSpan.FromMilliseconds(1)) }
            : configured;
    }

    private static StoredLimit Remove(InstanceBook book, ConsumptionLimitRow row)
    {
        book.Remove(row);
        return new(new(row.LimitMicro), row.Interval, new(row.FirstResetMs));
    }

    private void Store(InstanceBook book, ConsumptionLimitRow? row, Guid lineItemId, ConsumptionLimit configured)
    {
        var isNew = row is null;
        row ??= new ConsumptionLimitRow { InstanceId = InstanceId, LineItemId = lineItemId };
        row.LimitMicro = configured.Limit.Micro;
        row.Interval = configured.Interval;
        row.FirstResetMs = configured.FirstReset.Ms;
        row.ConfiguredMs = configured.ConfiguredAt.Ms;
        if (isNew)
        {
            book.Add(row);
        }
        else
        {
            book.Replace(row);
        }
    }

    private static ConsumptionLimit ToDomain(ConsumptionLimitRow row) =>
        new(new(row.LimitMicro), row.Interval, new(row.FirstResetMs), new(row.ConfiguredMs));
}
