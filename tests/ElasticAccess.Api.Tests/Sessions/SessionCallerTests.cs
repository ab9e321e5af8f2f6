using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionCallersOnSqlite(SharedServices services) : SessionCallerTests(services, Store.Sqlite);

public sealed class SessionCallersOnPostgres(SharedServices services) : SessionCallerTests(services, Store.Postgres);

/// <summary>Who reaches which session (contract 3.1, 10.2): a client says for which instance it speaks.</summary>
public abstract class SessionCallerTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly (string Method, string End)[] OnSession =
        [("GET", ""), ("PUT", ""), ("GET", "/heartbeat"), ("DELETE", "")];

    [Fact]
    public async Task A_client_reaches_the_sessions_of_the_instance_that_it_names()
    {
        var (instance, http) = await NewClientAsync();
        var session = await http.CreateSessionAsync(instance);

        foreach (var (method, end) in OnSession)
        {
            var answer = await CallAsync(http, method, session, end, instance);
            Assert.Equal((method, end) switch { ("DELETE", _) or (_, "/heartbeat") => 204, _ => 200 }, answer.Status);
        }
    }

    [Fact]
    public async Task A_client_that_names_no_instance_is_400_but_for_the_list()
    {
        var (instance, http) = await NewClientAsync();
        var session = await http.CreateSessionAsync(instance);

        foreach (var (method, end) in OnSession)
        {
            foreach (var named in new[] { null, "", "nonsense", $"{instance}0" })
            {
                Assert.Equal(400, (await CallAsync(http, method, session, end, named)).Status);
            }
        }

        Assert.Equal(400, (await http.CallAsync("POST", "/api/v1.1/sessions", new { instanceId = instance })).Status);
        var list = await http.CallAsync("GET", $"/api/v1.1/sessions?instanceId={instance}");
        Assert.Equal(session, (string?)Assert.Single(list.Json.AsArray())!["sessionId"]);
    }

    [Fact]
    public async Task Two_headers_name_no_instance()
    {
        var (instance, http) = await NewClientAsync();
        var session = await http.CreateSessionAsync(instance);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"/api/v1.1/sessions/{session}", UriKind.Relative));
        request.Headers.Add("x-instance-id", [instance, instance]);

        using var answer = await http.SendAsync(request);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_instance_that_is_not_the_clients_is_403_whether_or_not_it_exists()
    {
        var (instance, http) = await NewClientAsync();
        var session = await http.CreateSessionAsync(instance);
        foreach (var other in new[] { await Service.NewInstance(), Guid.NewGuid().ToString() })
        {
            foreach (var (method, end) in OnSession)
            {
                Assert.Equal(403, (await CallAsync(http, method, session, end, other)).Status);
            }

            var body = new { instanceId = other };
            Assert.Equal(403, (await http.CallAsync("POST", "/api/v1.1/sessions", body, other)).Status);
            Assert.Equal(403, (await http.CallAsync("POST", "/api/v1.1/sessions", body, instance)).Status);
            Assert.Equal(403, (await http.CallAsync("GET", $"/api/v1.1/sessions?instanceId={other}")).Status);
        }
    }

    [Fact]
    public async Task A_session_of_another_instance_looks_like_one_that_is_not_there()
    {
        var own = await Service.NewInstance();
        var second = await Service.NewInstance();
        using var http = Service.RawWith(await Service.ClientKeyFor(own, second));
        var foreign = await Service.Raw.CreateSessionAsync(await Service.NewInstance());
        var ofSecond = await http.CreateSessionAsync(second);

        foreach (var (method, end) in OnSession)
        {
            var missing = await CallAsync(http, method, Guid.NewGuid().ToString(), end, own);
            Assert.Equal(404, missing.Status);
            foreach (var session in new[] { foreign, ofSecond })
            {
                var answer = await CallAsync(http, method, session, end, own);
                Assert.Equal(missing.WithoutTrace, answer.WithoutTrace);
            }
        }
    }

    [Fact]
    public async Task A_session_is_made_for_the_instance_that_is_named()
    {
        var (first, second) = (await Service.NewInstance(), await Service.NewInstance());
        using var http = Service.RawWith(await Service.ClientKeyFor(first, second));

        var answer = await http.CallAsync("POST", "/api/v1.1/sessions", new { instanceId = first }, second);

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task An_administrator_need_not_name_an_instance()
    {
        var session = await Service.Raw.CreateSessionAsync(await Service.NewInstance());

        Assert.Equal(200, (await CallAsync(Service.Raw, "GET", session, "", null)).Status);
        Assert.Equal(204, (await CallAsync(Service.Raw, "GET", session, "/heartbeat", null)).Status);
        Assert.Equal(404, (await CallAsync(Service.Raw, "GET", Guid.NewGuid().ToString(), "", null)).Status);
    }

    [Fact]
    public async Task Without_a_credential_every_operation_is_401()
    {
        var instance = await Service.NewInstance();
        var session = await Service.Raw.CreateSessionAsync(instance);
        foreach (var (method, end) in OnSession)
        {
            Assert.Equal(401, (await CallAsync(Service.Anonymous, method, session, end, instance)).Status);
        }

        var body = new { instanceId = instance };
        Assert.Equal(401, (await Service.Anonymous.CallAsync("POST", "/api/v1.1/sessions", body)).Status);
        var list = $"/api/v1.1/sessions?instanceId={instance}";
        Assert.Equal(401, (await Service.Anonymous.CallAsync("GET", list)).Status);
    }

    // An empty list of items: the session stays IDLE whatever it is asked.
    private static Task<WireAnswer> CallAsync(
        HttpClient http, string method, string session, string end, string? instance) => http.CallAsync(
            method, $"/api/v1.1/sessions/{session}{end}", method == "PUT" ? SessionCalls.Wants() : null, instance);

    private async Task<(string Instance, HttpClient Http)> NewClientAsync()
    {
        var instance = await Service.NewInstance();
        return (instance, Service.RawWith(await Service.ClientKeyFor(instance)));
    }
}
