using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.Supply;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ElasticAccess.Data.Tests.Stores;

public sealed class MigrationOnSqlite() : MigrationTests(Store.Sqlite);

public sealed class MigrationOnPostgres() : MigrationTests(Store.Postgres);

public abstract class MigrationTests(Store kind) : IAsyncLifetime
{
    private TestDatabase? database;
    private IStore? store;

    private IStore Store => store!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(kind);
        store = StoreFactory.Create(database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task No_change_of_the_model_is_without_its_migration()
    {
        await using var db = Store.NewDb();
        Assert.False(db.Database.HasPendingModelChanges(), "dotnet ef migrations add, for both stores");
    }

    [Fact]
    public async Task A_second_migration_changes_nothing()
    {
        await Store.MigrateAsync(CancellationToken.None);
        await using (var db = Store.NewDb())
        {
            db.Settings.Add(new SettingRow { Name = "kept", Value = "true", ModifiedMs = 1, UpdatedBy = "test" });
            await db.SaveChangesAsync();
        }

        await Store.MigrateAsync(CancellationToken.None);

        Assert.True(await Store.IsCurrentAsync(CancellationToken.None));
        await using var after = Store.NewDb();
        Assert.Equal("kept", (await after.Settings.SingleAsync()).Name);
    }

    [Fact]
    public async Task An_empty_database_is_not_current()
    {
        if (kind == TestSupport.Store.Sqlite)
        {
            await File.WriteAllBytesAsync(database!.ConnectionString.Split('=')[1], []);
        }

        Assert.False(await Store.IsCurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Several_may_migrate_at_once()
    {
        var others = Enumerable.Range(0, 3).Select(_ => StoreFactory.Create(database!.ConnectionString)).ToList();

        await Task.WhenAll(others.Select(other => Task.Run(() => other.MigrateAsync(CancellationToken.None))));

        Assert.True(await Store.IsCurrentAsync(CancellationToken.None));
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }
    }

    /// <summary>PostgreSQL's lock ends with its session; SQLite's is a row, which stays.</summary>
    [Fact]
    public async Task A_migration_that_was_killed_does_not_keep_the_next_waiting()
    {
        await Store.MigrateAsync(CancellationToken.None);
        await using (var db = Store.NewDb())
        {
            await db.Database.ExecuteSqlRawAsync(
                """create table if not exists "__EFMigrationsLock" ("Id" integer primary key, "Timestamp" text not null)""");
            await db.Database.ExecuteSqlRawAsync(
                """insert into "__EFMigrationsLock" ("Id", "Timestamp") values (1, '2026-01-01 00:00:00')""");
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await Store.MigrateAsync(patience.Token);
    }

    [Fact]
    public async Task A_database_of_the_first_release_keeps_all_it_has()
    {
        await using (var db = Store.NewDb())
        {
            if (kind == TestSupport.Store.Postgres)
            {
                await db.Database.EnsureDeletedAsync();
            }

            await db.GetService<IMigrator>().MigrateAsync("Initial");
            foreach (var sql in FirstRelease.Rows)
            {
                await db.Database.ExecuteSqlRawAsync(sql);
            }
        }

        await Store.MigrateAsync(CancellationToken.None);

        await using var after = Store.NewDb();
        Assert.Equal([1, 2, 3, 4], await after.Entries.OrderBy(row => row.Sequence).Select(row => row.Sequence)
            .ToListAsync());
        Assert.Equal(FirstRelease.WriteMs, (await after.Sessions.SingleAsync()).ChargeWriteMs);
        var history = await after.LineItemHistory.OrderBy(row => row.AtMs).ToListAsync();
        Assert.Equal(
            [(5, LineItemState.Deployed), (5, LineItemState.Obsolete), (9, LineItemState.Deleted)],
            history.Select(row => (row.AtMs, row.State)).Order());
        Assert.All(
            await Verification.RunAsync(Store, CancellationToken.None), finding => Assert.Empty(finding.Violations));
        Assert.Equal(4, await after.UsageHeads.Select(row => row.Sequence).SingleAsync());
        foreach (var again in FirstRelease.Twice)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => after.Database.ExecuteSqlRawAsync(again));
        }
    }
}
