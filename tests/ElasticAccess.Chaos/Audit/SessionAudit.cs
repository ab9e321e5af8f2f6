using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>
/// Sessions against journals: none lost, none invented, and what was acknowledged has happened to them.
/// </summary>
internal static class SessionAudit
{
    /// <param name="created">Key of the intent behind each session, as the stored answers tell.</param>
    public static void Check(
        Journals journals, IReadOnlyList<SessionRow> sessions, IEnumerable<Row> rows,
        IReadOnlyDictionary<string, string> created, Findings findings)
    {
        findings.Examined += sessions.Count;
        var byId = sessions.ToDictionary(session => session.Id.ToString());
        var acknowledged = journals.Verdicts.Values.Where(verdict => verdict.Session is not null)
            .Select(verdict => verdict.Session!).ToHashSet();
        foreach (var lost in acknowledged.Where(id => !byId.ContainsKey(id)))
        {
            findings.IsLost($"session {lost} is not there");
        }

        foreach (var session in byId.Keys.Where(id => !acknowledged.Contains(id) && !created.ContainsKey(id)))
        {
            findings.IsInvented($"session {session} was asked for by nobody");
        }

        var ofSession = rows.Where(row => row.Session is not null).ToLookup(row => row.Session!.Value);
        var asked = journals.Intents.Values.Where(intent => intent.Session is not null)
            .ToLookup(intent => intent.Session!);
        foreach (var session in sessions)
        {
            Check(journals, session, [.. asked[session.Id.ToString()]], findings);
            IntervalAudit.Check(session, [.. ofSession[session.Id]], findings);
        }
    }

    // The session's client asks one thing after the other, so the last one that was answered tells its state.
    private static void Check(Journals journals, SessionRow session, Intent[] asked, Findings findings)
    {
        foreach (var intent in asked.OrderByDescending(intent => intent.At))
        {
            if (journals.VerdictOf(intent) is not { } verdict || verdict.IsOpen)
            {
                return;
            }

            if ((intent.Kind == IntentKind.SessionClose && verdict.IsAcknowledged) || verdict.Status == 409)
            {
                if (!session.HasEnded)
                {
                    findings.IsLost($"session {session.Id} was answered to have ended, and lives");
                }

                return;
            }

            if (intent.Kind == IntentKind.SessionAccess && verdict.IsAcknowledged)
            {
                return;
            }

            if (intent.Kind == IntentKind.SessionHalt && verdict.IsAcknowledged)
            {
                if (session.State == 1)
                {
                    findings.IsLost($"session {session.Id} was halted, and is active");
                }

                return;
            }
        }
    }
}
