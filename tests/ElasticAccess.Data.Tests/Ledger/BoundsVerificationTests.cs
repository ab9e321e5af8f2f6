using ElasticAccess.Data.Ledger;
using ElasticAccess.Domain.Supply;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class BoundsVerificationOnSqlite() : BoundsVerificationTests(Store.Sqlite);

public sealed class BoundsVerificationOnPostgres() : BoundsVerificationTests(Store.Postgres);

/// <summary>What breaks a bound, a price or conservation is found, under its own id and no other.</summary>
public abstract class BoundsVerificationTests(Store store) : LedgerFixture(store)
{
    [Fact]
    public async Task Overdraft_splits_over_line_items_and_free_items_are_no_violation()
    {
        await ServeAsync();

        var findings = await Verification.RunAsync(DataStore, CancellationToken.None);

        Assert.All(findings, finding => Assert.Empty(finding.Violations));
        Assert.Equal([5, 5, 4], Examined("I2", "I5", "I5 of items"));
        Assert.Equal(2, findings.Single(finding => finding.Invariant == "I9").Examined);

        long[] Examined(params string[] ids) =>
        [
            .. ids.Select(id => findings.Where(finding => finding.Invariant == id.Split(' ')[0])
                .ElementAt(id.Contains(' ', StringComparison.Ordinal) ? 1 : 0).Examined),
        ];
    }

    [Theory]
    [InlineData("update entry set quantity = 3 where sequence = 5", "I2")]
    [InlineData("update line_item_history set overdraft_limit = 4 where overdraft_type = 1", "I2")]
    [InlineData("update line_item_history set overdraft_type = 0", "I2")]
    [InlineData("delete from line_item_history", "I2", "I9")]
    [InlineData("update rate_table_item set rate_micro = rate_micro + 1 where name = 'a'", "I5")]
    [InlineData("update rate_table_item set name = 'b' where name = 'a'", "I5")]
    [InlineData("update rate_table_item set version = '1' where name = 'free'", "I5")]
    [InlineData("update entry set count_micro = count_micro + 1 where sequence = 1", "I5")]
    [InlineData("update entry set count_micro = count_micro - 1 where sequence in (2, 3)", "I5")]
    [InlineData("update entry set rate_micro = 2999999 where sequence = 1", "I5", "I5")]
    [InlineData("update entry set correlation_id = id where sequence = 3", "I5")]
    [InlineData("update line_item set quantity = quantity + 1", "I9")]
    [InlineData("update line_item set quantity = 1", "I9")]
    [InlineData("update line_item_history set quantity = quantity - 1", "I9")]
    public async Task A_difference_is_found_under_its_id(string sql, params string[] invariants)
    {
        await ServeAsync();
        await CorruptAsync(sql);

        var findings = await Verification.RunAsync(DataStore, CancellationToken.None);

        Assert.Equal(
            invariants, findings.Where(finding => finding.Violations.Count > 0).Select(finding => finding.Invariant));
    }

    // Rows 1, 2 + 3 (one item, split), 4 (free) and 5 (into the overdraft).
    private async Task ServeAsync()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3", "free=0");
        await MapAsync(instance, 4, overdraft: Overdraft.Number(5));
        await MapAsync(instance, 2, endsInDays: 2);
        Assert.Equal(
            "granted 3, granted 3, granted 0, granted 4.5",
            await RequestAsync(Ledger, instance, "1*a", "1*a", "1*free", "1.5*a"));
    }
}
