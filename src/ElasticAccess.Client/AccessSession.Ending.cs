using System.Net;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>How access ends.</content>
public sealed partial class AccessSession
{
    private readonly CancellationTokenSource _end = new();
    private bool _hasEnded;

    /// <summary>Raised exactly once, when access ends for whatever reason, closing included.</summary>
    /// <remarks>
    /// It comes on any thread. Stop using the software; dispose the session as usual, but do not block on a call of the
    /// session inside the handler. A session that was denied at opening raises it only when it is closed.
    /// </remarks>
    public event EventHandler<AccessEndedEventArgs>? Ended;

    /// <summary>Cancelled when access ends; hand it to the work that the session pays for.</summary>
    public CancellationToken EndToken => _end.Token;

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
        try
        {
            _end.Cancel();
        }
        finally
        {
            // Also when somebody's callback on the token throws.
            Ended?.Invoke(this, new AccessEndedEventArgs(reason, detail));
        }
    }
}
