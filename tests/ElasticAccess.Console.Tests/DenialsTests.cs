using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class DenialsOnSqlite(Browsers browsers) : DenialsTests(browsers, Store.Sqlite);

public sealed class DenialsOnPostgres(Browsers browsers) : DenialsTests(browsers, Store.Postgres);

/// <summary>Who asks a page for denials gets them alone, there and in what it saves.</summary>
public abstract class DenialsTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    [Fact]
    public async Task Rows_and_downloads_of_denials_hold_denials_alone()
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        var query = $"instance={world.Instance}&by=requester&kind=denials";
        var all = $"instance={world.Instance}&by=requester";

        await GoAsync($"/console/usage/rows?{all}");
        await Assertions.Expect(Page.Locator("main tbody tr")).ToHaveCountAsync(3);
        await GoAsync($"/console/usage/rows?{query}");
        await Assertions.Expect(Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await SeesAsync("Denials only");
        await SeesAsync(World.Bob.Value);
        await FollowAsync("Later ones");
        await SeesAsync("No denial follows.");

        Assert.Equal(3, (await SavedAsync($"/console/usage-rows.csv?{all}")).Count);
        var row = Assert.Single(await SavedAsync($"/console/usage-rows.csv?{query}"));
        Assert.Contains($",Denial,Render,", row, StringComparison.Ordinal);

        Assert.Equal(3, (await SavedAsync($"/console/usage.csv?{all}")).Count);
        Assert.Equal(
            [$"{World.Bob.Value} (user),0,0,0,0,1", "TOTAL"],
            (await SavedAsync($"/console/usage.csv?{query}")).Select(line =>
                line.StartsWith("TOTAL", StringComparison.Ordinal) ? "TOTAL" : line));
    }

    // Without the line of columns.
    private async Task<IReadOnlyList<string>> SavedAsync(string path)
    {
        var answer = await Window.APIRequest.GetAsync(At(path));
        Assert.Equal(200, answer.Status);
        return [.. (await answer.TextAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }
}
