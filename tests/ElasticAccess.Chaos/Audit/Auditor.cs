using ElasticAccess.Chaos.Faults;
using ElasticAccess.Chaos.Scene;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>
/// The audit after the run. It reads the clients' files and the database's rows, and believes neither the service nor
/// what this program remembers.
/// </summary>
internal static class Auditor
{
    public static async Task<Findings> RunAsync(Stage stage, Credentials credentials, FaultLog log)
    {
        var findings = new Findings();
        foreach (var what in log.Wrong)
        {
            findings.Add("Seen", what);
        }

        var journals = Journals.Read(stage.Journals);
        journals.Count(findings);
        var rows = await Row.ReadAsync(stage.ConnectionString);
        ChargeAudit.Check(journals, rows, findings);
        OrderAudit.Check(journals, rows, findings);
        await LineItemAudit.CheckAsync(stage.ConnectionString, journals, findings);
        var created = await AnswerAudit.CheckAsync(stage.ConnectionString, journals, findings);
        SessionAudit.Check(journals, await SessionRow.ReadAsync(stage.ConnectionString), rows, created, findings);
        await VerifyAudit.CheckAsync(stage.ConnectionString, findings);
        SecretAudit.Check(stage.LogFiles, credentials, findings);
        return findings;
    }
}
