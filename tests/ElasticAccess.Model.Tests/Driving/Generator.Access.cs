using System.Collections.Immutable;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

public sealed partial class Generator
{
    private OneOff OneOff(World world) => new(Instance(world), Who(), Items(world), choices.Chance(8));

    private Batch Batch(World world)
    {
        var parts = ImmutableArray.CreateBuilder<OneOff>();
        var instance = Instance(world);
        for (var i = choices.Between(1, 3); i > 0; i--)
        {
            var key = choices.Chance(30) ? $"part{choices.Below(3)}" : null;
            parts.Add(new OneOff(instance, Who(), Items(world)) { Key = key });
        }

        return new(instance, parts.ToImmutable());
    }

    private RequestSession Request(World world, bool isHalt) =>
        new(Session(world), Who(), isHalt ? [] : Items(world), choices.Chance(50), choices.Chance(8));

    private ImmutableArray<Wanted> Items(World world)
    {
        var items = ImmutableArray.CreateBuilder<Wanted>();

        // Usually something that is priced now.
        var series = choices.Chance(10) ? choices.Pick("", "t")
            : world.LineItems.LastOrDefault(l => l is { State: "DEPLOYED", IsElastic: true })?.Series ?? "s";
        var known = world.TableOf(series, now)?.Items ?? [];
        for (var i = choices.Pick(1, 1, 1, 2, 3); i > 0; i--)
        {
            var priced = known.Length > 0 && !choices.Chance(5) ? known[choices.Below(known.Length)] : null;
            items.Add(new(
                priced?.Item ?? choices.Pick("a", "b", "c", "d"),
                priced?.Version ?? choices.Pick("", "1"),
                Amount(world, priced?.RateMicro),
                priced is { RateMicro: null } && choices.Chance(70)
                    ? choices.Pick(2_000_000, 500_000, 0, -1_000_000, Contract.MaxMicro) : null));
        }

        return items.ToImmutable();
    }

    private Who Who()
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        if (choices.Chance(60))
        {
            facts["department"] = choices.Below(4) switch
            {
                0 => "Engineering",
                1 => "Sales",
                2 => ImmutableArray.Create<object>("Sales", "Engineering"),
                _ => "engineering",
            };
        }

        if (choices.Chance(30))
        {
            facts["level"] = choices.Pick<object>(1, 2, "1", true);
        }

        return new(choices.Pick("user", "device"), choices.Pick("maria", "otto", "kim"), facts.ToImmutable());
    }
}
