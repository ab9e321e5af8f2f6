using System.Net;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.RateTables;

public sealed class RateTableOnSqlite(SharedServices services) : RateTableTests(services, Store.Sqlite);

public sealed class RateTableOnPostgres(SharedServices services) : RateTableTests(services, Store.Postgres);

public abstract class RateTableTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string series = $"series-{Guid.NewGuid():N}";

    [Theory]
    [InlineData(ApiVersion.V10)]
    [InlineData(ApiVersion.V11)]
    public async Task Tables_are_listed_as_published_and_newest_first(ApiVersion version)
    {
        using var client = Service.ClientWith(Service.AdminKey, version);
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var first = Service.Table(series, "z", DateTimeOffset.UnixEpoch, "b=0.000001", "a/2.0=2.5", "a=0");
        var second = Service.Table(series, "a", LineItem.Permanent, "a/1.0=9000000000000");
        await client.AddRateTableAsync(first);
        await client.AddRateTableAsync(second);

        var listed = (await client.ListRateTablesAsync()).Where(table => table.Series == series).ToList();

        Assert.Equal(["a", "z"], listed.Select(table => table.Version));
        Assert.Equal(first.Items, listed[1].Items);
        Assert.Equal(second.Items, listed[0].Items);
        Assert.Equal([LineItem.Permanent, DateTimeOffset.UnixEpoch], listed.Select(table => table.EffectiveFrom));
        Assert.All(listed, table => Assert.InRange(table.Created!.Value, before, DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task A_version_exists_once_in_its_series_and_a_table_in_effect_stays()
    {
        var (past, future) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var client = Service.Admin;
        await client.AddRateTableAsync(Service.Table(series, "1", past, "a=3"));
        await client.AddRateTableAsync(Service.Table(series, "2", future, "a=5"));

        await Refused.With(HttpStatusCode.Conflict, () => client.DeleteRateTableAsync("1", series));
        await client.DeleteRateTableAsync("2", series);
        await Refused.With(HttpStatusCode.NotFound, () => client.DeleteRateTableAsync("2", series));
        await Refused.With(
            HttpStatusCode.Conflict, () => client.AddRateTableAsync(Service.Table(series, "1", future, "a=9")));
        await client.AddRateTableAsync(Service.Table(series, "2", future, "a=6"));
        await client.AddRateTableAsync(Service.Table(series + "x", "1", past, "a=3"));
        Assert.Equal(2, (await client.ListRateTablesAsync()).Count(table => table.Series == series));
    }

    [Fact]
    public async Task Without_series_only_a_table_without_series_is_deleted()
    {
        var version = $"v-{Guid.NewGuid():N}";
        var future = DateTimeOffset.UtcNow.AddDays(1);
        await Service.Admin.AddRateTableAsync(Service.Table(series, version, future, "a=3"));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.DeleteRateTableAsync(version));

        await Service.Admin.AddRateTableAsync(Service.Table("", version, future, "a=4"));
        await Refused.With(
            HttpStatusCode.Conflict,
            () => Service.Admin.AddRateTableAsync(Service.Table("", version, future, "a=4") with { Series = null }));
        await Service.Admin.DeleteRateTableAsync(version);

        Assert.Equal(series, Assert.Single(
            await Service.Admin.ListRateTablesAsync(), table => table.Version == version).Series);
    }

    [Fact]
    public async Task One_of_many_posts_of_a_version_wins()
    {
        var posts = await Task.WhenAll(Enumerable.Range(1, 8).Select(async rate =>
        {
            try
            {
                await Service.Admin.AddRateTableAsync(
                    Service.Table(series, "1", DateTimeOffset.UnixEpoch, $"a={rate}"));
                return HttpStatusCode.Created;
            }
            catch (ElasticAccessException refusal)
            {
                return refusal.StatusCode;
            }
        }));

        Assert.Equal(7, posts.Count(status => status == HttpStatusCode.Conflict));
        Assert.Single(posts, status => status == HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_item_twice_and_a_negative_rate_are_refused()
    {
        var twice = await Refused.With(HttpStatusCode.BadRequest, () => Service.Admin.AddRateTableAsync(
            Service.Table(series, "1", DateTimeOffset.UnixEpoch, "a=3", "b=1", "a=4")));
        Assert.StartsWith("$.items[2]:", twice.Message, StringComparison.Ordinal);
        var negative = await Refused.With(HttpStatusCode.BadRequest, () => Service.Admin.AddRateTableAsync(
            Service.Table(series, "1", DateTimeOffset.UnixEpoch, "a/1=3", "a=-0.000001")));
        Assert.StartsWith("$.items[1].rate:", negative.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await Service.Admin.ListRateTablesAsync(), table => table.Series == series);
    }

    [Fact]
    public async Task Rate_tables_are_the_administrators()
    {
        using var client = Service.ClientWith(await Service.ClientKeyFor(await Service.NewInstance()));
        var table = Service.Table(series, "1", DateTimeOffset.UtcNow.AddDays(1), "a=3");
        await Service.Admin.AddRateTableAsync(table);

        await Refused.With(HttpStatusCode.Forbidden, () => client.ListRateTablesAsync());
        await Refused.With(HttpStatusCode.Forbidden, () => client.AddRateTableAsync(table));
        await Refused.With(HttpStatusCode.Forbidden, () => client.DeleteRateTableAsync("1", series));
    }
}
