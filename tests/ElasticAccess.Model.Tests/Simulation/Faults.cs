using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Driving;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>What may go wrong, each with its own chance; all of it ends when the faults end.</summary>
internal sealed class Faults(Choices choices, Coverage coverage)
{
    private readonly Dictionary<string, int> chances = All.ToDictionary(
        fault => fault, _ => choices.Pick(0, 0, 1, 2, 5, 10));

    public static readonly string[] All =
    [
        "conflict", "taken", "trouble while gathering", "trouble while writing", "lost before the commit",
        "lost after the commit", "lost, and the commit comes later", "killed while committing", "slow",
        "request lost", "reply lost", "request twice",
    ];

    public bool AreOver { get; set; }

    /// <summary>In percent, drawn for this world.</summary>
    public bool Strikes(string fault)
    {
        var strikes = !AreOver && choices.Chance(chances[fault]);
        if (strikes)
        {
            coverage.Add($"fault {fault}");
        }

        return strikes;
    }

    public long Delay() => Strikes("slow") ? choices.Between(100, 8_000) : choices.Pick(0, 1, 2, 5, 20);
}
