using System.Globalization;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores.Postgres;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElasticAccess.Data.Tests.Usage;

/// <summary>The ledger in months, on PostgreSQL: what a table in one piece gave by itself.</summary>
public sealed class MonthTests() : UsageFixture(Store.Postgres)
{
    private const string Lane =
        "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; "
        + "set plan_cache_mode = force_generic_plan; set jit = off;";

    [Fact]
    public async Task This_month_and_the_next_three_are_there()
    {
        var months = await ReadAsync(
            "select relname from pg_class where relname ~ '^entry_[0-9_]+$' and relkind = 'r' order by relname");

        var now = DateTime.UtcNow;
        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => now.AddDays(1 - now.Day).AddMonths(i))
                .Select(month => month.ToString("'entry_'yyyy_MM", CultureInfo.InvariantCulture)),
            months);
    }

    [Fact]
    public async Task What_was_paid_is_read_from_its_month_alone()
    {
        await PublishAsync("", "a=3");
        var instance = await NewInstanceAsync();
        await PutAsync(instance, Details(Guid.NewGuid().ToString(), 100), Begin);
        for (var i = 0; i < 3; i++)
        {
            var session = await CreateAsync(instance, Begin);
            Assert.Equal("granted", await RequestAsync(instance, session, ["a"], rollback: true, Begin));
        }

        await ExecuteAsync("select ea_entry_months(1700000000000, 20)");

        var keys = await ReadAsync(
            """
            select format('%L, %L',
                array_agg(instance_id order by session_id), array_agg(session_id order by session_id))
            from session where charge_from is not null
            """);
        var charges = PostgresSessions.Charges.Replace(
            "$1, $2", "$1::uuid[], $2::uuid[]", StringComparison.Ordinal);
        var plan = string.Join('\n', await ReadAsync(
            $"""
            {Lane}
            prepare paid as {charges};
            explain (analyze, costs off, timing off) execute paid ({keys[0]});
            """));

        Assert.DoesNotContain("Seq Scan on entry", plan, StringComparison.Ordinal);
        var executed = plan.Split('\n').Where(line =>
            line.Contains(" on entry_", StringComparison.Ordinal)
            && !line.Contains("never executed", StringComparison.Ordinal));
        Assert.True(executed.Count() == 1, plan);
    }

    [Fact]
    public async Task A_lane_reads_no_large_table_whole()
    {
        await PublishAsync("", "a=3");
        var instance = await NewInstanceAsync();
        await PutAsync(instance, Details(Guid.NewGuid().ToString(), 1000), Begin);

        // The server counts scans when a connection rests.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = await ScansAsync();
        var replica = OpenReplica();
        for (var i = 0; i < 30; i++)
        {
            await RequestAsync(replica, instance, "1*a", "1*x");
        }

        await replica.CloseAsync(CancellationToken.None);
        await Task.Delay(500);

        Assert.Equal(before, await ScansAsync());
    }

    [Theory]
    [InlineData("interval, session_id", "kind in (0, 1) and interval is not null", "one_charge_per_session_interval")]
    [InlineData("refund_of", "kind = 2", "one_refund_per_charge")]
    public async Task What_happens_once_cannot_be_written_again_in_another_month(
        string what, string which, string constraint)
    {
        await UseAsync(seed: 3, steps: 80);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(
            $"""
            create temp table again as select * from entry where {which} limit 1;
            update again set sequence = sequence + 1000000, write_ms = write_ms + 86400000::bigint * 40;
            insert into entry select * from again where ({what}) is not null;
            """));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refusal.SqlState);
        Assert.Equal(constraint, refusal.ConstraintName);
    }

    [Fact]
    public async Task A_month_that_nobody_made_is_written_to_all_the_same()
    {
        await UseAsync(seed: 4, steps: 10);
        await ExecuteAsync(
            """
            create temp table late as select * from entry order by sequence limit 1;
            update late set sequence = 1000000, write_ms = 4102444800000, refund_of = null, session_id = null;
            insert into entry select * from late;
            """);

        Assert.Equal(["1"], await ReadAsync("select count(*)::text from entry_default"));

        // The month stays there, and the others are made.
        Assert.Equal(["2"], await ReadAsync("select ea_entry_months(4102444800000, 2)::text"));
    }

    [Fact]
    public async Task No_month_can_be_emptied_or_changed()
    {
        await UseAsync(seed: 4, steps: 10);
        var months = await ReadAsync(
            "select relname from pg_class where relname like 'entry%' and relkind in ('r', 'p') and relispartition");
        Assert.True(months.Count >= 5);
        foreach (var month in months)
        {
            await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync($"truncate {month}"));
        }

        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync("update entry set status = 1"));
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync("delete from entry"));
    }

    [Fact]
    public async Task A_session_that_an_older_program_charged_is_refunded_all_the_same()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await PutAsync(instance, Details(Guid.NewGuid().ToString(), 100), Begin);
        var session = await CreateAsync(instance, Begin);
        await RequestAsync(instance, session, ["a"], rollback: true, Begin);
        await RequestAsync(instance, session, ["a"], rollback: true, Begin + TimeSpan.FromMinutes(1));

        // It knows nothing of the time, so it leaves the one of the charge before.
        await ExecuteAsync("update session set charge_from = charge_from + 1, charge_to = charge_to + 1");
        await ExecuteAsync("update session set charge_from = charge_from - 1, charge_to = charge_to - 1");

        Assert.Equal([""], await ReadAsync("select coalesce(charge_write_ms::text, '') from session"));
        Assert.Equal("closed", await CloseAsync(instance, session, Begin + TimeSpan.FromMinutes(2)));
        Assert.All(
            await Verification.RunAsync(DataStore, CancellationToken.None),
            finding => Assert.Empty(finding.Violations));
        Assert.Equal(2, (await EntriesAsync()).Count(row => row.RefundOf is not null));
    }

    private Task<List<string>> ScansAsync() => ReadAsync(
        """
        select relname || ' ' || seq_scan from pg_stat_user_tables
        where relname ~ '^(entry|line_item|session|ledger_head|consumption|stored_answer|access_action|usage)'
            and relname not like 'session_charge' order by relname
        """);

    private async Task ExecuteAsync(string sql)
    {
        await using var db = DataStore.NewDb();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var db = DataStore.NewDb();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        do
        {
            while (await rows.ReadAsync())
            {
                found.Add(rows.GetString(0));
            }
        }
        while (await rows.NextResultAsync());

        return found;
    }
}
