using System.Numerics;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Tests.Rules;

namespace ElasticAccess.Domain.Tests.Access;

/// <summary>
/// A plain reading of contract 5.2, 6, 7.3, 8.1, 9 and 12: counters that are moved in place, calendar dates, whole
/// micro-tokens and exact fractions. It takes facts from the domain's records, and no decision.
/// </summary>
internal sealed class ReferenceAccess
{
    private readonly InstanceState facts;
    private readonly Dictionary<string, BigInteger> counters = [];

    public ReferenceAccess(InstanceState facts)
    {
        this.facts = facts;
        foreach (var lineItem in facts.LineItems)
        {
            counters[Of(lineItem)] = lineItem.Used.Micro;
            foreach (var action in lineItem.Actions)
            {
                counters[Of(action)] = action.Used.Micro;
            }
        }
    }

    /// <summary>Every counter that is not zero.</summary>
    public string Counters => string.Join(
        ", ", counters.Where(c => c.Value != 0).Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal));

    public static string CountersOf(InstanceState state)
    {
        var lineItems = state.LineItems.Select(lineItem => (Of(lineItem), lineItem.Used));
        var actions = state.LineItems.SelectMany(l => l.Actions).Select(action => (Of(action), action.Used));
        var periods = state.Consumption.Select(pair =>
            (Of(pair.Key.LineItemId, pair.Key.PeriodStart.Ms, pair.Key.Type, pair.Key.Value), pair.Value));
        return string.Join(", ", lineItems.Concat(actions).Concat(periods).Where(c => c.Item2.Micro != 0)
            .Select(c => $"{c.Item1} {c.Item2.Micro}").Order(StringComparer.Ordinal));
    }

    public string OneOff(IEnumerable<RequestedItem> items, Requester requester, long nowMs) =>
        string.Join(", ", items.Select(item => Ask(item, requester, nowMs)));

    public string Session(IEnumerable<RequestedItem> items, Requester requester, long nowMs)
    {
        var before = counters.ToList();
        var answers = items.Select(item => Ask(item, requester, nowMs)).ToList();
        if (answers.All(answer => answer.Contains('-')))
        {
            return string.Join(", ", answers);
        }

        counters.Clear();
        before.ForEach(counter => counters.Add(counter.Key, counter.Value));
        return string.Join(", ", answers.Select(answer => answer.Contains('-') ? "not at fault" : answer));
    }

    private string Ask(RequestedItem item, Requester requester, long nowMs)
    {
        var usable = facts.LineItems.Where(lineItem => IsUsable(lineItem, nowMs)).ToList();
        var holding = usable.Select(lineItem => (LineItem: lineItem, Price: PriceOf(lineItem, item, nowMs)))
            .Where(found => found.Price is not null).ToList();
        var rated = holding.Select(found => (found.LineItem, Rate: RateOf(found.Price!, item)))
            .Where(found => found.Rate is not null).ToList();
        if (rated.Count == 0)
        {
            return usable.Count == 0 ? "NoLineItem" : holding.Count == 0 ? "ItemNotRated" : "FormulaFailed";
        }

        var offers = new List<Offer>();
        var isDenied = false;
        foreach (var (lineItem, rate) in rated)
        {
            var action = lineItem.Actions.FirstOrDefault(
                a => a.Condition is null || ConditionTests.Reference(a.Condition, requester));
            if (lineItem.Actions.Count > 0 && action is not { Allows: true })
            {
                isDenied = true;
                continue;
            }

            offers.Add(new(lineItem, rate!.Value, action, LimitKey(lineItem, requester, nowMs)));
        }

        return Take(offers, (Ratio)(BigInteger)(item.Count * 1_000_000m) / (BigInteger)1_000_000)
            ?? (isDenied || offers.Any(o => AllocationLeft(o) < o.Needed) ? "DeniedByRules"
                : offers.Any(o => LimitLeft(o) < o.Needed) ? "LimitReached" : "InsufficientTokens");
    }

    // Paid tokens of all, then the overdraft of all; null and nothing taken when they do not suffice.
    private string? Take(List<Offer> offers, Ratio count)
    {
        var taken = new List<(Offer Offer, BigInteger Micro)>();
        BigInteger total = 0;
        foreach (var (offer, isFirst) in offers.Select(o => (o, true)).Concat(offers.Select(o => (o, false))))
        {
            BigInteger[] bounds =
                [PaidLeft(offer), AllocationLeft(offer) ?? long.MaxValue, LimitLeft(offer) ?? long.MaxValue];
            var paid = bounds.Min();
            bounds[0] += OverdraftLeft(offer);
            var give = isFirst ? paid : bounds.Min() - paid;
            var due = (total + (count * offer.Rate)).HalfToEven() - total;
            offer.Needed = isFirst ? due : offer.Needed;
            if (due <= give)
            {
                taken.Add((offer, due));
                return Book(taken);
            }

            if (give > 0)
            {
                taken.Add((offer, give));
                total += give;
                count -= (Ratio)give / offer.Rate;
            }
        }

        return null;
    }

    private string Book(List<(Offer Offer, BigInteger Micro)> taken)
    {
        foreach (var (offer, micro) in taken)
        {
            string?[] keys = [Of(offer.LineItem), offer.Action is null ? null : Of(offer.Action), offer.LimitKey];
            foreach (var key in keys.OfType<string>())
            {
                counters[key] = counters.GetValueOrDefault(key) + micro;
            }
        }

        return string.Join(' ', taken.GroupBy(t => t.Offer.LineItem.ActivationId).Select(group =>
            $"{group.Key}-{new Tokens(group.Sum(t => (long)t.Micro))}"));
    }

    private BigInteger PaidLeft(Offer o) =>
        BigInteger.Max(0, (o.LineItem.Quantity * (BigInteger)1_000_000) - counters[Of(o.LineItem)]);

    private BigInteger OverdraftLeft(Offer o) => o.LineItem.Overdraft.Type switch
    {
        OverdraftType.None => 0,
        OverdraftType.Unlimited => long.MaxValue - counters[Of(o.LineItem)] - PaidLeft(o),
        _ => BigInteger.Max(
            0,
            ((o.LineItem.Quantity + o.LineItem.Overdraft.Limit) * (BigInteger)1_000_000)
                - counters[Of(o.LineItem)] - PaidLeft(o)),
    };

    private BigInteger? AllocationLeft(Offer o) => o.Action?.Allocation is { } allocation
        ? BigInteger.Max(0, allocation.Micro - counters[Of(o.Action)])
        : null;

    private BigInteger? LimitLeft(Offer o) => o.LimitKey is { } key
        ? BigInteger.Max(0, o.LineItem.Limit!.Limit.Micro - counters.GetValueOrDefault(key))
        : null;

    private bool IsUsable(LineItem lineItem, long nowMs)
    {
        var hours = TimeSpan.FromHours(facts.TimezoneTolerant ? 12 : 0);
        return lineItem is { State: LineItemState.Deployed, IsElastic: true }
            && Date(nowMs) >= Date(lineItem.Start.Ms) - hours && Date(nowMs) <= Date(lineItem.End.Ms) + hours;
    }

    private Price? PriceOf(LineItem lineItem, RequestedItem item, long nowMs) => facts.RateTables
        .Where(table => table.Series == lineItem.Series && table.EffectiveFrom.Ms <= nowMs)
        .OrderBy(table => table.EffectiveFrom.Ms).ThenBy(table => table.Created.Ms).ThenBy(table => table.Id)
        .LastOrDefault()?.Prices.GetValueOrDefault(item.Key);

    // In micro-tokens. The one formula here is 2 * x, whose variable comes as X.
    private static Ratio? RateOf(Price price, RequestedItem item) => price is Price.Fixed one
        ? (BigInteger)one.Rate.Micro
        : item.Variables.TryGetValue("X", out var x) && x >= 0 ? (BigInteger)(2_000_000 * x) : (Ratio?)null;

    // No limit here names its next reset, so periods are days, weeks, months and years of the calendar.
    private static string? LimitKey(LineItem lineItem, Requester requester, long nowMs)
    {
        if (lineItem.Limit is not { } limit)
        {
            return null;
        }

        var day = Date(nowMs).Date;
        var start = limit.Interval switch
        {
            LimitInterval.Day => day,
            LimitInterval.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            LimitInterval.Month => new(day.Year, day.Month, 1),
            _ => new(day.Year, 1, 1),
        };
        var startMs = new DateTimeOffset(start, TimeSpan.Zero).ToUnixTimeMilliseconds();
        return Of(lineItem.Id, Math.Max(startMs, limit.ConfiguredAt.Ms), requester.Type, requester.Value);
    }

    private static DateTimeOffset Date(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static string Of(LineItem lineItem) => $"line item {lineItem.Id}";

    private static string Of(AccessAction action) => $"action {action.Id}";

    private static string Of(Guid lineItem, long startMs, string type, string value) =>
        $"period {lineItem} {startMs} {type} {value}";

    private sealed class Offer(LineItem lineItem, Ratio rate, AccessAction? action, string? limitKey)
    {
        public LineItem LineItem => lineItem;

        public Ratio Rate => rate;

        public AccessAction? Action => action;

        public string? LimitKey => limitKey;

        public BigInteger Needed { get; set; }
    }
}
