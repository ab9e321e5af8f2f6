namespace ElasticAccess.Chaos.Work;

/// <summary>
/// A client with a journal: writes down what it will ask, asks, repeats under the same key until it is answered, and
/// writes down what it heard. Some of its intents it gives up at the first silence.
/// </summary>
internal sealed class Worker(int number, Mix mix, Sender sender, JournalFile journal, Tally tally)
{
    private const double GivesUp = 0.15;
    private const double LeavesEarly = 0.04;
    private const int SessionsMax = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly List<(string Instance, string Id)> sessions = [];
    private int replica = number % 2;

    /// <param name="stop">No new intents; those begun go on to an answer.</param>
    /// <param name="end">No more attempts.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken end)
    {
        while (!stop.IsCancellationRequested)
        {
            switch (mix.Share())
            {
                case < 0.45:
                    await AskAsync(mix.OneOff(), mayGiveUp: true, end);
                    break;

                case < 0.55:
                    await AskAsync(mix.Batch(), mayGiveUp: true, end);
                    break;

                case < 0.62:
                    await AskAsync(mix.LineItem(quantity: 1 + mix.Next(2_000)), mayGiveUp: true, end);
                    break;

                default:
                    await PlaySessionAsync(end);
                    break;
            }
        }
    }

    private async Task PlaySessionAsync(CancellationToken end)
    {
        if (sessions.Count < SessionsMax && mix.Share() < 0.3)
        {
            var intent = mix.Session();
            if (await AskAsync(intent, mayGiveUp: true, end) is { Session: { } made })
            {
                sessions.Add((intent.Instance, made));
                await AskAsync(mix.SessionAccess(intent.Instance, made), mayGiveUp: false, end);
            }

            return;
        }

        if (sessions.Count == 0)
        {
            return;
        }

        var session = sessions[mix.Next(sessions.Count)];
        var (share, isOver) = (mix.Share(), false);
        if (share < 0.03)
        {
            // The client is gone and says nothing: its session ends for want of heartbeats.
            sessions.Remove(session);
            return;
        }

        var step = share switch
        {
            < 0.5 => mix.Heartbeat(session.Instance, session.Id),
            < 0.75 => mix.SessionAccess(session.Instance, session.Id),
            < 0.85 => mix.Halt(session.Instance, session.Id),
            _ => mix.Close(session.Instance, session.Id),
        };
        isOver = step.Kind == IntentKind.SessionClose;
        var verdict = await AskAsync(step, mayGiveUp: false, end);
        if (isOver || verdict.Status == 409)
        {
            sessions.Remove(session);
        }
    }

    private async Task<Verdict> AskAsync(Intent worded, bool mayGiveUp, CancellationToken end)
    {
        var patient = !mayGiveUp || mix.Share() >= GivesUp;
        var intent = worded with { At = Tally.Now };
        journal.Write(intent);
        var unknown = 0;
        while (!end.IsCancellationRequested)
        {
            var sentAt = Tally.Now;
            var attempt = await sender.SendAsync(intent, replica, Leaves(), end);
            tally.Note(replica, sentAt, attempt);
            if (!attempt.IsOpen)
            {
                return Judge(Reading.Of(intent, attempt, Tally.Now, unknown));
            }

            unknown += attempt.Unreachable ? 0 : 1;
            replica = mix.Next(2);
            if (!patient && unknown > 0)
            {
                break;
            }

            await Task.Delay(Pause + (Pause * mix.Share()), CancellationToken.None);
        }

        return Judge(new Verdict(intent.Key, Tally.Now, Status: 0, "", Replayed: false, unknown)
        {
            GaveUp = !patient && unknown > 0,
        });
    }

    // Now and then a client does not wait: its connection ends while its request is decided.
    private TimeSpan? Leaves() =>
        mix.Share() < LeavesEarly ? TimeSpan.FromMilliseconds(5 + mix.Next(150)) : null;

    private Verdict Judge(Verdict verdict)
    {
        journal.Write(verdict);
        return verdict;
    }
}
