using System.Text.RegularExpressions;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Stores.Postgres;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Postgres;
using Npgsql;

namespace ElasticAccess.Data.Tests.Stores;

/// <summary>PostgreSQL alone: SQLite has one writer, and nothing to interleave.</summary>
public sealed partial class PostgresSelfTestTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private TestDatabase? database;
    private NpgsqlDataSource? source;

    private NpgsqlDataSource Source => source!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(Store.Postgres);
        source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var store = new PostgresStore(database.ConnectionString);
        await store.MigrateAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await database!.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_that_read_what_the_other_writes_one_fails()
    {
        Assert.True(await PostgresSelfTest.RefusesAsync(Source, PostgresSelfTest.WriteSkew, Ct));
        Assert.Equal(0, await LeftAsync());
    }

    [Fact]
    public async Task A_plain_read_makes_an_insert_that_did_nothing_safe_on_every_release() =>
        Assert.True(await PostgresSelfTest.RefusesAsync(Source, PostgresSelfTest.InsertOnConflictAndSelect, Ct));

    /// <summary>Which it is depends on the release; that it is said does not.</summary>
    [Fact]
    public async Task A_release_that_forgets_what_an_insert_read_gets_advice_and_no_refusal()
    {
        var refuses = await PostgresSelfTest.RefusesAsync(Source, PostgresSelfTest.InsertOnConflict, Ct);

        var checks = await PostgresSelfTest.RunAsync(Source, Ct);

        var told = Assert.Single(checks, check => check.Sentence.Contains("ON CONFLICT", StringComparison.Ordinal));
        Assert.Equal(refuses ? Verdict.Ok : Verdict.Advice, told.Verdict);
        Assert.Equal(!refuses, told.Sentence.Contains("update PostgreSQL", StringComparison.Ordinal));
        Assert.Equal(0, await LeftAsync());
        TestContext.Current.SendDiagnosticMessage(told.Sentence);
    }

    [Fact]
    public async Task A_pooler_that_lowers_the_isolation_is_found()
    {
        await using var proxy = new IsolationProxy(database!.ConnectionString);
        await using var behind = NpgsqlDataSource.Create(proxy.ConnectionString);

        var checks = await PostgresSelfTest.RunAsync(behind, Ct);

        var found = Assert.Single(checks, check => check.Verdict == Verdict.Unsafe);
        Assert.Contains("both committed", found.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await LeftAsync());
        Assert.True(proxy.Lowered >= 2);
    }

    [Fact]
    public async Task Several_replicas_may_ask_at_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4)
                .Select(_ => PostgresSelfTest.RefusesAsync(Source, PostgresSelfTest.WriteSkew, Ct)));

            Assert.DoesNotContain(false, answers);
        }
    }

    /// <summary>
    /// What is not among these runs in transactions that are serializable, or may come to: there a plain insert and
    /// its 23505, or a select, says what was there.
    /// </summary>
    [Fact]
    public void Nothing_but_roll_ups_and_lanes_of_webhooks_inserts_on_conflict()
    {
        Assert.Equal(
            ["OutboxPump.cs", "PostgresSelfTest.cs", "PostgresUsageSql.cs", "SqliteUsage.cs", "UsageRoundSql.cs"],
            FilesWith(OnConflict()));
        Assert.Equal(["PostgresGather.cs", "PostgresSelfTest.cs"], FilesWith(Serializable()));
    }

    private static IEnumerable<string> FilesWith(Regex pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Ignored().IsMatch(file) && pattern.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"on\s+conflict[\s(]", RegexOptions.IgnoreCase)]
    private static partial Regex OnConflict();

    [GeneratedRegex(@"isolation level serializable|IsolationLevel\.Serializable")]
    private static partial Regex Serializable();

    [GeneratedRegex(@"[\\/](Migrations|obj|bin)[\\/]")]
    private static partial Regex Ignored();

    private async Task<long> LeftAsync()
    {
        await using var command = Source.CreateCommand("select count(*) from stored_answer");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
