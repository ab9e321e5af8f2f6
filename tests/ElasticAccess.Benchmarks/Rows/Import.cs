using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>Entitlements from CSV, checked, stored, deployed and mapped in one call and one transaction.</summary>
internal sealed class Import : Row
{
    private const int LineItems = 100_000;
    private const int LineItemsOfEntitlement = 10;
    private const int SecondsMax = 60;

    public override string Name => "import";

    public override string Title => "seconds to import and deploy 100,000 line items, both stores";

    public override async Task RunAsync(Options options, Report report)
    {
        await using (var server = await PostgresServer.StartDurableAsync())
        {
            await MeasureAsync("PostgreSQL", await server.NewDatabaseAsync(), report);
        }

        var folder = Directory.CreateTempSubdirectory("ea-import-");
        try
        {
            await MeasureAsync("SQLite", $"Data Source={Path.Combine(folder.FullName, "import.db")}", report);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string store, string database, Report report)
    {
        await using var process = await ServiceProcess.StartAsync(database);
        using var setup = new SetupClient(process.Address);
        await setup.OpenShopAsync();
        using var http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
        using var text = new StringContent(Text(), Encoding.UTF8, "text/csv");
        var begun = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync(
            new Uri("/backoffice/api/v1.0/imports/entitlements?deploy=true", UriKind.Relative), text);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var body = await answer.Content.ReadAsStringAsync();
        var expected = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"entitlements":{{LineItems / LineItemsOfEntitlement}},"lineItems":{{LineItems}}}""");
        report.Share($"seconds, {store}", seconds, SecondsMax);
        if (body != expected)
        {
            report.Judge($"{store}: {(int)answer.StatusCode} {body}", reached: false, expected);
        }

        await process.StopAsync();
    }

    private static string Text()
    {
        var text = new StringBuilder(
            "entitlementId,account,activationId,product,productVersion,licenseModel,partNumber,quantity,start,"
            + "expiration\n");
        for (var i = 0; i < LineItems; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"E{i / LineItemsOfEntitlement},Bench,L{i},Tokens,1,Prepaid,,1000,2026-01-01,\n");
        }

        return text.ToString();
    }
}
