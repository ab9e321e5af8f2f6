using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Stores.Postgres;
using ElasticAccess.Data.Stores.Sqlite;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Stores;

/// <summary>What each setting is taken for; that servers really say so is tested with the service.</summary>
public sealed class StoreCheckTests
{
    [Theory]
    [InlineData("fsync on", Verdict.Ok)]
    [InlineData("fsync off", Verdict.Unsafe)]
    [InlineData("full_page_writes on", Verdict.Ok)]
    [InlineData("full_page_writes off", Verdict.Unsafe)]
    [InlineData("synchronous_commit on", Verdict.Ok)]
    [InlineData("synchronous_commit remote_apply", Verdict.Ok)]
    [InlineData("synchronous_commit remote_apply, synchronous_standby_names x", Verdict.Ok)]
    [InlineData("synchronous_commit off", Verdict.Unsafe)]
    [InlineData("synchronous_commit local", Verdict.Ok)]
    [InlineData("synchronous_commit local, synchronous_standby_names x", Verdict.Unsafe)]
    [InlineData("synchronous_commit remote_write", Verdict.Ok)]
    [InlineData("synchronous_commit remote_write, synchronous_standby_names x", Verdict.Advice)]
    [InlineData("server_version_num 150000", Verdict.Ok)]
    [InlineData("server_version_num 149999", Verdict.Unsafe)]
    [InlineData("server_version_num 90624", Verdict.Unsafe)]
    [InlineData("in_hot_standby off", Verdict.Ok)]
    [InlineData("in_hot_standby on", Verdict.Unsafe)]
    [InlineData("default_transaction_read_only off", Verdict.Ok)]
    [InlineData("default_transaction_read_only on", Verdict.Unsafe)]
    [InlineData("max_pred_locks_per_transaction 256", Verdict.Ok)]
    [InlineData("max_pred_locks_per_transaction 255", Verdict.Advice)]
    [InlineData("max_pred_locks_per_page 50", Verdict.Ok)]
    [InlineData("max_pred_locks_per_page 2", Verdict.Advice)]
    public void A_setting_of_PostgreSQL(string settings, Verdict expected)
    {
        var values = settings.Split(", ").Select(setting => setting.Split(' '))
            .ToDictionary(setting => setting[0], setting => setting[1]);
        var name = settings.Split(' ')[0];

        var check = PostgresChecks.Judge(name, values);

        Assert.Equal(expected, check.Verdict);
        Assert.Contains(values[name], check.Sentence.Replace("standby", "on standby"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete", Verdict.Unsafe)]
    [InlineData("truncate", Verdict.Unsafe)]
    [InlineData("wal", Verdict.Ok)]
    public async Task A_journal_mode_of_SQLite(string mode, Verdict expected)
    {
        await using var database = await TestDatabase.CreateAsync(Store.Sqlite);
        await using var store = new SqliteStore(database.ConnectionString);
        await store.MigrateAsync(CancellationToken.None);
        await using (var db = store.NewDb())
        {
            string[] pragmas = ["delete", "truncate", "wal"];
            await db.Database.ExecuteSqlRawAsync(pragmas.Select(m => $"pragma journal_mode = {m}").Single(
                pragma => pragma.EndsWith(mode, StringComparison.Ordinal)));
        }

        var checks = await store.CheckAsync(CancellationToken.None);

        Assert.Equal(expected, checks[0].Verdict);
        Assert.Contains($"journal_mode is {mode}", checks[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(StoreCheck.Ok("synchronous is FULL"), checks[1]);
    }
}
