using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionItemsOnSqlite() : SessionItemTests(Store.Sqlite);

public sealed class SessionItemsOnPostgres() : SessionItemTests(Store.Postgres);

/// <summary>What a session keeps of its request, dry runs, and requests under a key.</summary>
public abstract class SessionItemTests(Store store) : SandboxTest(store)
{
    private static readonly object Formula = new
    {
        requester = new { type = "user", value = "maria", dictionary = new { department = "Engineering" } },
        requestedItems = new[]
        {
            new
            {
                item = "f", version = "2.0", count = 2, variables = new { gb = 3, Speed = 0.5 },
                metaData = new { sheet = 7 },
            },
        },
        rollbackOnDeny = true,
    };

    [Fact]
    public async Task Automatic_charges_use_the_variables_of_the_request_in_force()
    {
        var table = new
        {
            effectiveFrom = Minute(1),
            series = Series,
            version = "f",
            items = new[] { new { name = "f", version = "2.0", formula = "PRODUCT(gb, 2) + speed" } },
        };
        Assert.Equal(201, (await Service.Raw.CallAsync("POST", "/provisioning/api/v1.1/rate-tables", table)).Status);
        await MoveToAsync(1);
        var session = await CreateAsync();
        var answer = await Service.Raw.CallAsync("PUT", $"/api/v1.1/sessions/{session}", Formula);
        Assert.Equal(13, (decimal)answer.Json["requestedItems"]![0]!["totalTokensCharged"]!);

        await MoveToAsync(61);
        Assert.Equal(26, await UsedAsync());
        var shown = await Service.Raw.CallAsync("GET", $"/api/v1.1/sessions/{session}");
        Assert.Equal("""[{"item":"f","version":"2.0","count":2}]""", shown.Json["items"]!.ToJsonString());
        await MoveToAsync(91);
        Assert.Equal(13, await UsedAsync());
        await VerifyAsync();
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_not_even_what_is_due()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(20);
        var before = await SnapshotAsync(session);
        foreach (var (items, status) in new[] { ("b", 200), ("a b", 200), ("", 200), ("unknown", 403) })
        {
            foreach (var rollback in new[] { true, false })
            {
                Assert.StartsWith(
                    status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    await RequestAsync(session, items, rollback, query: "?dryRun=true"),
                    StringComparison.Ordinal);
                Assert.Equal(before, await SnapshotAsync(session));
            }
        }
    }

    [Fact]
    public async Task A_dry_run_that_finds_work_due_leaves_it_due()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");

        // The clock alone: nobody does what is due.
        await JumpAsync(95);
        var before = await SnapshotAsync(session);
        Assert.Equal("409 -", await RequestAsync(session, "b", query: "?dryRun=true"));
        Assert.Equal(before, await SnapshotAsync(session));
        Assert.Equal(409, await HeartbeatAsync(session));
        Assert.Equal(6, await UsedAsync());
    }

    [Fact]
    public async Task A_dry_run_under_a_key_leaves_the_key_free()
    {
        var session = await CreateAsync();
        Assert.Equal("200 1101", await RequestAsync(session, "a", query: "?dryRun=true", key: "k"));
        Assert.Equal(0, await UsedAsync());
        Assert.Equal("200 1101", await RequestAsync(session, "a", key: "k"));
        Assert.Equal(6, await UsedAsync());
    }
}
