using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Usage;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Usage;

public sealed class RetentionTests() : UsageFixture(Store.Postgres)
{
    [Fact]
    public async Task A_month_is_dropped_once_it_is_rolled_up_and_the_books_still_balance()
    {
        var instances = await UseAsync(seed: 11, steps: 80);
        await EndSessionsAsync();
        Assert.Empty(await DropAsync(days: 0, kept: 1));
        Assert.Empty(await DropAsync(days: 100, kept: 3));

        // Not everything is in the roll-ups yet.
        Assert.Empty(await DropAsync(days: 100, kept: 1));
        await CatchUp.CatchUpAsync(CancellationToken.None);
        var before = await SummaryAsync();
        var last = await LastAsync();

        var dropped = await DropAsync(days: 100, kept: 1);

        Assert.Contains(DateTime.UtcNow.ToString("'entry_'yyyy_MM"), dropped);
        Assert.Empty(await EntriesAsync());
        Assert.Equal(before, await SummaryAsync());
        await AssertVerifiedAsync();

        // What comes then has its place behind all that was there.
        await RequestAsync(Ledger, instances[0], "1*b", "1*x");
        await CatchUp.CatchUpAsync(CancellationToken.None);
        await AssertVerifiedAsync();
        var page = await Reader.ReadAsync(new(), last, 10, CancellationToken.None);
        Assert.Equal(2, page.Rows.Count);
    }

    [Fact]
    public async Task What_a_live_session_could_give_back_is_not_dropped()
    {
        await PublishAsync("", "a=3");
        var instance = await NewInstanceAsync();
        await PutAsync(instance, Details(Guid.NewGuid().ToString(), 100), Begin);
        var session = await CreateAsync(instance, Begin);
        Assert.Equal("granted", await RequestAsync(instance, session, ["a"], rollback: true, Begin));
        await CatchUp.CatchUpAsync(CancellationToken.None);

        Assert.Empty(await DropAsync(days: 100, kept: 1));
        await CloseAsync(instance, session, Begin + TimeSpan.FromMinutes(30));
        await CatchUp.CatchUpAsync(CancellationToken.None);
        Assert.NotEmpty(await DropAsync(days: 100, kept: 1));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_drop_that_has_to_wait_for_a_charge_gives_up_and_the_charge_does_not()
    {
        var instances = await UseAsync(seed: 12, steps: 20);
        await EndSessionsAsync();
        await CatchUp.CatchUpAsync(CancellationToken.None);
        await using var db = DataStore.NewDb();
        await using (var charge = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlRawAsync("lock table entry in row exclusive mode");
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => DropAsync(days: 100, kept: 1));
        }

        await RequestAsync(Ledger, instances[0], "1*b");
        await CatchUp.CatchUpAsync(CancellationToken.None);
        Assert.NotEmpty(await DropAsync(days: 100, kept: 1));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1200, true)]
    [InlineData(-1, false)]
    [InlineData(1201, false)]
    public void Retention_has_its_limits(int months, bool isSound) =>
        Assert.Equal(isSound, new UsageOptions { RetentionMonths = months }.FindFault(DataStore) is null);

    private async Task<UsagePosition> LastAsync()
    {
        var at = UsagePosition.Start;
        while (true)
        {
            var page = await Reader.ReadAsync(new(), at, 1000, CancellationToken.None);
            at = page.Last;
            if (page.IsAtEnd)
            {
                return at;
            }
        }
    }

    private async Task EndSessionsAsync()
    {
        await using var db = DataStore.NewDb();
        foreach (var row in await db.Sessions.AsNoTracking().Where(row => row.DueMs != null).ToListAsync())
        {
            await CloseAsync(row.InstanceId, row.SessionId, Begin + TimeSpan.FromDays(60));
        }
    }

    private Task<IReadOnlyList<string>> DropAsync(int days, int kept) => DataStore.Usage.DropMonthsAsync(
        new Instant(DateTimeOffset.UtcNow.AddDays(days).ToUnixTimeMilliseconds()), kept, CancellationToken.None);

    private async Task<string[]> SummaryAsync()
    {
        Assert.True(Grouping.TryParse("day,lineItem,requester", out var grouping, out _));
        var from = RollUp.StartOf(Begin.Ms, RollUp.DayMs);
        var plan = SummaryPlan.Make(
            from, from + (100 * RollUp.DayMs), TimeZoneInfo.Utc, grouping.Unit, SummaryDetail.Who);
        var groups = await new UsageSummaryReader(DataStore).ReadAsync(
            new(), grouping, plan, CancellationToken.None);
        Assert.NotEmpty(groups!);
        return [.. groups!.Select(group => group.ToString()).Order(StringComparer.Ordinal)];
    }

    private async Task AssertVerifiedAsync() => Assert.All(
        await Verification.RunAsync(DataStore, CancellationToken.None),
        finding => Assert.True(
            finding.Violations.Count == 0, $"{finding.Statement}: {string.Join(", ", finding.Violations)}"));
}

public sealed class RetentionOnSqlite() : UsageFixture(Store.Sqlite)
{
    [Fact]
    public void Retention_is_refused_in_a_sentence()
    {
        Assert.Null(new UsageOptions().FindFault(DataStore));
        Assert.Contains("PostgreSQL", new UsageOptions { RetentionMonths = 12 }.FindFault(DataStore));
    }
}
