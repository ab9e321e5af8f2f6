using System.Text.RegularExpressions;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Postgres;
using Npgsql;

namespace ElasticAccess.Api.Tests.Operations;

/// <summary>
/// No crash test can notice a store that only pretends to be durable: the real service on real servers with each unsafe
/// setting, one of which only a pooler between could make.
/// </summary>
public sealed partial class UnsafeStoreTests
{
    [Fact]
    public async Task A_server_whose_database_or_role_is_unsafe_is_refused_and_doctor_says_all()
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var safe = await server.NewDatabaseAsync();
        await using (await ServiceProcess.StartAsync(safe))
        {
            var doctor = await ServiceCommand.RunAsync(safe, "doctor");
            Assert.True(doctor.ExitCode == 0, doctor.Output);
            Assert.Equal(13, Lines().Count(doctor.Output));
            Assert.DoesNotContain("unsafe", doctor.Output, StringComparison.Ordinal);
        }

        await RefusesAsync(safe, "synchronous_commit", "off", "set synchronous_commit = on");
        await RefusesAsync(safe, "default_transaction_read_only", "on", "set it to off");
        await using var proxy = new IsolationProxy(safe);
        await IsRefusedAsync(proxy.ConnectionString, "Connect to PostgreSQL itself");

        await ExecuteAsync(server.ConnectionString, "alter system set synchronous_standby_names = 'nobody'");
        await ExecuteAsync(server.ConnectionString, "select pg_reload_conf()");
        await RefusesAsync(safe, "synchronous_commit", "local", "set synchronous_commit = on, or a failover");
    }

    [Fact]
    public async Task A_server_that_does_not_write_through_or_takes_no_writes_is_refused()
    {
        await using var server = await PostgresServer.StartDurableAsync("fsync=off", "full_page_writes=off");
        var database = await server.NewDatabaseAsync();
        var migrated = await ServiceCommand.RunAsync(database, "migrate");
        Assert.True(migrated.ExitCode == 0, migrated.Output);

        await IsRefusedAsync(database, "set fsync = on");
        await IsRefusedAsync(database, "set full_page_writes = on");

        var folder = await ExecuteAsync(server.ConnectionString, "show data_directory");
        await File.WriteAllBytesAsync(Path.Combine(folder, "standby.signal"), []);
        await server.Cluster!.RestartAsync();
        await IsRefusedAsync(database, "connect to the primary");
    }

    [Fact]
    public async Task A_database_that_was_never_migrated_is_told_what_to_do()
    {
        await using var database = await TestDatabase.CreateAsync(Store.Postgres);

        var doctor = await ServiceCommand.RunAsync(database.ConnectionString, "doctor");

        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("unsafe  the schema is not current: run migrate", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("asked after the first migrate", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_and_start_agree_on_a_SQLite_file()
    {
        await using var database = await TestDatabase.CreateAsync(Store.Sqlite);
        await using (await ServiceProcess.StartAsync(database.ConnectionString))
        {
            var doctor = await ServiceCommand.RunAsync(database.ConnectionString, "doctor");
            Assert.Equal(0, doctor.ExitCode);
            Assert.Equal(4, Lines().Count(doctor.Output));
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => ServiceProcess.StartAsync(database.ConnectionString));
        }
    }

    private static async Task RefusesAsync(string database, string name, string value, string sentence)
    {
        var safe = new NpgsqlConnectionStringBuilder(database);
        var master = new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ConnectionString;
        await ExecuteAsync(master, $"alter database {safe.Database} set {name} = {value}");
        await IsRefusedAsync(database, sentence);
        await ExecuteAsync(master, $"alter database {safe.Database} reset {name}");
    }

    private static async Task IsRefusedAsync(string connectionString, string sentence)
    {
        var doctor = await ServiceCommand.RunAsync(connectionString, "doctor");
        Assert.True(doctor.ExitCode == 1 && Unsafe().IsMatch(doctor.Output), doctor.Output);
        Assert.Contains(sentence, doctor.Output, StringComparison.Ordinal);
        Assert.Contains("ok      server_version_num is", doctor.Output, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ServiceProcess.StartAsync(connectionString));
        Assert.Contains("exit code 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    // Where a standby is asked for that is not there, whoever waits for it waits for ever.
    private static async Task<string> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            $"{connectionString};Pooling=false;Options=-c synchronous_commit=local");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return $"{await command.ExecuteScalarAsync()}";
    }

    [GeneratedRegex("^(ok|advice|unsafe) ", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex("^unsafe  ", RegexOptions.Multiline)]
    private static partial Regex Unsafe();
}
