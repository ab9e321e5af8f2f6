using System.Net;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <summary>One session that keeps itself alive (contract section 10).</summary>
/// <remarks>
/// <para>
/// It sends heartbeats after each automatic charge, changes the items in use, raises <see cref="Ended"/> exactly once
/// when access ends, and closes the session when disposed, which gives back the unused time.
/// </para>
/// <para>
/// Use the software while <see cref="IsActive"/> is true and <see cref="EndToken"/> is not cancelled. Access ends on
/// any answer to a heartbeat other than 204, and when no answer comes in time. Sleep of the computer is noticed with
/// the first heartbeat after it.
/// </para>
/// </remarks>
public sealed partial class AccessSession : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneCallAtATime = new(1, 1);
    private readonly ElasticAccessClient _client;
    private readonly Requester _requester;
    private readonly TimeSpan _period;
    private readonly long _origin;
    private bool _isOver;

    private AccessSession(
        ElasticAccessClient client, SessionHandle session, Requester requester, AccessSessionOptions options)
    {
        (_client, Session, _requester, _period) = (client, session, requester, options.ChargePeriod);
        _origin = client.Time.GetTimestamp();
    }

    /// <summary>The session, for calls on the client.</summary>
    public SessionHandle Session { get; }

    private TimeSpan Now => _client.Time.GetElapsedTime(_origin);

    /// <summary>Makes a session and asks for its first items.</summary>
    /// <param name="client">The client; dispose it after the session.</param>
    /// <param name="instanceId">The instance to charge.</param>
    /// <param name="requester">Who asks, for this and all later items.</param>
    /// <param name="items">The items to use, all or nothing; at most 1,000. Empty: the session begins idle.</param>
    /// <param name="options">The charge period.</param>
    /// <param name="ct">Gives up waiting; what was begun is closed.</param>
    /// <returns>
    /// The session. Look at <see cref="IsActive"/>: when the items are denied, it is false, <see cref="Access"/> says
    /// why, and <see cref="ChangeItemsAsync"/> may ask for others.
    /// </returns>
    /// <exception cref="ElasticAccessException">The session could not be made, or no answer came.</exception>
    public static async Task<AccessSession> OpenAsync(
        ElasticAccessClient client,
        string instanceId,
        Requester requester,
        IReadOnlyList<RequestedItem> items,
        AccessSessionOptions? options = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        options = (options ?? new AccessSessionOptions()).Checked();
        var handle = await client.CreateSessionAsync(instanceId, ct: ct).ConfigureAwait(false);
        var session = new AccessSession(client, handle, requester, options);
        try
        {
            await session.ChangeItemsAsync(items, ct: ct).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends access and gives back the unused time (contract section 10.6). May be called again.</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the session is closed.</returns>
    /// <exception cref="ElasticAccessException">
    /// No answer came, or the service refused. Access has ended all the same; the service terminates the session by
    /// itself for want of heartbeats.
    /// </exception>
    public async Task CloseAsync(CancellationToken ct = default)
    {
        await _oneCallAtATime.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            Follow(null, isCertain: false);
            if (!_isOver)
            {
                await _client.CloseSessionAsync(Session, ct: ct).ConfigureAwait(false);
                _isOver = true;
            }
        }
        catch (ElasticAccessException e) when (SaysNotLive(e))
        {
            _isOver = true;
        }
        finally
        {
            _oneCallAtATime.Release();
            End(AccessEndReason.Closed, null);
        }
    }

    /// <summary>Closes the session as <see cref="CloseAsync"/> does, but lets a failure of the service pass.</summary>
    /// <returns>A task that ends when the session is closed, or cannot be.</returns>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        catch (ElasticAccessException)
        {
            // Disposing must not hide the exception it may run under; without heartbeats the session ends by itself.
        }
    }

    // A 409 that asks to come again is about the idempotency key: the first request with it still runs.
    private static bool SaysNotLive(ElasticAccessException e) => e is
    {
        RetryAfter: null,
        StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Conflict,
    };
}
