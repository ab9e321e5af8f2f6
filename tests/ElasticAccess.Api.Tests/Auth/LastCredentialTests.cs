using System.Net;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Auth;

/// <summary>The last administration key stays, and so does the last administration credential of either kind.</summary>
public sealed class LastCredentialTests
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Stays(Store store)
    {
        await using var service = await Service.StartAsync(store);
        var bootstrap = Assert.Single(await service.Admin.AllApiKeysAsync().ToListAsync());
        await IsForbidden(() => service.Admin.DeleteApiKeyAsync(bootstrap.Id));

        await service.Admin.UploadAdministrationKeysAsync([Upload("one"), Upload("two")]);
        await service.Admin.DeleteAdministrationKeyAsync("one");
        await IsForbidden(() => service.Admin.DeleteAdministrationKeyAsync("two"));

        var client = await service.Admin.CreateApiKeyAsync(
            new NewApiKey("client", ApiKeyType.Client) { Instances = [await service.NewInstance()] });
        await service.Admin.DeleteApiKeyAsync(client.Id);
        await service.Admin.DeleteApiKeyAsync(bootstrap.Id);
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Stays_when_all_are_deleted_at_once(Store store)
    {
        await using var service = await Service.StartAsync(store);
        await service.Admin.UploadAdministrationKeysAsync([.. Enumerable.Range(0, 8).Select(i => Upload($"k{i}"))]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => service.Raw.DeleteAsync(
            new Uri($"/api/v1.1/administration-keys/k{i}", UriKind.Relative))));

        Assert.DoesNotContain(answers, answer => answer.StatusCode == HttpStatusCode.InternalServerError);
        Assert.NotEmpty(await service.Admin.AllPublicKeysAsync().ToListAsync());
    }

    private static KeyUpload Upload(string id) => new(id, TestKey.Rsa(id).PublicPem);

    private static async Task IsForbidden(Func<Task> call) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<ElasticAccessException>(call)).StatusCode);
}
