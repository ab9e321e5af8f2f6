using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.ApiKeys;

public sealed class ApiKeysOnSqlite() : ApiKeyTests(Store.Sqlite);

public sealed class ApiKeysOnPostgres() : ApiKeyTests(Store.Postgres);

/// <summary>Opaque keys (contract 18.1), on a service of each test's own.</summary>
public abstract class ApiKeyTests(Store store) : IAsyncLifetime
{
    private Service? service;

    private Service Service => service!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync(store);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_a_hash()
    {
        var instance = await Service.NewInstance();
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(
            DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds());
        var created = await Service.Admin.CreateApiKeyAsync(
            new NewApiKey("maria's", ApiKeyType.Client) { Instances = [instance], Expires = expires });

        Assert.StartsWith("ea_client_", created.Key, StringComparison.Ordinal);
        Assert.StartsWith(created.Prefix, created.Key, StringComparison.Ordinal);
        Assert.True(created.Key.Length - created.Prefix.Length >= 32);
        var listed = (await Service.Admin.ListApiKeysAsync()).Items;
        Assert.Equal(["bootstrap", "maria's"], listed.Select(key => key.Name));
        var shown = listed[1];
        Assert.Equal((created.Id, created.Prefix, ApiKeyType.Client), (shown.Id, shown.Prefix, shown.Type));
        Assert.Equal(expires, shown.Expires);
        Assert.Equal([instance], shown.Instances!);
        using var raw = await Service.Raw.GetAsync(new Uri("/api/v1.1/api-keys", UriKind.Relative));
        var text = await raw.Content.ReadAsStringAsync();
        Assert.DoesNotContain(created.Key[created.Prefix.Length..], text, StringComparison.Ordinal);
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var row = await db.ApiKeys.SingleAsync(key => key.Name == "maria's");
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(created.Key)), row.SecretHash);
    }

    [Fact]
    public async Task A_deleted_key_stops_working_within_five_seconds()
    {
        var created = await Service.Admin.CreateApiKeyAsync(new NewApiKey("short", ApiKeyType.Admin));
        using var client = Service.ClientWith(created.Key);
        await client.ListApiKeysAsync();

        await Service.Admin.DeleteApiKeyAsync(created.Id);

        var deleted = DateTimeOffset.UtcNow;
        while (await WorksAsync(created.Key))
        {
            Assert.True(DateTimeOffset.UtcNow - deleted < TimeSpan.FromSeconds(5));
            await Task.Delay(50);
        }

        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.DeleteApiKeyAsync(created.Id));
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        var created = await Service.Admin.CreateApiKeyAsync(new NewApiKey("brief", ApiKeyType.Admin)
        {
            Expires = DateTimeOffset.UtcNow.AddSeconds(5),
        });
        Assert.True(await WorksAsync(created.Key));
        await Task.Delay(created.Expires!.Value - DateTimeOffset.UtcNow);
        Assert.False(await WorksAsync(created.Key));

        await Refused.With(HttpStatusCode.BadRequest, () => Service.Admin.CreateApiKeyAsync(
            new NewApiKey("past", ApiKeyType.Admin) { Expires = DateTimeOffset.UtcNow.AddSeconds(-1) }));
    }

    [Fact]
    public async Task The_last_administration_credential_of_either_kind_stays()
    {
        var bootstrap = Assert.Single((await Service.Admin.ListApiKeysAsync()).Items).Id;
        await Service.Admin.CreateApiKeyAsync(
            new NewApiKey("client", ApiKeyType.Client) { Instances = [await Service.NewInstance()] });
        await Refused.With(HttpStatusCode.Forbidden, () => Service.Admin.DeleteApiKeyAsync(bootstrap));

        using var signing = new Keys.SigningKey();
        await Service.Admin.UploadAdministrationKeysAsync([signing.Upload("one")]);
        await Service.Admin.DeleteApiKeyAsync(bootstrap);
    }

    [Fact]
    public async Task A_client_key_names_instances_that_exist_and_an_administration_key_none()
    {
        var instance = await Service.NewInstance();
        NewApiKey[] faulty =
        [
            new("none", ApiKeyType.Client),
            new("empty", ApiKeyType.Client) { Instances = [] },
            new("unknown", ApiKeyType.Client) { Instances = [instance, Guid.NewGuid().ToString()] },
            new("no UUID", ApiKeyType.Client) { Instances = ["x"] },
            new("admin", ApiKeyType.Admin) { Instances = [instance] },
            new("", ApiKeyType.Admin),
        ];
        foreach (var key in faulty)
        {
            await Refused.With(HttpStatusCode.BadRequest, () => Service.Admin.CreateApiKeyAsync(key));
        }

        using var client = Service.ClientWith(await Service.ClientKeyFor(instance));
        await Refused.With(HttpStatusCode.Forbidden, () => client.ListApiKeysAsync());
        await Refused.With(HttpStatusCode.Forbidden, () => client.CreateApiKeyAsync(new("x", ApiKeyType.Admin)));
        await Refused.With(HttpStatusCode.Forbidden, () => client.DeleteApiKeyAsync(Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task A_key_may_come_in_its_own_header_but_not_beside_another_credential()
    {
        Assert.Equal(HttpStatusCode.OK,
            await StatusAsync(request => request.Headers.Add("X-Api-Key", Service.AdminKey)));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(request =>
        {
            request.Headers.Add("X-Api-Key", Service.AdminKey);
            request.Headers.Authorization = new("Bearer", Service.AdminKey);
        }));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(_ => { }));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(request =>
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Service.AdminKey + "x")));
    }

    private async Task<bool> WorksAsync(string key) => await StatusAsync(
        request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key)) == HttpStatusCode.OK;

    private async Task<HttpStatusCode> StatusAsync(Action<HttpRequestMessage> authorise)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1.1/instances");
        authorise(request);
        using var answer = await Service.Anonymous.SendAsync(request);
        return answer.StatusCode;
    }
}
