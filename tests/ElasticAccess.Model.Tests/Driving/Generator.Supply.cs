using System.Collections.Immutable;
using System.Globalization;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

public sealed partial class Generator
{
    private const long Day = 86_400_000;

    private PostTable FirstTable() => new("s", "first", now - Day, [
        new("a", "", 1_000_000),
        new("b", "", Rates[choices.Below(3)]),
        new("c", "1", Rates[choices.Below(Rates.Length)])]);

    private PutLineItem Put(World world)
    {
        var instance = Instance(world);
        var isKnown = !world.LineItems.IsEmpty && choices.Chance(50);
        var known = isKnown ? world.LineItems[choices.Below(world.LineItems.Length)] : null;
        var start = now + (choices.Chance(10)
            ? choices.Pick(3_600_000, -6 * 3_600_000, 0) : choices.Pick(-Day, -Day, -2 * Day));
        var end = now + (choices.Chance(15)
            ? choices.Pick(Day, 2 * Day, 3_600_000, -6 * 3_600_000, 0)
            : choices.Pick(400 * Day, 400 * Day, 401 * Day));
        return new(
            known is not null && !choices.Chance(5) ? known.Instance : instance,
            known?.Activation ?? $"{choices.Pick("A", "B", "C", "D")}{(choices.Chance(5) ? 1 : instance)}",
            known is not null || choices.Chance(3)
                ? choices.Chance(75) ? "DEPLOYED" : choices.Pick("INACTIVE", "OBSOLETE") : "DEPLOYED",
            Quantity(world, known),
            Math.Min(start, end) + (withUnsound && choices.Chance(2) ? 1_000 * Day : 0),
            end,
            choices.Chance(5) ? choices.Pick<bool?>(false, null) : true,
            choices.Pick("s", "s", "s", "s", "", null, "t"),
            choices.Below(5) switch
            {
                1 => new(IsUnlimited: false, choices.Pick<long>(5, 0, 1, 100, Contract.Max)),
                2 => new(IsUnlimited: true, 0),
                _ => null,
            });
    }

    private long Quantity(World world, LineItem? known) => choices.Below(withUnsound ? 12 : 11) switch
    {
        0 or 8 => choices.Between(1, 30),
        1 or 2 or 9 or 10 => choices.Between(1, 1_000),
        3 => 1,
        4 => (1L << 31) + choices.Pick(0, 1, -1),
        5 => Contract.Max,
        6 or 7 => known is null ? 10
            : (long)Int128.Clamp((world.Used(known) / Contract.Micro) + choices.Pick(0, 1, -1), 1, Contract.Max),
        _ => choices.Pick<long>(0, -1, Contract.Max + 1, long.MaxValue),
    };

    private PostTable Table(World world)
    {
        var items = new Dictionary<(string, string), Rated>();
        for (var i = choices.Between(1, 4); i > 0; i--)
        {
            var (name, version) = (choices.Pick("a", "b", "c"), choices.Pick("", "", "1"));
            items[(name, version)] = new(
                name, version, choices.Chance(12) ? null : Rates[choices.Chance(70) ? choices.Below(3)
                    : choices.Below(Rates.Length)]);
        }

        return new(
            choices.Pick("s", "s", "", "t"),
            (choices.Below(4) + (world.Tables.Length / 2)).ToString(CultureInfo.InvariantCulture),
            now + choices.Pick<long>(-Day, -Day, 0, 3_600_000, Day, 1_800_000),
            [.. items.Values]);
    }

    private DeleteTable Untable(World world)
    {
        var known = world.Tables.IsEmpty || choices.Chance(10)
            ? null : world.Tables[choices.Below(world.Tables.Length)];
        return new(known?.Series ?? "s", known?.Version ?? "none");
    }

    private Configure Setting() => choices.Chance(50)
        ? new("timezone.tolerant", choices.Pick("true", "false"))
        : new("session.charge.period", choices.Pick("PT60M", "PT10M", "PT1440M", "PT90M", "PT15M"));

    private StoreConditions Conditions(World world)
    {
        var wishes = ImmutableArray.CreateBuilder<WishedCondition>();
        for (var i = choices.Between(1, 2); i > 0; i--)
        {
            int? known = choices.Chance(30)
                ? world.Conditions.IsEmpty || choices.Chance(5) ? Nobody
                    : world.Conditions[choices.Below(world.Conditions.Length)].Number
                : null;
            wishes.Add(new(known, known is not null && choices.Chance(20) ? null : Test(depth: 0)));
        }

        return new(Instance(world), wishes.ToImmutable());
    }

    private Test Test(int depth) => depth < 2 && choices.Chance(25)
        ? new(choices.Pick("AND", "OR"), "", [], [.. Enumerable.Range(0, choices.Between(1, 2)).Select(_ =>
            Test(depth + 1))])
        : new(
            choices.Pick("IN", "IN", "NOT"),
            choices.Pick("department", "department", "$value", "$type", "level"),
            [.. Enumerable.Range(0, choices.Between(1, 2)).Select(_ =>
                choices.Pick<object>("Engineering", "Sales", "maria", "user", 1, true, "1"))],
            []);

    private SetActions Actions(World world)
    {
        var activation = Activation(world);
        var lineItem = world.LineItems.LastOrDefault(l => l.Activation == activation && !l.IsDeleted);
        var instance = lineItem?.Instance ?? Instance(world);
        var kept = lineItem?.Rules.ToList() ?? [];
        var actions = ImmutableArray.CreateBuilder<WishedAction>();
        for (var i = choices.Between(0, 3); i > 0; i--)
        {
            int? keep = kept.Count > 0 && choices.Chance(60) ? kept[choices.Below(kept.Count)].Number : null;
            kept.RemoveAll(rule => rule.Number == keep);
            int? condition = !world.Conditions.IsEmpty && i > 1 ? choices.Chance(2) ? Nobody
                : world.Conditions[choices.Below(world.Conditions.Length)].Number : null;
            var allows = !choices.Chance(25);
            long? allocation = !allows || (condition is null && choices.Chance(40)) ? null : Amount(world, null);
            actions.Add(new(keep, condition, allows, allocation));
        }

        return new(instance, activation, IsFirst: lineItem is { Rules.IsEmpty: true } ^ choices.Chance(15),
            actions.ToImmutable());
    }

    private Command Removal(World world) => choices.Below(4) switch
    {
        0 => new RemoveActions(Instance(world), Activation(world)),
        1 => new RemoveLimit(Instance(world), Activation(world)),
        2 => new RemoveConditions(Instance(world), Condition: null),
        _ => new RemoveConditions(Instance(world), world.Conditions.IsEmpty || choices.Chance(10)
            ? Nobody : world.Conditions[choices.Below(world.Conditions.Length)].Number),
    };
}
