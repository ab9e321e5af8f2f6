using System.Collections.Concurrent;
using System.Diagnostics;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Api.Tests.Processes;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElasticAccess.Api.Tests.Crash;

/// <summary>
/// A backup made while requests are served is whole: what was acknowledged before it began is in it, `verify` finds
/// nothing, the service starts on it, and a key from before is replayed and not charged again (reliability C8.3, C8.5).
/// </summary>
public sealed class BackupTests
{
    private const int Clients = 8;

    private readonly ConcurrentQueue<(string Key, Received Answer)> acknowledged = new();
    private string path = "";

    [Fact]
    public async Task A_dump_of_PostgreSQL_under_load_serves_again()
    {
        var server = await PostgresServer.SharedAsync();
        await using var database = await TestDatabase.CreateAsync(Store.Postgres);
        var restored = await server.NewDatabaseAsync();
        var file = Path.GetTempFileName();
        try
        {
            await BackUpUnderLoadAsync(database.ConnectionString, restored, async () =>
            {
                await RunAsync(
                    "pg_dump", "--serializable-deferrable", "-Fc", "-f", file, "-d", Uri(database.ConnectionString));
                await RunAsync("pg_restore", "--exit-on-error", "-d", Uri(restored), file);
            });
        }
        finally
        {
            File.Delete(file);
            await server.DropDatabaseAsync(restored);
        }
    }

    [Fact]
    public async Task A_copy_of_a_SQLite_file_under_load_serves_again()
    {
        await using var database = await TestDatabase.CreateAsync(Store.Sqlite);
        await using var place = await TestDatabase.CreateAsync(Store.Sqlite);
        await BackUpUnderLoadAsync(database.ConnectionString, place.ConnectionString, async () =>
        {
            await using var store = StoreFactory.Create(database.ConnectionString);
            await using var db = store.NewDb();
            await db.Database.ExecuteSqlAsync($"vacuum into {place.ConnectionString.Split('=')[1]}");
        });
    }

    private async Task BackUpUnderLoadAsync(string original, string restored, Func<Task> copy)
    {
        (string Key, Received Answer)[] before = [];
        await using (var service = await ServiceProcess.StartAsync(original, Replicas.OnUnsafeStore))
        {
            using var client = Replicas.ClientOf(service.Address, ServiceProcess.AdminKey);
            var customer = await Customer.NewAsync(client, "a=3");
            await customer.MapAsync("A", 1_000_000);
            path = $"/elastic/api/v1.1/instances/{customer.Instance}/access-request";
            using var end = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ChargeAsync(service.Address, end.Token)));
            await Task.Delay(1_500);
            before = [.. acknowledged];
            await copy();
            await Task.Delay(300);
            await end.CancelAsync();
            await load;
        }

        Assert.True(before.Length > 20 && acknowledged.Count > before.Length, "there was no load");
        var verify = await ServiceCommand.RunAsync(restored, "verify");
        Assert.True(verify.ExitCode == 0, verify.Output);
        await using (var store = StoreFactory.Create(restored))
        {
            await using var db = store.NewDb();
            Assert.InRange(await db.Entries.CountAsync(), before.Length, acknowledged.Count);
        }

        await using var again = await ServiceProcess.StartAsync(restored, Replicas.OnUnsafeStore);
        using var http = Replicas.HttpOf(again.Address);
        foreach (var (key, answer) in before)
        {
            (await http.SendAsync("POST", path, key, Body)).AssertReplays(answer);
        }

        var fresh = await http.SendAsync("POST", path, Sender.NewKey(), Body);
        Assert.False(fresh.IsReplay);
        TestContext.Current.SendDiagnosticMessage($"{before.Length} before, {acknowledged.Count} in all");
    }

    private const string Body =
        """{"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":1}]}""";

    private async Task ChargeAsync(Uri address, CancellationToken end)
    {
        using var http = Replicas.HttpOf(address);
        while (!end.IsCancellationRequested)
        {
            var key = Sender.NewKey();
            acknowledged.Enqueue((key, await http.SendAsync("POST", path, key, Body)));
        }
    }

    private static string Uri(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={target.Host} port={target.Port} user={target.Username} dbname={target.Database}"
            + (target.Password is { Length: > 0 } password ? $" password={password}" : "");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var found = PostgresServer.FindProgram(program)
            ?? throw new InvalidOperationException($"{program} is not installed: install PostgreSQL's programs.");
        using var process = Process.Start(
            new ProcessStartInfo(found, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
