using ElasticAccess.Api.Tests.Rules;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Tests.Processes;

/// <summary>Allocations, limits and changes of rules, raced through two service processes on one PostgreSQL.</summary>
public sealed class RuleRaceTests(Replicas replicas) : IClassFixture<Replicas>
{
    [Fact]
    public async Task Two_processes_never_exceed_an_allocation_together() =>
        await Race.ForAnAllocation(await NewAsync(), replicas.Clients);

    [Fact]
    public async Task Two_processes_never_exceed_a_limit_together() =>
        await Race.ForALimit(await NewAsync(), replicas.Clients);

    [Fact]
    public async Task Rules_changed_through_one_count_what_both_have_charged()
    {
        await Race.OfChangesWithCharges(await NewAsync(), replicas.Clients);

        await using var store = StoreFactory.Create(replicas.ConnectionString);
        var findings = await Verification.RunAsync(store, TestContext.Current.CancellationToken);
        Assert.All(findings, finding => Assert.Empty(finding.Violations));
    }

    private Task<Customer> NewAsync() => Customer.NewAsync(replicas.Clients[0], "a=0.333333");
}
