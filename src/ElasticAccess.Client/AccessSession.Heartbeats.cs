using System.Net;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>How the session is kept alive, and how it ends.</content>
public sealed partial class AccessSession
{
    private readonly Lock _state = new();
    private readonly CancellationTokenSource _end = new();
    private CancellationTokenSource _heartbeats = new();
    private HeartbeatPlan? _plan;
    private bool _isCertain;
    private bool _hasEnded;

    /// <summary>Raised exactly once, when access ends for whatever reason, closing included.</summary>
    /// <remarks>
    /// It comes on any thread. Stop using the software; dispose the session as usual. Not raised for a session that
    /// never was more than opened and denied, until it is closed.
    /// </remarks>
    public event EventHandler<AccessEndedEventArgs>? Ended;

    /// <summary>Cancelled when access ends; hand it to the work that the session pays for.</summary>
    public CancellationToken EndToken => _end.Token;

    /// <summary>
    /// True only while the service has granted <see cref="Items"/>, every due heartbeat was answered with 204, and the
    /// time to answer the next one has not run out.
    /// </summary>
    public bool IsActive
    {
        get
        {
            lock (_state)
            {
                return !_hasEnded && _isCertain && _plan is not null && Now <= _plan.AnswerBy;
            }
        }
    }

    private void ThrowIfEnded()
    {
        lock (_state)
        {
            if (_hasEnded)
            {
                throw new InvalidOperationException("Access has ended; open a new session.");
            }
        }
    }

    /// <summary>Replaces the plan, and with it the loop that follows it. No plan: no heartbeats.</summary>
    private void Follow(HeartbeatPlan? plan, bool isCertain)
    {
        var replaced = _heartbeats;
        var mine = new CancellationTokenSource();
        lock (_state)
        {
            if (_hasEnded)
            {
                return;
            }

            (replaced, _heartbeats) = (_heartbeats, mine);
            (_plan, _isCertain) = (plan, isCertain);
        }

        replaced.Cancel();
        if (plan is not null)
        {
            _ = KeepAliveAsync(plan, mine);
        }
    }

    private async Task KeepAliveAsync(HeartbeatPlan plan, CancellationTokenSource mine)
    {
        var stop = mine.Token;
        try
        {
            Heartbeat heartbeat;
            do
            {
                var pause = plan.SendAt - Now;
                await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, _client.Time, stop)
                    .ConfigureAwait(false);
                var sent = Now;
                heartbeat = await _client.SendHeartbeatAsync(Session, plan.AnswerBy - sent, stop).ConfigureAwait(false);
                plan = plan.AfterHeartbeat(sent, Now);
            }
            while (heartbeat.IsAlive && Advance(plan, mine));

            await EndAfterAsync(heartbeat, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another plan is followed now, or the session is over.
        }
        catch (Exception e)
        {
            // A loop that dies in silence would leave the software running unpaid.
            End(AccessEndReason.HeartbeatUnanswered, e.Message);
        }
    }

    private bool Advance(HeartbeatPlan plan, CancellationTokenSource mine)
    {
        lock (_state)
        {
            if (_hasEnded || _heartbeats != mine)
            {
                return false;
            }

            _plan = plan;
            return true;
        }
    }

    private async Task EndAfterAsync(Heartbeat heartbeat, CancellationToken stop)
    {
        if (heartbeat.IsAlive)
        {
            return;
        }

        if (heartbeat.StatusCode is not (null or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
        {
            End(AccessEndReason.HeartbeatRefused, heartbeat.Reason);
            return;
        }

        // A change of items under way is an own sign of life: if it is granted, this loop is cancelled by its plan.
        await _oneCallAtATime.WaitAsync(stop).ConfigureAwait(false);
        _oneCallAtATime.Release();
        stop.ThrowIfCancellationRequested();
        End(AccessEndReason.HeartbeatUnanswered, heartbeat.Reason);
    }

    private void End(AccessEndReason reason, string? detail)
    {
        lock (_state)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
        }

        _heartbeats.Cancel();
        _end.Cancel();
        Ended?.Invoke(this, new AccessEndedEventArgs(reason, detail));
    }
}
