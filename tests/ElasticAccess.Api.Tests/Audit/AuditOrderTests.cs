using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Audit;

public sealed class AuditOrderOnSqlite(SharedServices services) : AuditOrderTests(services, Store.Sqlite);

public sealed class AuditOrderOnPostgres(SharedServices services) : AuditOrderTests(services, Store.Postgres);

/// <summary>Both ways through the audit, also where many entries have one time: each once, none left out.</summary>
public abstract class AuditOrderTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private const long Noon = 1_767_225_600_000;
    private readonly string resource = $"/accounts/{Guid.NewGuid():N}";
    private int written;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Pages_of_any_size_hold_each_entry_once_in_either_order(int size)
    {
        await WriteAsync(Noon, 1);
        await WriteAsync(Noon + 1, 7);
        await WriteAsync(Noon + 2, 2);

        var expected = Enumerable.Range(1, 10).Select(i => $"{i}").ToList();
        Assert.Equal(expected, await WalkAsync(size, newestFirst: false));
        expected.Reverse();
        Assert.Equal(expected, await WalkAsync(size, newestFirst: true));
        Assert.Equal(expected, await Service.Admin.AllAuditAsync(resource, newestFirst: true)
            .Select(entry => entry.Operation).ToListAsync());
    }

    [Fact]
    public async Task The_cursor_of_the_end_finds_what_comes_in_the_same_millisecond()
    {
        await WriteAsync(Noon, 2);
        var end = (await Service.Admin.ListAuditAsync(resource: resource)).Next;

        await WriteAsync(Noon, 1);

        var later = await Service.Admin.ListAuditAsync(end, resource);
        Assert.Equal(["3"], later.Entries.Select(entry => entry.Operation));
        Assert.Empty((await Service.Admin.ListAuditAsync(later.Next, resource)).Entries);
    }

    [Fact]
    public async Task A_page_is_as_long_as_was_wished_however_many_have_its_time()
    {
        await WriteAsync(Noon, 5);

        Assert.Equal(2, (await Service.Admin.ListAuditAsync(resource: resource, size: 2)).Entries.Count);
    }

    [Fact]
    public async Task What_is_written_meanwhile_does_not_disturb_who_goes_backwards()
    {
        await WriteAsync(Noon, 4);
        var page = await Service.Admin.ListAuditAsync(resource: resource, size: 2, newestFirst: true);

        await WriteAsync(Noon, 2);
        await WriteAsync(Noon + 1, 2);

        var next = await Service.Admin.ListAuditAsync(page.Next, resource, size: 9, newestFirst: true);
        Assert.Equal(["4", "3"], page.Entries.Select(entry => entry.Operation));
        Assert.Equal(["2", "1"], next.Entries.Select(entry => entry.Operation));
        Assert.Empty((await Service.Admin.ListAuditAsync(next.Next, resource, newestFirst: true)).Entries);
    }

    [Fact]
    public async Task From_and_to_cut_the_same_stretch_out_of_either_order()
    {
        for (var i = 0; i < 4; i++)
        {
            await WriteAsync(Noon + i, 1);
        }

        foreach (var newestFirst in new[] { false, true })
        {
            var page = await Service.Admin.ListAuditAsync(
                resource: resource, from: At(Noon + 1), to: At(Noon + 3), newestFirst: newestFirst);
            Assert.Equal(newestFirst ? ["3", "2"] : ["2", "3"], page.Entries.Select(entry => entry.Operation));
        }
    }

    /// <summary>As a service before this one gave it: a time alone, behind all that has it.</summary>
    [Fact]
    public async Task A_cursor_of_an_older_service_still_leads_on()
    {
        await WriteAsync(Noon, 2);
        await WriteAsync(Noon + 1, 1);

        var page = await Service.Admin.ListAuditAsync("AAABm3baqADHV95JJbU", resource);
        Assert.Equal(["3"], page.Entries.Select(entry => entry.Operation));
    }

    [Theory]
    [InlineData("order=newest")]
    [InlineData("order=")]
    [InlineData("order=DESC")]
    [InlineData("order=asc&order=desc")]
    public async Task Another_order_is_refused(string query)
    {
        var answer = await Service.Raw.SendAsync("GET", $"/api/v1.1/audit?{query}", null);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("$.order: must be given once", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_leads_on_in_its_own_order_only()
    {
        await WriteAsync(Noon, 2);
        foreach (var newestFirst in new[] { false, true })
        {
            var page = await Service.Admin.ListAuditAsync(resource: resource, size: 1, newestFirst: newestFirst);
            await Refused.With(
                System.Net.HttpStatusCode.BadRequest,
                () => Service.Admin.ListAuditAsync(page.Next, resource, newestFirst: !newestFirst));
        }
    }

    private async Task<List<string>> WalkAsync(int size, bool newestFirst)
    {
        var (seen, cursor) = (new List<string>(), (string?)null);
        while (true)
        {
            var page = await Service.Admin.ListAuditAsync(cursor, resource, size: size, newestFirst: newestFirst);
            if (page.Entries.Count == 0)
            {
                return seen;
            }

            Assert.True(seen.Count < 100, "It does not end.");
            seen.AddRange(page.Entries.Select(entry => entry.Operation));
            cursor = page.Next;
        }
    }

    // Operations named 1, 2, 3, … in their order.
    private async Task WriteAsync(long timeMs, int count)
    {
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        db.AddRange(Enumerable.Range(0, count).Select(_ =>
            new Note("nobody", $"{++written}", resource).Row(timeMs, before: null, after: null)));
        await db.SaveChangesAsync();
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
