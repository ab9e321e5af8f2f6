using System.Collections.Immutable;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Changes of conditions, actions (contract 7) and consumption limits (12).</summary>
public static class RuleChanges
{
    public static (Answer Answer, World World) Store(World world, StoreConditions store)
    {
        if (store.Instance > world.Instances
            || store.Wishes.Any(wish => wish.Condition is { } n && Find(world, store.Instance, n) is null))
        {
            return (Oracle.NotFound, world);
        }

        var names = new List<string>();
        foreach (var wish in store.Wishes)
        {
            var number = wish.Condition ?? world.Conditioned + 1;
            names.Add($"condition #{number}");
            world = wish.Condition is null
                ? world with
                {
                    Conditioned = number,
                    Conditions = world.Conditions.Add(new(number, store.Instance, wish.Test!)),
                }
                : wish.Test is { } test
                    ? world with
                    {
                        Conditions = [.. world.Conditions.Select(c => c.Number == number ? c with { Test = test } : c)],
                    }
                    : world;
        }

        return (new(200, string.Join(' ', names)), world);
    }

    public static (Answer Answer, World World) Remove(World world, RemoveConditions remove)
    {
        if (remove.Instance > world.Instances
            || (remove.Condition is { } wanted && Find(world, remove.Instance, wanted) is null))
        {
            return (Oracle.NotFound, world);
        }

        var gone = world.Conditions.Where(c => c.Instance == remove.Instance
            && (remove.Condition is null || c.Number == remove.Condition)).ToList();
        return gone.Exists(c => world.LineItems.Any(l => l.Rules.Any(rule => rule.Condition == c.Number)))
            ? (Oracle.Conflict, world)
            : (Oracle.NoContent, world with { Conditions = world.Conditions.RemoveRange(gone) });
    }

    public static (Answer Answer, World World) Set(World world, SetActions set)
    {
        if (world.Find(set.Instance, set.Activation) is not { } lineItem)
        {
            return (Oracle.NotFound, world);
        }

        if (!IsSound(world, set, lineItem))
        {
            return (Oracle.Invalid, world);
        }

        if (set.IsFirst && !lineItem.Rules.IsEmpty)
        {
            return (Oracle.Conflict, world);
        }

        var rules = ImmutableArray.CreateBuilder<Rule>();
        foreach (var action in set.Actions)
        {
            var number = action.Action ?? world.Ruled + 1;
            world = world with { Ruled = Math.Max(world.Ruled, number) };
            rules.Add(new(number, action.Condition, action.Allows, action.Allows ? action.Allocation : null));
        }

        var names = rules.Select(rule => $"action #{rule.Number}:{(rule.Allocation is null ? "" : world.Used(rule))}");
        return (new(200, string.Join(' ', names)), world.With(lineItem with { Rules = rules.ToImmutable() }));
    }

    public static (Answer Answer, World World) Remove(World world, RemoveActions remove) =>
        world.Find(remove.Instance, remove.Activation) is { } lineItem
            ? (Oracle.NoContent, world.With(lineItem with { Rules = [] }))
            : (Oracle.NotFound, world);

    public static (Answer Answer, World World) Set(World world, SetLimit set, long now)
    {
        if (world.Find(set.Instance, set.Activation) is not { } lineItem)
        {
            return (Oracle.NotFound, world);
        }

        var limit = Limits.Configure(set, lineItem.Limit, world.LastPeriod(lineItem), world.Limited + 1, now);
        return (
            new(200, $"{limit.Micro} a {limit.Interval} until {Limits.Period(limit, now).Next}"),
            world.With(lineItem with { Limit = limit }) with { Limited = world.Limited + 1 });
    }

    public static (Answer Answer, World World) Remove(World world, RemoveLimit remove) =>
        world.Find(remove.Instance, remove.Activation) is { Limit: not null } lineItem
            ? (Oracle.NoContent, world.With(lineItem with { Limit = null }))
            : (Oracle.NotFound, world);

    // Ids are those there are, each once; an ALLOW with a condition has an allocation; at most one default action.
    private static bool IsSound(World world, SetActions set, LineItem lineItem)
    {
        var kept = set.Actions.Where(a => a.Action is not null).Select(a => a.Action!.Value).ToList();
        var known = set.IsFirst ? [] : lineItem.Rules.Select(rule => rule.Number).ToHashSet();
        return kept.Distinct().Count() == kept.Count && kept.TrueForAll(known.Contains)
            && set.Actions.Count(a => a.Condition is null) <= 1
            && set.Actions.All(a => a.Condition is not { } n || Find(world, set.Instance, n) is not null)
            && set.Actions.All(a => !a.Allows || (a.Allocation is null
                ? a.Condition is null : a.Allocation is >= 0 and <= Contract.MaxMicro));
    }

    private static Condition? Find(World world, int instance, int number) =>
        world.Conditions.FirstOrDefault(c => c.Number == number && c.Instance == instance);
}
