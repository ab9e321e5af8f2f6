using System.Net;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

/// <summary>The calls of contract section 10 one by one.</summary>
public sealed class SessionTests
{
    private static readonly SessionHandle Session = new("s", Wire.Id);

    private readonly ScriptedService _service = new();

    [Fact]
    public async Task A_session_is_made_with_its_instance_in_body_and_header()
    {
        _service.On("POST /api/v1.1/sessions", 200, """{"sessionId":"s"}""");

        Assert.Equal(Session, await _service.Client().CreateSessionAsync(Wire.Id, ct: Ct));

        Assert.Equal($$"""{"instanceId":"{{Wire.Id}}"}""", _service.Sent[0].Body);
        Assert.Equal(Wire.Id, _service.Sent[0].Header("x-instance-id"));
    }

    [Fact]
    public async Task A_request_is_the_complete_set_and_says_what_happens_on_denial()
    {
        _service.On("PUT /api/v1.1/sessions/s", 200, Wire.Answer(("Studio", "1101")));

        var access = await Ask();

        Assert.True(access.Granted);
        Assert.True(access.IsGranted("Studio"));
        Assert.Equal(
            """{"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"Studio","count":1}],"""
            + "\"rollbackOnDeny\":true}",
            _service.Sent[0].Body);
        Assert.Equal(Wire.Id, _service.Sent[0].Header("x-instance-id"));
    }

    [Theory]
    [InlineData(403, "1202")]
    [InlineData(403, "1101")]
    [InlineData(200, "1102")]
    public async Task A_denial_is_a_value_and_never_grants(int status, string code)
    {
        _service.On("PUT /api/v1.1/sessions/s", status, Wire.Answer(("Studio", code)));

        var access = await Ask();

        Assert.False(access.Granted);
        Assert.False(access.IsGranted("Studio"));
        Assert.False(access.RequestedItems[0].IsGranted);
    }

    [Theory]
    [InlineData(403, """{"message":"Not your instance"}""")]
    [InlineData(403, "")]
    [InlineData(409, """{"message":"The session is TERMINATED"}""")]
    [InlineData(400, """{"requestedItems":[]}""")]
    public async Task Every_other_refusal_is_an_exception(int status, string body)
    {
        _service.On("PUT /api/v1.1/sessions/s", status, body);

        var e = await Assert.ThrowsAsync<ElasticAccessException>(Ask);

        Assert.Equal((HttpStatusCode)status, e.StatusCode);
    }

    [Fact]
    public async Task An_empty_set_halts_and_grants_nothing()
    {
        _service.On("PUT /api/v1.1/sessions/s", 200, Wire.Answer());

        var access = await _service.Client().RequestSessionAccessAsync(Session, Wire.Maria, [], true, ct: Ct);

        Assert.True(access.IsHalted);
        Assert.False(access.Granted);
    }

    [Fact]
    public async Task A_session_is_read_with_its_items()
    {
        _service.On("GET /api/v1.1/sessions/s", 200, """
            {"sessionId":"s","instanceId":"i","state":"TERMINATED",
             "items":[{"item":"Studio","version":"2","count":1.5}]}
            """);

        var session = await _service.Client().GetSessionAsync(Session, Ct);

        Assert.Equal(SessionState.Terminated, session.State);
        Assert.Equal(new SessionItem("Studio", "2", 1.5m), Assert.Single(session.Items));
    }

    [Theory]
    [InlineData(204, true)]
    [InlineData(200, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(500, false)]
    public async Task Only_204_to_a_heartbeat_is_alive(int status, bool isAlive)
    {
        const string body = """{"message":"is TERMINATED"}""";
        _service.On("GET /api/v1.1/sessions/s/heartbeat", status, status == 204 ? "" : body);

        var heartbeat = await _service.Client().SendHeartbeatAsync(Session, TimeSpan.FromHours(1), Ct);

        Assert.Equal(isAlive, heartbeat.IsAlive);
        Assert.Equal(isAlive ? null : "is TERMINATED", heartbeat.Reason);
        Assert.Single(_service.Sent);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<SessionAccess> Ask() =>
        _service.Client().RequestSessionAccessAsync(Session, Wire.Maria, [new("Studio")], true, ct: Ct);
}
