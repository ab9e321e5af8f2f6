using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>No credential stands in any log (S20).</summary>
internal static class SecretAudit
{
    public static void Check(IEnumerable<string> logFiles, Credentials credentials, Findings findings)
    {
        string[] secrets = [credentials.Admin, credentials.Client];
        foreach (var file in logFiles.Where(File.Exists))
        {
            var found = File.ReadLines(file).Count(line =>
                secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
            if (found > 0)
            {
                findings.Add("S20", $"{found} lines of {Path.GetFileName(file)} hold a credential");
            }
        }
    }
}
