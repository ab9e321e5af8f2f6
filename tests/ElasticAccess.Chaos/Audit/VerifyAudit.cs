using System.Diagnostics;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Chaos.Audit;

/// <summary>The service's own command <c>verify</c>, of this tree even where another build has served.</summary>
internal static class VerifyAudit
{
    public static async Task CheckAsync(string connectionString, Findings findings)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.BuiltAssembly("ElasticAccess.Api"), "verify"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__ElasticAccess"] = connectionString;
        using var verify = Process.Start(start)!;
        var errors = verify.StandardError.ReadToEndAsync();
        var lines = (await verify.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await verify.WaitForExitAsync();
        var wrong = lines.Where(line => !line.EndsWith(" 0 violations", StringComparison.Ordinal)).ToArray();
        foreach (var line in wrong.Where(line => line[0] == 'I'))
        {
            findings.Add("verify", line);
        }

        if (lines.Length == 0 || (verify.ExitCode != 0 && wrong.Length == 0))
        {
            findings.Add("verify", $"exit code {verify.ExitCode}: {await errors}");
        }
    }
}
