using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Instances;

public sealed class GetInstanceOnSqlite(SharedServices services) : GetInstanceTests(services, Store.Sqlite);

public sealed class GetInstanceOnPostgres(SharedServices services) : GetInstanceTests(services, Store.Postgres);

public abstract class GetInstanceTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task An_instance_is_read_as_it_was_added()
    {
        var added = await Service.Admin.AddInstanceAsync("Nordwind „Süd“", $"account-{Guid.NewGuid():N}");

        Assert.Equal(added, await Service.Admin.GetInstanceAsync(added.Id));
    }

    [Fact]
    public async Task An_unknown_instance_is_not_found() => await Refused.With(
        HttpStatusCode.NotFound, () => Service.Admin.GetInstanceAsync(Guid.NewGuid().ToString()));

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task An_instance_is_neither_changed_nor_deleted(string method)
    {
        var path = new Uri($"/api/v1.1/instances/{await Service.NewInstance()}", UriKind.Relative);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await Service.Raw.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
    }
}
