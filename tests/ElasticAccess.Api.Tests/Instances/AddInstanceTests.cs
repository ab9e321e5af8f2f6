using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Instances;

public sealed class AddInstanceOnSqlite(SharedServices services) : AddInstanceTests(services, Store.Sqlite);

public sealed class AddInstanceOnPostgres(SharedServices services) : AddInstanceTests(services, Store.Postgres);

public abstract class AddInstanceTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string account = $"account-{Guid.NewGuid():N}";

    [Fact]
    public async Task The_first_instance_of_an_account_is_its_default()
    {
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var first = await Service.Admin.AddInstanceAsync("first", account);
        var second = await Service.Admin.AddInstanceAsync("second", account);

        Assert.True(first.DefaultInstance);
        Assert.False(second.DefaultInstance);
        Assert.Equal((account, "first"), (first.AccountId, first.ShortName));
        Assert.True(Guid.TryParseExact(first.Id, "D", out _));
        Assert.InRange(first.Created, before, DateTimeOffset.UtcNow);
        Assert.Equal(first.Created, first.Modified);
        Assert.Equal(first, await Service.Admin.FindDefaultInstanceAsync(account));
    }

    [Fact]
    public async Task Many_first_instances_at_once_make_one_default()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => Service.Admin.AddInstanceAsync($"instance {i}", account)));

        Assert.Single(added, instance => instance.DefaultInstance);
        Assert.Equal(8, added.DistinctBy(instance => instance.Id).Count());
    }

    [Theory]
    [InlineData("", "account", "$.shortName")]
    [InlineData("  ", "account", "$.shortName")]
    [InlineData("name", "", "$.accountId")]
    [InlineData("name", "\t", "$.accountId")]
    public async Task A_blank_name_or_account_is_refused(string shortName, string accountId, string path)
    {
        var refusal = await Refused.With(
            HttpStatusCode.BadRequest, () => Service.Admin.AddInstanceAsync(shortName, accountId));

        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_may_not_add_an_instance()
    {
        using var client = Service.ClientWith(await Service.ClientKeyFor(await Service.NewInstance()));

        await Refused.With(HttpStatusCode.Forbidden, () => client.AddInstanceAsync("mine", account));
        Assert.Null(await Service.Admin.FindDefaultInstanceAsync(account));
    }
}
