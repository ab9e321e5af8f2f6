using ElasticAccess.Api.Usage;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Startup;

/// <summary>What the program does instead of serving; with the same settings (contract 18.2).</summary>
internal static class Commands
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static bool TryFind(string[] args, out Func<string[], Task<int>> command)
    {
        command = args.FirstOrDefault() switch
        {
            "migrate" => args => OnStoreAsync(args, MigrateAsync),
            "verify" => args => OnStoreAsync(args, VerifyAsync),
            "doctor" => args => OnStoreAsync(args, DoctorAsync),
            "export" => ExportAsync,
            "healthcheck" => HealthCheckAsync,
            _ => null!,
        };
        return command is not null;
    }

    private static async Task<int> OnStoreAsync(string[] args, Func<IStore, Task<int>> command)
    {
        await using var store = OpenStore(args);
        try
        {
            return await command(store);
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException || store.IsInTrouble(fault))
        {
            await System.Console.Error.WriteLineAsync(
                $"{store.Description} cannot be used: {fault.GetBaseException().Message}");
            return 1;
        }
    }

    private static async Task<int> MigrateAsync(IStore store)
    {
        if (await SchemaAge.FindFaultAsync(store, CancellationToken.None) is { } fault)
        {
            await System.Console.Error.WriteLineAsync(fault);
            return 1;
        }

        await store.MigrateAsync(CancellationToken.None);
        System.Console.WriteLine($"{store.Description}: the schema is current");
        return 0;
    }

    /// <summary>Exit code 1 on any difference.</summary>
    private static async Task<int> VerifyAsync(IStore store)
    {
        var findings = await Verification.RunAsync(store, CancellationToken.None);
        foreach (var finding in findings)
        {
            System.Console.WriteLine(
                $"{finding.Invariant}  {finding.Statement}: "
                + $"{finding.Examined} examined, {finding.Violations.Count} violations");
            foreach (var violation in finding.Violations)
            {
                System.Console.WriteLine($"    {violation}");
            }
        }

        return findings.All(finding => finding.Violations.Count == 0) ? 0 : 1;
    }

    /// <summary>One line a check; exit code 1 on an unsafe one.</summary>
    private static async Task<int> DoctorAsync(IStore store)
    {
        List<StoreCheck> checks =
        [
            .. await store.CheckAsync(CancellationToken.None),
            await SchemaAge.FindFaultAsync(store, CancellationToken.None) is { } fault
                ? StoreCheck.Unsafe(fault)
                : await store.IsCurrentAsync(CancellationToken.None)
                ? StoreCheck.Ok("the schema is current")
                : StoreCheck.Unsafe("the schema is not current: run migrate"),
        ];
        System.Console.WriteLine($"ok      {store.Description} is reachable");
        foreach (var check in checks)
        {
            System.Console.WriteLine($"{check.Verdict.ToString().ToLowerInvariant(),-6}  {check.Sentence}");
        }

        return checks.Exists(check => check.Verdict == Verdict.Unsafe) ? 1 : 0;
    }

    /// <summary>Exit code 1 when nothing can be exported, and why.</summary>
    private static async Task<int> ExportAsync(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine([.. args.Skip(1)]).Build();
        var (folder, format) = (settings["folder"], settings["format"] ?? "ndjson");
        if (string.IsNullOrEmpty(folder) || format is not ("ndjson" or "csv"))
        {
            await System.Console.Error.WriteLineAsync($"usage: {ExportUsage.Usage}");
            return 1;
        }

        return await OnStoreAsync(args, async store =>
        {
            if (!await store.IsCurrentAsync(CancellationToken.None))
            {
                await System.Console.Error.WriteLineAsync("The schema is not current: run migrate.");
                return 1;
            }

            try
            {
                var (rows, files) = await ExportUsage.RunAsync(
                    store, Path.GetFullPath(folder), format, CancellationToken.None);
                System.Console.WriteLine($"{rows} rows were appended to {files} files in {folder}");
                return 0;
            }
            catch (Exception fault) when (fault is ExportException or IOException or UnauthorizedAccessException)
            {
                await System.Console.Error.WriteLineAsync(fault.Message);
                return 1;
            }
        });
    }

    /// <summary>For a container without a shell: 0 when the service at the given address is live.</summary>
    private static async Task<int> HealthCheckAsync(string[] args)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(
                new Uri(new Uri(args.ElementAtOrDefault(1) ?? Defaults.Address), "/health/live"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            await System.Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static IStore OpenStore(string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args.Skip(1)]);
        return StoreFactory.Create(builder.Configuration.GetConnectionString(nameof(ElasticAccess)));
    }
}
