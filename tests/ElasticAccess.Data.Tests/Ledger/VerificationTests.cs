using ElasticAccess.Data.Ledger;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class VerificationOnSqlite() : VerificationTests(Store.Sqlite);

public sealed class VerificationOnPostgres() : VerificationTests(Store.Postgres);

/// <summary>A difference that nobody can make through the service is found when somebody makes it in SQL.</summary>
public abstract class VerificationTests(Store store) : LedgerFixture(store)
{
    [Fact]
    public async Task A_ledger_that_was_only_ever_served_has_no_violations()
    {
        await ServeAsync();

        var findings = await Verification.RunAsync(DataStore, CancellationToken.None);

        Assert.All(findings, finding => Assert.Empty(finding.Violations));
        Assert.All(findings, finding =>
            Assert.True(finding.Examined > 0 || finding.Invariant is "I23" or "I3", finding.Statement));
    }

    [Theory]
    [InlineData("I1", "update line_item set used_micro = used_micro + 1 where used_micro > 0")]
    [InlineData("I1", "update line_item set used_micro = 5 where used_micro = 0")]
    [InlineData("I1", "update entry set used_micro = used_micro - 1 where sequence = 2")]
    [InlineData("I1", "update entry set tokens_micro = tokens_micro + 1 where sequence = 1")]
    [InlineData("I1", "update entry set used_micro = null where sequence = 1")]
    [InlineData("I1", "delete from entry where sequence = 2")]
    [InlineData("I4", "update entry set line_item_id = id where sequence = 1")]
    [InlineData("I4", "delete from line_item")]
    [InlineData("I4", "delete from activation")]
    [InlineData("I4", "update activation set activation_id = 'x' || activation_id")]
    [InlineData("I4", "update line_item set state = 3")]
    [InlineData("I23", "update entry set kind = 2, tokens_micro = -tokens_micro where sequence = 2")]
    [InlineData("I23", "update entry set kind = 2, tokens_micro = -tokens_micro, refund_of = 1 where sequence = 2")]
    [InlineData("I23", "update entry set kind = 2, tokens_micro = -1, refund_of = 3 where sequence = 2")]
    [InlineData("I30", "update entry set rate_table_id = null where sequence = 1")]
    [InlineData("I30", "update rate_table set effective_from_ms = 1900000000000")]
    [InlineData("I33", "delete from entry where sequence = 1")]
    [InlineData("I33", "delete from entry where sequence = 3")]
    [InlineData("I33", "delete from entry")]
    [InlineData("I33", "update entry set sequence = 9 where sequence = 2")]
    [InlineData("I33", "update entry set sequence = 0 where sequence = 1")]
    [InlineData("I33", "update ledger_head set sequence = sequence + 1")]
    [InlineData("I33", "delete from ledger_head")]
    public async Task A_difference_is_found(string invariant, string sql)
    {
        await ServeAsync();
        await CorruptAsync(sql);

        var findings = await Verification.RunAsync(DataStore, CancellationToken.None);

        Assert.Contains(findings, finding => finding.Invariant == invariant && finding.Violations.Count > 0);
    }

    // Three rows: 3 tokens, 6 tokens, a denial; and a line item that nothing was taken from.
    private async Task ServeAsync()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 100);
        await MapAsync(instance, 100, endsInDays: 2);
        Assert.Equal("granted 3, granted 6, ItemNotRated", await RequestAsync(Ledger, instance, "1*a", "2*a", "1*x"));
    }
}
