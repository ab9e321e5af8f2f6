using ElasticAccess.Domain.Access;

namespace ElasticAccess.Domain.Tests.Access;

public class AccessPropertyTests
{
    [Fact]
    public void Any_requests_are_decided_and_counted_as_a_plain_reading_of_the_contract_says()
    {
        var seen = new HashSet<string>();
        foreach (var seed in Cases.Seeds(15_000))
        {
            var random = new Random(seed);
            var instance = new RandomInstance(random);
            var state = instance.NewState();
            var reference = new ReferenceAccess(state);
            foreach (var now in instance.Times(count: 5))
            {
                var (items, requester, isSession) = (instance.Items(), instance.Requester(), random.Next(3) == 0);
                var expected = isSession
                    ? reference.Session(items, requester, now.Ms)
                    : reference.OneOff(items, requester, now.Ms);

                string found;
                (found, state) = isSession
                    ? Session(state, items, requester, now)
                    : OneOff(state, items, requester, now);

                Assert.True(found == expected, $"seed {seed}: {found}, not {expected}");
                var counters = ReferenceAccess.CountersOf(state);
                Assert.True(counters == reference.Counters, $"seed {seed}: {counters}, not {reference.Counters}");
                seen.UnionWith(found.Split(", ").Select(answer => answer.Contains('-') ? "granted" : answer));
            }
        }

        string[] all = ["granted", "not at fault", .. Enum.GetNames<Refusal>()];
        Assert.True(seen.Count == all.Length || Cases.Seeds(2).Count() == 1, string.Join(", ", all.Except(seen)));
    }

    private static (string, InstanceState) OneOff(
        InstanceState state, RequestedItem[] items, Domain.Rules.Requester requester, Instant now)
    {
        var (decisions, after) = OneOffAccess.Decide(state, items, requester, now);
        return (Written(decisions), after);
    }

    private static (string, InstanceState) Session(
        InstanceState state, RequestedItem[] items, Domain.Rules.Requester requester, Instant now)
    {
        var decision = SessionAccess.Decide(state, items, requester, now);
        return (Written(decision.Items), decision.After);
    }

    private static string Written(IEnumerable<ItemDecision> decisions) =>
        string.Join(", ", decisions.Select(decision => AccessText.Written(decision.Outcome)));
}
