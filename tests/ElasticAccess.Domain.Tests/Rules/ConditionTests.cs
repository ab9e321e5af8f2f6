using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Tests.Rules;

public class ConditionTests
{
    public static TheoryData<string> Table => Cases.Of("""
        in(dept: 'Eng')               | user/maria dept='Eng'           => yes
        in(dept: 'Eng')               | user/maria dept='eng'           => no     # Strings compare exactly.
        in(dept: 'Eng')               | user/maria dept='Eng '          => no
        in(dept: 'Eng')               | user/maria Dept='Eng'           => no     # Keys too.
        in(dept: 'Eng')               | user/maria                      => no
        in(dept: 'PM', 'PMkt')        | user/maria dept='PMkt'          => yes
        in(dept: 'PM', 'PMkt')        | user/maria dept='Eng'           => no
        not(dept: 'Eng')              | user/maria dept='Eng'           => no
        not(dept: 'Eng')              | user/maria dept='PM'            => yes
        not(dept: 'Eng')              | user/maria                      => yes    # A missing key is not in the list.
        not(dept: 'PM', 'PMkt')       | user/maria dept='PMkt'          => no
        in($value: 'maria')           | user/maria                      => yes
        in($value: 'maria')           | user/Maria                      => no
        in($value: 'user')            | user/maria                      => no
        in($type: 'user', 'device')   | device/d-7                      => yes
        not($type: 'device')          | user/maria                      => yes
        in($value: 'eve')             | user/maria $value='eve'         => no     # Not a key of that name.
        in($type: 'admin')            | user/maria $type='admin'        => no
        in(value: 'maria')            | user/maria                      => no
        in(n: 1)                      | user/maria n=1                  => yes
        in(n: 1)                      | user/maria n=1.0                => yes    # Numbers compare by value.
        in(n: 1e2)                    | user/maria n=100                => yes
        in(n: 0)                      | user/maria n=-0                 => yes
        in(n: 0.1)                    | user/maria n=0.10000001         => no
        in(n: 1)                      | user/maria n='1'                => no     # Never one kind with another.
        in(n: '1')                    | user/maria n=1                  => no
        in(n: 1)                      | user/maria n=true               => no
        in(n: 'true')                 | user/maria n=true               => no
        in(b: true)                   | user/maria b=true               => yes
        in(b: true)                   | user/maria b=false              => no
        in(b: false)                  | user/maria                      => no
        not(b: true)                  | user/maria b=false              => yes
        in(n: 'a', 1, true)           | user/maria n=true               => yes
        in(g: 'a')                    | user/maria g=['x','a']          => yes    # Any element of an array.
        in(g: 'a', 'b')               | user/maria g=['x','b']          => yes
        in(g: 'a')                    | user/maria g=['x','y']          => no
        in(g: 'a')                    | user/maria g=[]                 => no
        not(g: 'a')                   | user/maria g=['x','a']          => no
        not(g: 'a')                   | user/maria g=[]                 => yes
        in(g: 2)                      | user/maria g=['2',2.0]          => yes
        in(g: 'a')                    | user/maria g=[['a']]            => no     # Not an element of an element.
        and(in(a: 1); in(b: 2))       | user/maria a=1 b=2              => yes
        and(in(a: 1); in(b: 2))       | user/maria a=1 b=3              => no
        and(in(a: 1))                 | user/maria a=1                  => yes
        or(in(a: 1); in(b: 2))        | user/maria a=9 b=2              => yes
        or(in(a: 1); in(b: 2))        | user/maria a=9 b=9              => no
        or(in(a: 1))                  | user/maria                      => no
        and(in(d: 'PM', 'PMkt'); not(site: 'London', 'Paris')) | user/maria d='PM' site='Berlin' => yes
        and(in(d: 'PM', 'PMkt'); not(site: 'London', 'Paris')) | user/maria d='PM' site='Paris'  => no
        and(in(d: 'PM', 'PMkt'); not(site: 'London', 'Paris')) | user/maria d='PM'               => yes
        or(and(in(a: 1); in(b: 1)); and(in(a: 2); in(b: 2)))   | user/maria a=2 b=2              => yes
        or(and(in(a: 1); in(b: 1)); and(in(a: 2); in(b: 2)))   | user/maria a=1 b=2              => no
        and(or(in(a: 1); in(a: 2)); not(b: true))              | user/maria a=2 b=false          => yes
        """);

    [Theory]
    [MemberData(nameof(Table))]
    public void A_condition_holds_for_whom_it_says(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (condition, requester) = (left.Split('|')[0], left.Split('|')[1]);

        Assert.Equal(expected == "yes", RulesText.Condition(condition).Holds(RulesText.Requester(requester)));
    }

    [Fact]
    public void Any_condition_holds_as_a_plain_reading_of_it_says()
    {
        foreach (var seed in Cases.Seeds(20_000))
        {
            var random = new Random(seed);
            var condition = RandomRules.Condition(random, depth: 3);
            var requester = RandomRules.Requester(random);

            Assert.True(condition.Holds(requester) == Reference(condition, requester),
                $"seed {seed}: {condition} for {requester}");
        }
    }

    // The contract's words, through sets of written-out values.
    internal static bool Reference(Condition condition, Requester requester)
    {
        switch (condition)
        {
            case Condition.And and:
                return !and.Conditions.Any(part => !Reference(part, requester));
            case Condition.Or or:
                return !or.Conditions.All(part => !Reference(part, requester));
            case Condition.Not not:
                return !Reference(new Condition.In(not.Key, not.Values), requester);
        }

        var simple = (Condition.In)condition;
        var facts = new Dictionary<string, Fact>(requester.Dictionary)
        {
            ["$type"] = new Fact.Text(requester.Type),
            ["$value"] = new Fact.Text(requester.Value),
        };
        var have = facts.TryGetValue(simple.Key, out var fact)
            ? fact is Fact.List list ? list.Elements.Select(Written) : [Written(fact)]
            : [];
        return have.Intersect(simple.Values.Select(Written)).Any();
    }

    private static string Written(Fact fact) => fact switch
    {
        Fact.Text text => $"text {text.Value}",
        Fact.Number number => $"number {number.Value:0.#####}",
        Fact.Flag flag => $"flag {flag.Value}",
        _ => $"list {fact.GetHashCode()} {Guid.NewGuid()}",
    };
}
