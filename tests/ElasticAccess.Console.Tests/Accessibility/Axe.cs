using System.Diagnostics;
using System.Text.Json;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests.Accessibility;

/// <summary>axe-core (npm, its version and hash in the lock file). Fetched once in a test process.</summary>
internal static class Axe
{
    private static readonly Lazy<Task<string>> Source = new(FetchAsync);

    /// <summary>What it finds serious or critical: the rule, and where.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(await Source.Value);
        }

        var found = await page.EvaluateAsync<JsonElement>(
            "() => axe.run({ resultTypes: ['violations'] }).then(result => result.violations)");
        return
        [
            .. found.EnumerateArray()
                .Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
                .SelectMany(fault => fault.GetProperty("nodes").EnumerateArray().Select(node =>
                    $"{fault.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()}")),
        ];
    }

    private static async Task<string> FetchAsync()
    {
        var folder = Directory.CreateTempSubdirectory("elasticaccess-axe-");
        try
        {
            var source = Path.Combine(Repository.Root, "tests", "ElasticAccess.Console.Tests", "Accessibility");
            foreach (var file in Directory.GetFiles(source, "*.json"))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            string[] arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
            var start = new ProcessStartInfo("npm", arguments)
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"npm ci failed: {await errors}");
            return await File.ReadAllTextAsync(
                Path.Combine(folder.FullName, "node_modules", "axe-core", "axe.min.js"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
