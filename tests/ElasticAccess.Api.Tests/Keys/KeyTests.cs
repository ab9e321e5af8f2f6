using System.Net;
using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Keys;

public sealed class KeysOnSqlite() : KeyTests(Store.Sqlite);

public sealed class KeysOnPostgres() : KeyTests(Store.Postgres);

/// <summary>
/// Public keys are listed for the whole service, which is therefore these tests' own; each begins without any
/// (contract 3).
/// </summary>
public abstract class KeyTests(Store store) : IClassFixture<OwnService>, IAsyncLifetime
{
    private readonly SigningKey signing = new();
    private Service? service;

    private Service Service => service!;

    public async ValueTask InitializeAsync()
    {
        service = await OwnService.OfClassAsync(store);
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        await db.PublicKeys.ExecuteDeleteAsync();
    }

    public ValueTask DisposeAsync()
    {
        signing.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(ApiVersion.V10)]
    [InlineData(ApiVersion.V11)]
    public async Task Keys_are_added_replaced_listed_and_deleted(ApiVersion version)
    {
        using var admin = Service.ClientWith(Service.AdminKey, version);
        using var other = new SigningKey();
        await admin.UploadAdministrationKeysAsync([signing.Upload("same"), signing.Upload("b")]);
        await admin.UploadClientKeysAsync([signing.Upload("same")]);
        var added = (await admin.ListPublicKeysAsync()).Items.ToDictionary(key => (key.Id, key.IsAdministrationKey));
        await admin.UploadClientKeysAsync([other.Upload("same")]);
        var listed = (await admin.ListPublicKeysAsync()).Items;

        Assert.Equal([("b", true), ("same", false), ("same", true)], added.Keys.Order());
        Assert.All(listed.Where(key => key.IsAdministrationKey), key => Assert.Equal(added[(key.Id, true)], key));
        var replaced = Assert.Single(listed, key => !key.IsAdministrationKey);
        Assert.Equal(other.PublicPem, replaced.PublicKey);
        Assert.Equal(added[("same", false)].Created, replaced.Created);
        Assert.True(replaced.Modified >= replaced.Created);
        await admin.DeleteClientKeyAsync("same");
        await Refused.With(HttpStatusCode.NotFound, () => admin.DeleteClientKeyAsync("same"));
        await admin.DeleteAdministrationKeyAsync("same");
        await Refused.With(HttpStatusCode.NotFound, () => admin.DeleteAdministrationKeyAsync("same"));
    }

    [Fact]
    public async Task A_key_that_many_delete_at_once_is_deleted_by_one_of_them()
    {
        for (var round = 0; round < 5; round++)
        {
            await Service.Admin.UploadClientKeysAsync([signing.Upload("raced")]);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
                Service.Raw.DeleteAsync(new Uri("/api/v1.1/client-keys/raced", UriKind.Relative))));

            Assert.Equal(
                Enumerable.Repeat(HttpStatusCode.NotFound, 7).Prepend(HttpStatusCode.OK),
                answers.Select(answer => answer.StatusCode).Order());
        }
    }

    [Fact]
    public async Task The_last_administration_key_stays_whatever_API_keys_there_are()
    {
        await Service.Admin.CreateApiKeyAsync(new NewApiKey("another", ApiKeyType.Admin));
        await Service.Admin.UploadAdministrationKeysAsync([signing.Upload("one"), signing.Upload("two")]);
        await Service.Admin.UploadClientKeysAsync([signing.Upload("client")]);
        await Service.Admin.DeleteAdministrationKeyAsync("one");

        await Refused.With(HttpStatusCode.Forbidden, () => Service.Admin.DeleteAdministrationKeyAsync("two"));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.DeleteAdministrationKeyAsync("one"));
        Assert.Contains((await Service.Admin.ListPublicKeysAsync()).Items, key => key.Id == "two");
    }

    [Fact]
    public async Task Of_two_administration_keys_deleted_at_once_one_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            await Service.Admin.UploadAdministrationKeysAsync([signing.Upload("one"), signing.Upload("two")]);
            await Task.WhenAll(new[] { "one", "two" }.Select(async id =>
            {
                try
                {
                    await Service.Admin.DeleteAdministrationKeyAsync(id);
                }
                catch (ElasticAccessException refusal)
                {
                    Assert.Equal(HttpStatusCode.Forbidden, refusal.StatusCode);
                }
            }));

            Assert.Single((await Service.Admin.ListPublicKeysAsync()).Items);
        }
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("schlüssel 1")]
    [InlineData("urn:key?x=1#2")]
    public async Task A_key_id_is_free_text(string id)
    {
        await Service.Admin.UploadClientKeysAsync([signing.Upload(id)]);
        await Service.Admin.UploadAdministrationKeysAsync([signing.Upload(id), signing.Upload("stays")]);
        using var signed = ClientWith(Credential.Administration(signing.PrivatePem, id));
        Assert.Equal(3, (await signed.ListPublicKeysAsync()).Items.Count);

        await Service.Admin.DeleteClientKeyAsync(id);
        await Service.Admin.DeleteAdministrationKeyAsync(id);

        Assert.Equal(["stays"], (await Service.Admin.ListPublicKeysAsync()).Items.Select(key => key.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Pages_show_every_key_once_and_oldest_first(int size)
    {
        string[] ids = ["k0", "k1", "k2", "k3", "k4", "k5"];
        foreach (var id in ids)
        {
            await Service.Admin.UploadClientKeysAsync([signing.Upload(id)]);
        }

        var listed = new List<StoredKey>();
        var next = 0L;
        do
        {
            var page = await Service.Admin.ListPublicKeysAsync(next, size);
            listed.AddRange(page.Items);
            next = page.Next;
        }
        while (next != 0);

        Assert.Equal(ids, listed.Select(key => key.Id).Order());
        Assert.Equal(listed.OrderBy(key => key.Created), listed);
    }

    [Fact]
    public async Task A_token_works_for_what_its_key_and_its_audience_say()
    {
        var (mine, other) = (await Service.NewInstance(), await Service.NewInstance());
        await Service.Admin.UploadAdministrationKeysAsync([signing.Upload("admin")]);
        await Service.Admin.UploadClientKeysAsync([signing.Upload("client")]);
        using var admin = ClientWith(Credential.Administration(signing.PrivatePem, "admin"));
        using var client = ClientWith(Credential.ForInstances(signing.PrivatePem, "client", mine));
        using var unknown = ClientWith(Credential.Administration(signing.PrivatePem, "unknown"));
        using var wrongKind = ClientWith(Credential.Administration(signing.PrivatePem, "client"));

        await admin.GetInstanceAsync(mine);
        Assert.Empty(await client.ListLineItemsAsync(mine));
        await Refused.With(HttpStatusCode.Forbidden, () => client.ListLineItemsAsync(other));
        await Refused.With(HttpStatusCode.Forbidden, () => client.ListLineItemsAsync(Guid.NewGuid().ToString()));
        await Refused.With(HttpStatusCode.Forbidden, () => client.GetInstanceAsync(mine));
        await Refused.With(HttpStatusCode.Unauthorized, () => unknown.GetInstanceAsync(mine));
        await Refused.With(HttpStatusCode.Unauthorized, () => wrongKind.GetInstanceAsync(mine));
    }

    private ElasticAccessClient ClientWith(Credential credential) => new(new ElasticAccessOptions
    {
        BaseAddress = Service.Address,
        Credential = credential,
        Retry = RetryOptions.None,
    });
}
