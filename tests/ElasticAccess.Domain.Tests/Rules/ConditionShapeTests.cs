using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Tests.Rules;

public class ConditionShapeTests
{
    private static readonly Fact[] Values = [new Fact.Text("Engineering")];
    private static readonly ConditionInput Sound = new("IN", "department", Values);

    public static TheoryData<string, ConditionInput> Faulty => new()
    {
        { "$.operator: is missing but it is required", new(null, "department", Values) },
        { "$.operator: does not have a value in the enumeration [IN, NOT, AND, OR]", new("XOR", "department", Values) },
        { "$.operator: does not have a value in the enumeration [IN, NOT, AND, OR]", new("in", "department", Values) },
        { "$.key: is missing but it is required", new("IN", null, Values) },
        { "$.key: must be 1 to 255 characters long", new("NOT", "", Values) },
        { "$.key: must be 1 to 255 characters long", new("NOT", new string('k', 256), Values) },
        { "$.key: must not contain control characters", new("NOT", "a\nb", Values) },
        { "$.values: is missing but it is required", new("NOT", "department") },
        { "$.values: must have at least 1 item", new("IN", "department", []) },
        { "$.values[1]: must be a string, a number or a boolean", new("IN", "department", [.. Values, null]) },
        { "$.values[0]: must be a string, a number or a boolean", new("IN", "department", [new Fact.List(Values)]) },
        { "$.key: is missing but it is required; $.values: is missing but it is required", new("IN") },
        { "$.conditions: is missing but it is required", new("AND") },
        { "$.conditions: must have at least 1 item", new("OR", Conditions: []) },
        { "$.conditions[1]: null found, object expected", new("OR", Conditions: [Sound, null]) },
        { "$.conditions[0].conditions[1].values: must have at least 1 item",
            new("AND", Conditions: [new("OR", Conditions: [Sound, Sound with { Values = [] }])]) },
        { "$.conditions[0].key: is missing but it is required; $.conditions[1].operator: is missing but it is required",
            new("AND", Conditions: [Sound with { Key = null }, Sound with { Operator = null }]) },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void What_is_no_condition_is_refused_with_every_fault_and_its_path(string expected, ConditionInput input)
    {
        var faulty = Assert.IsType<ConditionShape.Faulty>(ConditionShape.Check(input, "$"));

        Assert.Equal(expected, string.Join("; ", faulty.Faults));
    }

    [Fact]
    public void What_is_a_condition_is_read_as_it_stands()
    {
        var input = new ConditionInput(
            "AND", Conditions: [Sound, new("OR", Conditions: [Sound with { Operator = "NOT" }])]);

        var sound = Assert.IsType<ConditionShape.Sound>(ConditionShape.Check(input, "$.conditions[0]"));

        var and = Assert.IsType<Condition.And>(sound.Condition);
        var simple = Assert.IsType<Condition.In>(and.Conditions[0]);
        Assert.Equal(("department", Values[0]), (simple.Key, Assert.Single(simple.Values)));
        Assert.IsType<Condition.Not>(Assert.Single(Assert.IsType<Condition.Or>(and.Conditions[1]).Conditions));
    }

    [Fact]
    public void Members_that_the_operator_does_not_use_are_ignored()
    {
        Assert.IsType<ConditionShape.Sound>(ConditionShape.Check(Sound with { Conditions = [null] }, "$"));
        Assert.IsType<ConditionShape.Sound>(
            ConditionShape.Check(new("AND", Key: "", Values: [], Conditions: [Sound]), "$"));
    }

    [Fact]
    public void Ten_levels_are_enough()
    {
        Assert.IsType<ConditionShape.Sound>(ConditionShape.Check(Nested(10), "$"));

        var faulty = Assert.IsType<ConditionShape.Faulty>(ConditionShape.Check(Nested(11), "$"));
        var fault = Assert.Single(faulty.Faults);
        Assert.Equal("conditions are nested at most 10 deep", fault.Reason);
        Assert.Equal("$" + string.Concat(Enumerable.Repeat(".conditions[0]", 10)), fault.Path);

        // However deep it goes on, nothing is read beyond.
        Assert.IsType<ConditionShape.Faulty>(ConditionShape.Check(Nested(100_000), "$"));

        static ConditionInput Nested(int levels)
        {
            var input = Sound;
            for (var i = 1; i < levels; i++)
            {
                input = new(i % 2 == 0 ? "AND" : "OR", Conditions: [input]);
            }

            return input;
        }
    }
}
