using System.Net;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Which items are in use, and how that changes.</content>
public sealed partial class AccessSession
{
    /// <summary>The last answer to a request for items, granted or denied; null before the first.</summary>
    public SessionAccess? Access { get; private set; }

    /// <summary>The items in use, as the service last granted them; empty when there are none.</summary>
    public IReadOnlyList<RequestedItem> Items { get; private set; } = [];

    /// <summary>Sets the complete set of items in use from now on, all or nothing (contract section 10.4).</summary>
    /// <remarks>
    /// When no answer comes, it is not known whether the old items or the new ones are paid for: the exception is
    /// thrown, <see cref="IsActive"/> is false, and the session is kept alive so that the change can be repeated (with
    /// the exception's idempotency key, to learn the outcome of the first).
    /// </remarks>
    /// <param name="items">Every item in use from now on, at most 1,000; empty: none, and no charges.</param>
    /// <param name="rollbackOnDeny">If denied: true, the default, keeps the old items; false ends access.</param>
    /// <param name="options">Idempotency key, dry run, explanation.</param>
    /// <param name="ct">Gives up waiting; the outcome is then not known.</param>
    /// <returns>The answer, granted or denied.</returns>
    /// <exception cref="ElasticAccessException">The service refused the call, or no answer came.</exception>
    /// <exception cref="InvalidOperationException">Access has ended.</exception>
    public async Task<SessionAccess> ChangeItemsAsync(
        IReadOnlyList<RequestedItem> items,
        bool rollbackOnDeny = true,
        AccessOptions? options = null,
        CancellationToken ct = default)
    {
        await _oneCallAtATime.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ThrowIfEnded();
            var sent = Now;
            try
            {
                var access = await _client
                    .RequestSessionAccessAsync(Session, _requester, items, rollbackOnDeny, options, ct)
                    .ConfigureAwait(false);
                ThrowIfEnded();
                Take(access, items, rollbackOnDeny, sent);
                return access;
            }
            catch (Exception e) when (e is ElasticAccessException or OperationCanceledException)
            {
                if (options is not { DryRun: true })
                {
                    Suffer(e as ElasticAccessException, sent);
                }

                throw;
            }
        }
        finally
        {
            _oneCallAtATime.Release();
        }
    }

    private void Take(SessionAccess access, IReadOnlyList<RequestedItem> items, bool rollbackOnDeny, TimeSpan sent)
    {
        if (access.IsDryRun)
        {
            return;
        }

        Access = access;
        if (access.Granted || access.IsHalted)
        {
            Items = [.. items];
            Follow(access.Granted ? HeartbeatPlan.AfterGrant(_period, sent, Now) : null, isCertain: true);
        }
        else if (!rollbackOnDeny)
        {
            _isOver = true;
            End(AccessEndReason.Denied, access.RequestedItems.FirstOrDefault(i => !i.IsGranted)?.Status.Description);
        }
    }

    private void Suffer(ElasticAccessException? fault, TimeSpan sent)
    {
        if (fault is not null && SaysNotLive(fault))
        {
            _isOver = true;
            End(AccessEndReason.SessionNotLive, fault.Message);
        }
        else if (fault?.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
            or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType
            or HttpStatusCode.UnprocessableEntity or HttpStatusCode.TooManyRequests))
        {
            Follow(HeartbeatPlan.AfterDoubt(_plan, _period, sent), isCertain: false);
        }
    }
}
