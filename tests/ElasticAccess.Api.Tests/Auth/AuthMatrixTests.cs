using System.Text.RegularExpressions;
using ElasticAccess.Api.Tests.BadInput;

namespace ElasticAccess.Api.Tests.Auth;

[Collection<QuietSqlite>]
public sealed class AuthMatrixOnSqlite(QuietSqliteService quiet) : AuthMatrixTests(quiet);

[Collection<QuietPostgres>]
public sealed class AuthMatrixOnPostgres(QuietPostgresService quiet) : AuthMatrixTests(quiet);

/// <summary>Every endpoint of the running service with every kind of credential.</summary>
public abstract partial class AuthMatrixTests(QuietService quiet) : IAsyncLifetime
{
    private Grid grid = null!;

    private Service Service => quiet.Service;

    private Endpoint[] Endpoints => [.. Endpoint.All(Service).Where(endpoint => endpoint.IsOfTheApi)];

    public async ValueTask InitializeAsync() => grid = await Grid.MakeAsync(Service, quiet.Instance);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nobody_enters_without_a_valid_credential()
    {
        var credentials = grid.Refused().Append(("none", null!)).ToArray();
        var faults = new List<string>();
        var bodies = new HashSet<string>();
        var before = await Snapshot.TakeAsync(Service);
        foreach (var endpoint in Endpoints)
        {
            foreach (var (name, header) in credentials)
            {
                using var answer = await grid.SendAsync(endpoint, header);
                if (endpoint.TakesBasic && name == "basic")
                {
                    Assert.Equal(200, (int)answer.StatusCode);
                    continue;
                }

                if ((int)answer.StatusCode != 401 || answer.Headers.WwwAuthenticate.Count == 0)
                {
                    faults.Add($"{endpoint}, {name}: {(int)answer.StatusCode}");
                }

                bodies.Add(await BodyAsync(answer));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(30)));
        Assert.Equal(2, bodies.Count); // {"message": …}, and {"error": …} for rate tables
        Assert.Empty((await Snapshot.TakeAsync(Service)).DifferencesFrom(before));
    }

    [Fact]
    public async Task A_credential_in_the_query_opens_nothing()
    {
        foreach (var name in new[] { "api_key", "apikey", "X-Api-Key", "access_token", "Authorization", "key" })
        {
            using var answer = await Service.Anonymous.GetAsync(
                new Uri($"/api/v1.1/configuration?{name}={Service.AdminKey}", UriKind.Relative));
            Assert.Equal(401, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Two_credentials_are_a_bad_request_whatever_they_are()
    {
        (string Name, string Value)[][] pairs =
        [
            [("Authorization", $"Bearer {Service.AdminKey}"), ("X-Api-Key", Service.AdminKey)],
            [("Authorization", "Bearer nonsense"), ("X-Api-Key", Service.AdminKey)],
            [("X-Api-Key", Service.AdminKey), ("X-Api-Key", Service.AdminKey)],
            [("Authorization", $"Bearer {Service.AdminKey}"), ("Authorization", $"Bearer {Service.AdminKey}")],
        ];
        foreach (var endpoint in Endpoints)
        {
            foreach (var pair in pairs)
            {
                using var socket = await RawConnection.OpenAsync(Service.Address);
                var headers = pair.Select(header => $"{header.Name}: {header.Value}\r\n");
                var answer = await socket.SendAsync(
                    $"{endpoint.Method} {endpoint.At(quiet.Instance)} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                    + $"Connection: close\r\n{string.Concat(headers)}\r\n");
                Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
                Assert.Contains("urn:elastic-access:problem:invalid-request", answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_client_is_forbidden_what_is_for_administrators_and_every_other_instance()
    {
        // Its own, and empty: what a client may do there, such as taking all conditions away, then changes nothing.
        var mine = await Service.NewInstance();
        var other = await Service.NewInstance();
        string[] clients =
        [
            $"Bearer {await Service.ClientKeyFor(mine)}",
            $"Bearer {TestToken.Client(grid.ClientKey, null, mine).Text()}",
            $"Bearer {TestToken.Client(grid.ClientKey, null, mine, "*", "").Text()}",
        ];
        var before = await Snapshot.TakeAsync(Service);
        foreach (
            var (endpoint, client) in Endpoints.SelectMany(endpoint => clients.Select(client => (endpoint, client))))
        {
            using var own = await grid.SendAsync(endpoint, client, endpoint.At(mine));
            Assert.True((int)own.StatusCode == 403 != endpoint.TakesClients, $"{endpoint}: {own.StatusCode}");
            if (endpoint.Path.Contains("{instanceId}", StringComparison.Ordinal))
            {
                using var foreign = await grid.SendAsync(endpoint, client, endpoint.At(other));
                using var nowhere = await grid.SendAsync(endpoint, client, endpoint.At(Guid.NewGuid().ToString()));
                Assert.Equal((403, 403), ((int)foreign.StatusCode, (int)nowhere.StatusCode));
                Assert.Equal(await BodyAsync(foreign), await BodyAsync(nowhere));
            }
        }

        Assert.Empty((await Snapshot.TakeAsync(Service)).DifferencesFrom(before));
    }

    [Fact]
    public async Task An_administrator_enters_everywhere()
    {
        string[] administrators =
        [
            $"Bearer {Service.AdminKey}", $"bearer  {Service.AdminKey}", $"Bearer {TestToken.Admin(grid.Rsa).Text()}",
        ];
        foreach (
            var (endpoint, header) in Endpoints.SelectMany(endpoint =>
            administrators.Select(header => (endpoint, header))))
        {
            using var answer = await grid.SendAsync(endpoint, header);
            Assert.DoesNotContain((int)answer.StatusCode, (int[])[401, 403, 500, 503]);
        }
    }

    internal static async Task<string> BodyAsync(HttpResponseMessage answer) =>
        TraceId().Replace(await answer.Content.ReadAsStringAsync(), "");

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
