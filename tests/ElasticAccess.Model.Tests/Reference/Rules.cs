using System.Collections.Immutable;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Contract 7.2 and 7.3: whether a condition holds, and which action of a line item decides.</summary>
public static class Rules
{
    /// <summary>Null where there are actions and none matches, or a DENY does: the line item is passed over.</summary>
    /// <param name="deciding">The action; null where the line item has none and is open.</param>
    public static bool Allows(this World world, LineItem lineItem, Who who, out Rule? deciding)
    {
        deciding = null;
        foreach (var rule in lineItem.Rules)
        {
            if (rule.Condition is not { } number || Holds(world.ConditionOf(number).Test, who))
            {
                deciding = rule;
                return rule.Allows;
            }
        }

        return lineItem.Rules.IsEmpty;
    }

    public static Condition ConditionOf(this World world, int number) =>
        world.Conditions.Single(condition => condition.Number == number);

    private static bool Holds(Test test, Who who) => test.Operator switch
    {
        "IN" => IsIn(test, who),
        "NOT" => !IsIn(test, who),
        "AND" => test.Parts.All(part => Holds(part, who)),
        _ => test.Parts.Any(part => Holds(part, who)),
    };

    private static bool IsIn(Test test, Who who)
    {
        var fact = test.Key switch
        {
            "$type" => who.Type,
            "$value" => who.Value,
            _ => who.Facts.GetValueOrDefault(test.Key),
        };
        return fact is ImmutableArray<object> list
            ? list.Any(element => test.Values.Contains(element))
            : fact is not null && test.Values.Contains(fact);
    }
}
