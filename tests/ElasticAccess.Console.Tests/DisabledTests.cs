using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Console.Tests;

/// <summary>A service without a console. On one store: it is asked nothing.</summary>
public sealed class DisabledTests
{
    [Fact]
    public async Task Switched_off_there_is_nothing()
    {
        await using var service = await ConsoleService.StartAsync(Store.Sqlite, new Dictionary<string, string?>
        {
            ["ElasticAccess__Console__Enabled"] = "false",
            ["ElasticAccess__Ledger__AllowUnsafeStore"] = "true",
        });
        using var visit = new Visit(service.Address);
        using var answer = await visit.GetAsync("/console/sign-in");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
