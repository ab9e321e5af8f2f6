using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Ledger;

/// <summary>Serializable transactions of PostgreSQL fail each other over all that they have read.</summary>
public sealed class StrangersTests() : LedgerFixture(Store.Postgres)
{
    // An open serializable transaction keeps the locks of those that commit meanwhile. The written rows themselves are
    // told by their new versions; what is left is what was read beside them.
    private const string Read =
        """
        select count(*) as "Value" from pg_locks
        where mode = 'SIReadLock' and relation::regclass::text in ('line_item', 'ledger_head')
            and database = (select oid from pg_database where datname = current_database())
        """;

    [Fact]
    public async Task A_charge_reads_no_balance_of_a_stranger_once_the_planner_knows_the_tables()
    {
        await PublishAsync("", "a=1");
        var instances = new List<Guid>();
        for (var n = 0; n < 40; n++)
        {
            instances.Add(await NewInstanceAsync());
            await MapAsync(instances[n], 100);
        }

        await using var db = DataStore.NewDb();
        await db.Database.ExecuteSqlRawAsync("vacuum analyze", TestContext.Current.CancellationToken);
        await RequestAsync(Ledger, instances[7], "1*a");
        await using var open = await db.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.Serializable, TestContext.Current.CancellationToken);
        await db.Instances.CountAsync(TestContext.Current.CancellationToken);

        await RequestAsync(Ledger, instances[7], "1*a");

        Assert.InRange(
            await db.Database.SqlQueryRaw<long>(Read).SingleAsync(TestContext.Current.CancellationToken), 0, 2);
    }
}
