using System.Collections.Immutable;
using System.Numerics;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Contract 7.3, 8.1, 9 and 12: what one item comes to.</summary>
public static class Charging
{
    private sealed class Offer(LineItem lineItem, Table table, long rate, Rule? rule, Period? period)
    {
        public LineItem LineItem => lineItem;

        public Table Table => table;

        public long Rate => rate;

        public Rule? Rule => rule;

        public Period? Period => period;

        public Int128 Entitled { get; set; }

        public Int128 Overdraft { get; set; }

        public Int128? AllocationLeft { get; set; }

        public Int128? LimitLeft { get; set; }

        /// <summary>What was still needed when it was first asked.</summary>
        public BigInteger Needed { get; set; }

        public BigInteger Taken { get; set; }
    }

    /// <summary>
    /// The refusal's code, or what is taken of whom in the order in which they were first taken from.
    /// </summary>
    public static (int Code, ImmutableArray<Part> Parts) Ask(
        World world, int instance, Wanted wanted, Who who, long now)
    {
        int usable = 0, holding = 0, denied = 0;
        var offers = new List<Offer>();
        var isRated = false;
        foreach (var lineItem in InChargingOrder(world, instance))
        {
            if (!world.IsUsable(lineItem, now))
            {
                continue;
            }

            usable++;
            var table = world.TableOf(lineItem.Series, now);
            if (table.Holds(wanted) is not { } rated)
            {
                continue;
            }

            holding++;
            if (rated.Rate(wanted) is not { } rate)
            {
                continue;
            }

            isRated = true;
            if (!world.Allows(lineItem, who, out var rule))
            {
                denied++;
                continue;
            }

            offers.Add(Make(world, lineItem, table!, rate, rule, who, now));
        }

        if (!isRated)
        {
            return (usable == 0 ? 204 : holding == 0 ? 201 : 206, []);
        }

        return Spread(offers, wanted.CountMicro) is { } parts
            ? (101, parts)
            : (denied > 0 || offers.Any(o => o.AllocationLeft < (Int128?)Clamp(o.Needed)) ? 203
                : offers.Any(o => o.LimitLeft < (Int128?)Clamp(o.Needed)) ? 205 : 202, []);
    }

    private static List<LineItem> InChargingOrder(World world, int instance)
    {
        var found = new List<LineItem>();
        foreach (var lineItem in world.LineItems)
        {
            if (lineItem.Instance == instance && !lineItem.IsDeleted)
            {
                found.Add(lineItem);
            }
        }

        found.Sort((a, b) => (a.End, a.Start).CompareTo((b.End, b.Start)) is var order && order != 0
            ? order : string.CompareOrdinal(a.Activation, b.Activation));
        return found;
    }

    private static Offer Make(World world, LineItem lineItem, Table table, long rate, Rule? rule, Who who, long now)
    {
        var offer = new Offer(
            lineItem, table, rate, rule,
            lineItem.Limit is { } limit ? new(limit.Number, Limits.Period(limit, now).Start) : null);
        if (rule?.Allocation is { } allocation)
        {
            offer.AllocationLeft = Int128.Max(0, allocation - world.Used(rule));
        }

        if (offer.Period is { } period)
        {
            offer.LimitLeft = Int128.Max(
                0, lineItem.Limit!.Micro - world.Consumed(lineItem, period, Sums.Name(who)));
        }

        var used = world.Used(lineItem);
        var quantity = (Int128)lineItem.Quantity * Contract.Micro;
        var ceiling = lineItem.Overdraft switch
        {
            null => quantity,
            { IsUnlimited: true } => long.MaxValue,
            var number => Int128.Min(long.MaxValue, quantity + ((Int128)number.Limit * Contract.Micro)),
        };

        // Allocation and limit bound both parts together.
        var bound = Int128.Min(offer.AllocationLeft ?? Int128.MaxValue, offer.LimitLeft ?? Int128.MaxValue);
        var entitled = Int128.Max(0, quantity - used);
        offer.Entitled = Int128.Min(entitled, bound);
        offer.Overdraft = Int128.Min(Int128.Max(0, ceiling - used - entitled), bound - offer.Entitled);
        return offer;
    }

    // Entitled tokens of all, then the overdraft of all. The running total is rounded, so that a split costs what one
    // piece would; null when they do not cover it.
    private static ImmutableArray<Part>? Spread(List<Offer> offers, long countMicro)
    {
        var order = new List<Offer>();
        Fraction count = (BigInteger)countMicro;
        BigInteger total = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var offer in offers)
            {
                var has = (BigInteger)(pass == 0 ? offer.Entitled : offer.Overdraft);
                var due = (total + ((count * offer.Rate) / Contract.Micro)).HalfToEven() - total;
                offer.Needed = pass == 0 ? due : offer.Needed;
                var takes = BigInteger.Min(due, has);
                if ((takes > 0 || due <= has) && !order.Contains(offer))
                {
                    order.Add(offer);
                }

                offer.Taken += takes;
                total += takes;
                if (due <= has)
                {
                    return total > Contract.MaxMicro
                        ? null
                        : [.. order.Select(o =>
                            new Part(o.LineItem, o.Table, o.Rate, o.Rule, o.Period, (long)o.Taken))];
                }

                count -= (Fraction)(takes * Contract.Micro) / offer.Rate;
            }
        }

        return null;
    }

    private static Int128 Clamp(BigInteger needed) => needed > long.MaxValue ? long.MaxValue : (Int128)needed;
}

/// <summary>Tokens taken from one line item for one item.</summary>
public sealed record Part(LineItem LineItem, Table Table, long Rate, Rule? Rule, Period? Period, long Micro);
