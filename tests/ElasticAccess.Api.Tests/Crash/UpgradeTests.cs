using System.Diagnostics;
using System.Globalization;
using ElasticAccess.Api.Tests.Processes;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Tests.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ElasticAccess.Api.Tests.Crash;

/// <summary>
/// From the schema of the first release, with its rows, by the built program: killed on the way, twice, by two at once,
/// and never back (reliability C8).
/// </summary>
public sealed class UpgradeTests
{
    // From before the program has begun to after it has ended, in steps of 120 ms.
    private const int KillPoints = 8;

    // Some of them each day, another selection the next one; all of them where the environment says so many.
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_UPGRADE_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_migration_that_is_killed_is_done_by_the_next_and_a_second_changes_nothing(Store kind)
    {
        await using var database = await FirstReleaseAsync(kind);
        var today = DateTime.UtcNow.DayOfYear;
        var points = Enumerable.Range(0, Kills).Select(i => (today + (3 * i)) % KillPoints).Order().ToArray();
        TestContext.Current.SendDiagnosticMessage(
            $"{kind}: killed at {string.Join(", ", points)} of {KillPoints} points");
        foreach (var point in points)
        {
            await KillAsync(database.ConnectionString, TimeSpan.FromMilliseconds(250 + (120 * point)));
        }

        for (var i = 0; i < 2; i++)
        {
            var migrate = await ServiceCommand.RunAsync(database.ConnectionString, "migrate");
            Assert.True(migrate.ExitCode == 0, migrate.Output);
            await IsWholeAsync(database.ConnectionString);
        }
    }

    [Fact]
    public async Task Two_replicas_that_start_at_once_on_an_old_database_both_serve()
    {
        await using var database = await FirstReleaseAsync(Store.Postgres);

        var services = await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(_ => ServiceProcess.StartAsync(database.ConnectionString, Replicas.OnUnsafeStore)));

        await IsWholeAsync(database.ConnectionString);
        foreach (var service in services)
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_process_of_the_first_release_goes_on_charging_through_a_migration()
    {
        await using var database = await FirstReleaseAsync(Store.Postgres);
        await using (var store = StoreFactory.Create(database.ConnectionString))
        {
            await using var db = store.NewDb();
            await db.Database.ExecuteSqlRawAsync(OldProcess.MakeRoom);
        }

        var isCurrent = false;
        using var end = new CancellationTokenSource();
        var old = Task.Run(() => OldProcess.ChargeAsync(database.ConnectionString, () => isCurrent, end.Token));
        await Task.Delay(500);
        var migrate = await ServiceCommand.RunAsync(database.ConnectionString, "migrate");
        Assert.True(migrate.ExitCode == 0, migrate.Output);
        isCurrent = true;
        await Task.Delay(500);
        await end.CancelAsync();
        var (before, after) = await old;

        Assert.True(before > 5 && after > 5, $"{before} before, {after} after");
        TestContext.Current.SendDiagnosticMessage($"{before} charges before, {after} after");
        await IsWholeAsync(database.ConnectionString, 4 + before + after);
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task An_older_program_refuses_a_newer_schema(Store kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var store = StoreFactory.Create(database.ConnectionString))
        {
            await store.MigrateAsync(CancellationToken.None);
            await using var db = store.NewDb();
            await db.Database.ExecuteSqlRawAsync(
                """insert into "__EFMigrationsHistory" values ('20990101000000_FromTheFuture', '99.0.0')""");
        }

        foreach (var command in new[] { "migrate", "doctor" })
        {
            var refused = await ServiceCommand.RunAsync(database.ConnectionString, command);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("20990101000000_FromTheFuture", refused.Output, StringComparison.Ordinal);
            Assert.Contains("newer than this program", refused.Output, StringComparison.Ordinal);
        }

        var start = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ServiceProcess.StartAsync(database.ConnectionString, Replicas.OnUnsafeStore));
        Assert.Contains("newer than this program", start.Message, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> FirstReleaseAsync(Store kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using var store = StoreFactory.Create(database.ConnectionString);
        await using var db = store.NewDb();
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        foreach (var sql in FirstRelease.Rows)
        {
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        return database;
    }

    private static async Task KillAsync(string connectionString, TimeSpan after)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.BuiltAssembly("ElasticAccess.Api"), "migrate"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__ElasticAccess"] = connectionString;
        using var process = Process.Start(start)!;
        await Task.Delay(after);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task IsWholeAsync(string connectionString, int rows = 4)
    {
        var verify = await ServiceCommand.RunAsync(connectionString, "verify");
        Assert.True(verify.ExitCode == 0, verify.Output);
        await using var store = StoreFactory.Create(connectionString);
        Assert.True(await store.IsCurrentAsync(CancellationToken.None));
        await using var db = store.NewDb();
        var sequences = await db.Entries.OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync();
        Assert.Equal(Enumerable.Range(1, rows).Select(n => (long)n), sequences);
        Assert.Equal(2, await db.LineItems.CountAsync());
    }
}
