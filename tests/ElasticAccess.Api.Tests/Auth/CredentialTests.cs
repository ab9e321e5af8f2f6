using ElasticAccess.Api.Tests.BadInput;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.Auth;

[Collection<QuietSqlite>]
public sealed class CredentialOnSqlite(QuietSqliteService quiet) : CredentialTests(quiet);

[Collection<QuietPostgres>]
public sealed class CredentialOnPostgres(QuietPostgresService quiet) : CredentialTests(quiet);

/// <summary>What is accepted, and until when.</summary>
public abstract class CredentialTests(QuietService quiet) : IAsyncLifetime
{
    // Contract 18.1: a deleted key stops working on every replica within 5 s.
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(5);

    private static readonly Endpoint Configuration = new("GET", "/api/v1.1/configuration", null, false);
    private static readonly Endpoint LineItems = new("GET", "/api/v1.1/instances/{instanceId}/line-items", null, false);

    private Grid grid = null!;

    private Service Service => quiet.Service;

    public async ValueTask InitializeAsync() => grid = await Grid.MakeAsync(Service, quiet.Instance);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_algorithm_that_fits_the_key_is_accepted()
    {
        foreach (var (admin, client) in grid.AdminKeys.Zip(grid.ClientKeys))
        {
            foreach (var algorithm in admin.Algorithms)
            {
                Assert.Equal(200, await StatusAsync(Configuration, TestToken.Admin(admin, algorithm).Text()));
                Assert.Equal(200,
                    await StatusAsync(LineItems, TestToken.Client(client, algorithm, quiet.Instance).Text()));
            }
        }
    }

    [Fact]
    public async Task What_the_contract_leaves_open_is_accepted()
    {
        TestToken[] admins =
        [
            TestToken.Admin(grid.Rsa).With(t => t.Payload["exp"] = TestToken.Now - 50),
            TestToken.Admin(grid.Rsa).With(t => t.Payload["nbf"] = TestToken.Now + 55),
            TestToken.Admin(grid.Rsa).With(t => t.Header.Remove("typ")),
            TestToken.Admin(grid.Rsa).With(t => t.Header["typ"] = "at+jwt"),
            TestToken.Admin(grid.Rsa).With(t => t.Header["kid"] = "another"),
            TestToken.Admin(grid.Rsa).With(t => t.Payload["aud"] = "anything"),
            TestToken.Admin(grid.Rsa).With(t => t.Payload["exp"] = TestToken.Now + 0.5m + 60),
            TestToken.Admin(grid.Rsa).With(t => t.Payload["exp"] = 253_402_300_799),
            TestToken.Admin(grid.Rsa).With(t => t.Payload["iss"] = "").With(t =>
                t.Payload["more"] = new string('m', 5_000)),
        ];
        foreach (var admin in admins)
        {
            Assert.Equal((200, admin.Payload.ToJsonString()),
                (await StatusAsync(Configuration, admin.Text()), admin.Payload.ToJsonString()));
        }

        var client = TestToken.Client(grid.ClientKey, null, Guid.NewGuid().ToString(), quiet.Instance);
        Assert.Equal(200, await StatusAsync(LineItems, client.With(t => t.Jwk.Remove("kty")).Text()));
    }

    [Fact]
    public async Task A_key_in_its_own_header_is_as_good()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Configuration.Path);
        request.Headers.Add("X-Api-Key", Service.AdminKey);
        using var answer = await Service.Anonymous.SendAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_API_key_works_until_it_is_deleted()
    {
        var key = await Service.Admin.CreateApiKeyAsync(new NewApiKey("soon gone", ApiKeyType.Admin));
        Assert.Equal(200, await StatusAsync(Configuration, key.Key));
        await Service.Admin.DeleteApiKeyAsync(key.Id);
        await IsForgottenAsync(key.Key);
    }

    [Fact]
    public async Task An_API_key_works_until_it_expires()
    {
        var key = await Service.Admin.CreateApiKeyAsync(
            new NewApiKey("short", ApiKeyType.Admin) { Expires = DateTimeOffset.UtcNow.AddSeconds(5) });
        Assert.Equal(200, await StatusAsync(Configuration, key.Key));
        await Task.Delay(key.Expires!.Value - DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(50));
        Assert.Equal(401, await StatusAsync(Configuration, key.Key));
    }

    [Fact]
    public async Task A_public_key_works_until_it_is_replaced_or_deleted()
    {
        var (replaced, deleted, next) = (TestKey.Rsa($"r-{Guid.NewGuid()}"), TestKey.Rsa($"d-{Guid.NewGuid()}"),
            TestKey.Rsa("next"));
        await Service.Admin.UploadAdministrationKeysAsync(
            [new(replaced.Id, replaced.PublicPem), new(deleted.Id, deleted.PublicPem)]);
        var (first, second) = (TestToken.Admin(replaced).Text(), TestToken.Admin(deleted).Text());
        Assert.Equal((200, 200), (await StatusAsync(Configuration, first), await StatusAsync(Configuration, second)));

        await Service.Admin.UploadAdministrationKeysAsync([new(replaced.Id, next.PublicPem)]);
        await Service.Admin.DeleteAdministrationKeyAsync(deleted.Id);

        await Task.WhenAll(IsForgottenAsync(first), IsForgottenAsync(second));
        Assert.Equal(200,
            await StatusAsync(Configuration, TestToken.Admin(next).With(t => t.Jwk["kid"] = replaced.Id).Text()));
    }

    private async Task IsForgottenAsync(string credential)
    {
        var end = DateTime.UtcNow + ForgottenAfter;
        while (await StatusAsync(Configuration, credential) == 200)
        {
            Assert.True(DateTime.UtcNow < end, "still accepted");
            await Task.Delay(100);
        }

        Assert.Equal(401, await StatusAsync(Configuration, credential));
    }

    private async Task<int> StatusAsync(Endpoint endpoint, string credential)
    {
        using var answer = await grid.SendAsync(endpoint, $"Bearer {credential}");
        return (int)answer.StatusCode;
    }
}
