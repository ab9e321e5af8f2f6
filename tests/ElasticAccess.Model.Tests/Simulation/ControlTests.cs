using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Driving;
using ElasticAccess.Model.Tests.Memory;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>
/// A store that is wrong on purpose must be found out within so many seeds; else the tests beside these prove nothing.
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class ControlTests(ITestOutputHelper output)
{
    private const int SeedsMax = 400;

    public static readonly TheoryData<string, int> Wrong = new()
    {
        { "the key and answer of a request are not stored (I10, I12)", (int)Slips.NoAnswers },
        { "an outcome is looked up while the commit may still come: no lock (I14)", (int)Slips.NoLocks },
        { "a commit is made and said not to be (I14)", (int)Slips.CommitsDenied },
        { "facts are kept from one batch to the next (I1)", (int)(Slips.StaleFacts | Slips.NoGuards) },
        {
            "two replicas charge one interval: no lock, no guard, no uniqueness (I20)",
            (int)(Slips.NoLocks | Slips.NoGuards | Slips.NoUniqueness)
        },
        { "a refund reaches the balance twice (I1, I23)", (int)Slips.RefundsDoubled },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void The_simulation_finds_out_that(string what, int slips)
    {
        for (var seed = 0; seed < SeedsMax; seed++)
        {
            if (Simulation.Run(Choices.OfSeed(seed), new Coverage(), (Slips)slips).Failure is { } failure)
            {
                output.WriteLine($"{what}: seed {seed}: {failure.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"not found within {SeedsMax} seeds: {what}");
    }

    [Theory]
    [InlineData("the key and answer of a request are not stored (I10, I12)", (int)Slips.NoAnswers)]
    [InlineData("a refund reaches the balance twice (I1, I23)", (int)Slips.RefundsDoubled)]
    public void The_model_finds_out_that(string what, int slips)
    {
        for (var seed = 0; seed < SeedsMax; seed++)
        {
            if (Sequence.Run(Choices.OfSeed(seed), new Coverage(), (Slips)slips) is { } failure)
            {
                output.WriteLine($"{what}: seed {seed}: {failure.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"not found within {SeedsMax} sequences: {what}");
    }
}
