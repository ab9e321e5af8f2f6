using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>How the session is kept alive.</content>
public sealed partial class AccessSession
{
    private readonly Lock _state = new();
    private CancellationTokenSource _heartbeats = new();
    private HeartbeatPlan? _plan;
    private bool _isCertain;

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

    /// <summary>Replaces the plan, and with it the loop that follows it. No plan: no heartbeats.</summary>
    private void Follow(HeartbeatPlan? plan, bool isCertain)
    {
        CancellationTokenSource replaced;
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
}
