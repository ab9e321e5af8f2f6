using System.Net;
using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>
/// Sessions, contract section 10. Administration or client credential. <see cref="AccessSession"/> does all of this by
/// itself.
/// </content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes a session; it is idle and costs nothing yet (createsession, contract section 10.2).</summary>
    /// <param name="instanceId">The instance to charge.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The session, with its instance, as the other calls need it.</returns>
    /// <exception cref="ElasticAccessException">
    /// 400, 401, 403 not this caller's instance, 404 no such instance.
    /// </exception>
    public async Task<SessionHandle> CreateSessionAsync(
        string instanceId, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        var body = new NewSession(instanceId);
        var call = Write(HttpMethod.Post, _paths.Sessions, body, ClientJson.Default.NewSession, options);
        call = call with { InstanceId = instanceId };
        var created = await SendAsync(call, ClientJson.Default.CreatedSession, ct).ConfigureAwait(false);
        return new SessionHandle(created.SessionId, instanceId);
    }

    /// <summary>
    /// The live sessions of an instance, newest first, at most 100 (getallsessionsforinstance, contract section 10.2).
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The sessions that are idle or active.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<IReadOnlyList<SessionSummary>> ListSessionsAsync(string instanceId, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        var call = Get(_paths.Sessions + Paths.Query(("instanceId", instanceId))) with { InstanceId = instanceId };
        return SendAsync(call, ClientJson.Default.IReadOnlyListSessionSummary, ct);
    }

    /// <summary>One session with the items it uses (getsession, contract section 10.2).</summary>
    /// <param name="session">The session.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The session, live or not.</returns>
    /// <exception cref="ElasticAccessException">401, 404.</exception>
    public Task<SessionDetail> GetSessionAsync(SessionHandle session, CancellationToken ct = default) =>
        SendAsync(OfSession(Get(SessionPath(session)), session), ClientJson.Default.SessionDetail, ct);

    /// <summary>
    /// Sets the complete set of items in use from now on, all or nothing (putsessionaccessrequest, section 10.4).
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="items">Every item in use from now on, at most 1,000; empty: none, the session becomes idle.</param>
    /// <param name="rollbackOnDeny">
    /// If denied: true leaves the items in use and the session as they were; false gives back the unused time and
    /// terminates the session.
    /// </param>
    /// <param name="options">Idempotency key, dry run, explanation.</param>
    /// <param name="ct">Gives up waiting; the charge may take place all the same.</param>
    /// <returns>The answer; also when it is a denial (HTTP 403 with the result).</returns>
    /// <exception cref="ElasticAccessException">
    /// 400, 401, 404; 403 (v1.0) or 409 (v1.1) the session is not live; 422; or no answer came. In no case is anything
    /// granted.
    /// </exception>
    public async Task<SessionAccess> RequestSessionAccessAsync(
        SessionHandle session,
        Requester requester,
        IReadOnlyList<RequestedItem> items,
        bool rollbackOnDeny,
        AccessOptions? options = null,
        CancellationToken ct = default)
    {
        options ??= new AccessOptions();
        ArgumentNullException.ThrowIfNull(items);
        var path = SessionPath(session) + Paths.Query(options.Query);
        var body = new SessionBody(requester, items, rollbackOnDeny);
        var call = OfSession(Write(HttpMethod.Put, path, body, ClientJson.Default.SessionBody, options), session);
        var answer = await _transport.SendAsync(call, ct).ConfigureAwait(false);
        if (!answer.IsSuccess && !IsDenial(answer))
        {
            throw ElasticAccessException.Refused(call, answer);
        }

        return new SessionAccess(ReadAccess(call, answer, items), answer.IsSuccess, options.DryRun);
    }

    /// <summary>Tells the service that the software still runs (getheartbeat, contract section 10.5).</summary>
    /// <remarks>
    /// Never throws for an answer or a fault: whatever is not <see cref="Heartbeat.IsAlive"/> means stop. Only 503, 429
    /// and a lost connection are tried again.
    /// </remarks>
    /// <param name="session">The session.</param>
    /// <param name="timeLeft">
    /// How long another attempt may still begin; at least one attempt is made. Null: as often as
    /// <see cref="RetryOptions.Attempts"/> says.
    /// </param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>Whether the session is alive.</returns>
    public async Task<Heartbeat> SendHeartbeatAsync(
        SessionHandle session, TimeSpan? timeLeft = null, CancellationToken ct = default)
    {
        var call = OfSession(Get($"{SessionPath(session)}/heartbeat"), session) with { RetryFor = timeLeft };
        try
        {
            var answer = await _transport.SendAsync(call, ct).ConfigureAwait(false);
            return answer.Status == HttpStatusCode.NoContent
                ? new Heartbeat(answer.Status, null)
                : new Heartbeat(answer.Status, ElasticAccessException.Refused(call, answer).Message);
        }
        catch (ElasticAccessException e)
        {
            return new Heartbeat(e.StatusCode, e.Message);
        }
    }

    /// <summary>Ends a session and gives back the unused time (closesession, contract section 10.6).</summary>
    /// <param name="session">The session.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the session is closed.</returns>
    /// <exception cref="ElasticAccessException">401, 404; 403 (v1.0) or 409 (v1.1) the session is not live.</exception>
    public Task CloseSessionAsync(
        SessionHandle session, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(OfSession(Write(HttpMethod.Delete, SessionPath(session), options), session), ct);

    private static Call OfSession(Call call, SessionHandle session) => call with { InstanceId = session.InstanceId };

    private string SessionPath(SessionHandle session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return _paths.Session(session.SessionId);
    }

    // 403 stands for a denial and for a missing right. Only the denial has the body of a result.
    private static bool IsDenial(Answer answer) =>
        answer.Status == HttpStatusCode.Forbidden && ErrorBody.HasResult(answer.Body);
}
