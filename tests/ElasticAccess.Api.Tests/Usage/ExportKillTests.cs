using System.Diagnostics;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Usage;

/// <summary>The real command, killed at its work again and again, writes every row once (contract 18.2).</summary>
public sealed class ExportKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 24_000;
    private const int KillsMax = 12;

    private readonly string folder = Directory.CreateTempSubdirectory("elasticaccess-export-").FullName;

    [Theory]
    [InlineData(Store.Sqlite, "csv")]
    [InlineData(Store.Postgres, "ndjson")]
    public async Task A_killed_export_writes_no_row_twice_and_loses_none(Store store, string format)
    {
        await using var service = await Service.StartAsync(store);
        var customer = await Customer.NewAsync(service, "a=3");
        await customer.MapAsync("A", 1_000_000_000);
        await ChargeAsync(customer, Rows);

        var kills = 0;
        var random = new Random(7);
        while (kills < KillsMax)
        {
            using var export = Start(service, format);
            var target = Bytes() + random.Next(1, 1_500_000);
            while (!export.HasExited && Bytes() < target)
            {
                await Task.Delay(1);
            }

            if (export.HasExited)
            {
                break;
            }

            export.Kill();
            await export.WaitForExitAsync();
            kills++;
        }

        Assert.True(kills >= 4, $"{kills} kills");

        // What comes meanwhile is only more.
        await ChargeAsync(customer, 1_000);
        for (var runs = 0; runs < 2; runs++)
        {
            using var last = Start(service, format);
            var said = await last.StandardOutput.ReadToEndAsync() + await last.StandardError.ReadToEndAsync();
            await last.WaitForExitAsync();
            Assert.True(last.ExitCode == 0, said);
            output.WriteLine($"after {kills} kills: {said}");
        }

        await using var db = service.Services.GetRequiredService<IStore>().NewDb();
        var booked = await db.Entries.Select(entry => entry.Id).ToListAsync();
        var exported = ExportedFiles.Read(folder, format);
        Assert.Equal(Rows + 1_000, booked.Count);
        Assert.Equal(exported.Count, exported.DistinctBy(row => row.Id).Count());
        Assert.Equal(booked.Select(id => id.ToString()).Order(StringComparer.Ordinal),
            exported.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, booked.Count).Select(i => (long)i), exported.Select(row => row.Sequence));
    }

    [Fact]
    public async Task Two_exports_at_once_another_form_and_a_foreign_folder_are_refused()
    {
        await using var service = await Service.StartAsync(Store.Sqlite);
        Assert.Contains("0 rows were appended", await RunAsync(service, "ndjson", 0), StringComparison.Ordinal);
        Assert.Contains("was begun as ndjson", await RunAsync(service, "csv", 1), StringComparison.Ordinal);
        Assert.Contains("usage: export --folder", await RunAsync(service, "xml", 1), StringComparison.Ordinal);
        var held = Path.Combine(folder, "export.lock");
        await using (new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            Assert.Contains("Another export", await RunAsync(service, "ndjson", 1), StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "usage-2026-01-01.ndjson"), "mine");
        File.Delete(Path.Combine(folder, "export-state.json"));
        Assert.Contains("no export-state.json", await RunAsync(service, "ndjson", 1), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "usage-2026-01-01.ndjson")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task ChargeAsync(Customer customer, int rows)
    {
        for (var sent = 0; sent < rows; sent += 1_000)
        {
            var batch = Enumerable.Range(0, 100).Select(_ => new BatchedRequest(
                Customer.Maria, [.. Enumerable.Range(0, 10).Select(_ => Customer.Item("1*a"))]));
            await customer.Client.RequestBatchAsync(customer.Instance, [.. batch]);
        }
    }

    private async Task<string> RunAsync(Service service, string format, int exitCode)
    {
        using var export = Start(service, format);
        var said = await export.StandardOutput.ReadToEndAsync() + await export.StandardError.ReadToEndAsync();
        await export.WaitForExitAsync();
        Assert.True(export.ExitCode == exitCode, said);
        return said;
    }

    private Process Start(Service service, string format)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Repository.BuiltAssembly("ElasticAccess.Api"), "export", "--folder", folder, "--format", format])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__ElasticAccess"] = service.ConnectionString;
        return Process.Start(start)!;
    }

    private long Bytes() => Directory.GetFiles(folder, "usage-*").Sum(path => new FileInfo(path).Length);
}
