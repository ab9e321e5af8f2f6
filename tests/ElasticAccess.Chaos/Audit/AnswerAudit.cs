using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElasticAccess.Chaos.Scene;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>
/// Stored answers against journals (I10, I12): what was answered is stored under its key as it was answered, and each
/// stored answer belongs to one key of a journal. Sessions are found by them too.
/// </summary>
internal static class AnswerAudit
{
    // A start that is killed while it tries the isolation leaves rows of 1970 behind, until answers are pruned.
    private const string All =
        "select encode(key_hash, 'hex'), status, encode(sha256(body), 'hex'), convert_from(body, 'UTF8') "
        + "from stored_answer where created_ms > 0";

    public static async Task<Dictionary<string, string>> CheckAsync(
        string connectionString, Journals journals, Findings findings)
    {
        var callers = (await Sql.ReadAsync(
            connectionString, "select name, id::text from api_key", row => (row.GetString(0), row.GetString(1))))
            .ToDictionary(pair => pair.Item1, pair => $"api-key:{pair.Item2}");
        var keys = journals.Intents.Values.Where(intent => intent.Kind != IntentKind.Heartbeat)
            .SelectMany(intent => Hashes(intent, callers)).ToDictionary(pair => pair.Hash, pair => pair);
        var stored = await Sql.ReadAsync(connectionString, All, row =>
            (Hash: row.GetString(0), Status: row.GetInt32(1), BodyHash: row.GetString(2), Body: row.GetString(3)));
        findings.Examined += stored.Count;
        var sessions = new Dictionary<string, string>();
        foreach (var answer in stored)
        {
            if (!keys.Remove(answer.Hash, out var asked))
            {
                findings.IsInvented($"a stored answer {answer.Status} is under no key of a journal");
                continue;
            }

            var verdict = journals.VerdictOf(asked.Intent);
            if (!asked.IsPart && verdict is { IsOpen: false }
                && (verdict.Status != answer.Status || verdict.BodyHash != answer.BodyHash))
            {
                findings.IsLost($"{asked.Intent.Kind} {asked.Intent.Key} was answered otherwise than is stored");
            }

            if (asked.Intent.Kind == IntentKind.SessionCreate)
            {
                using var body = JsonDocument.Parse(answer.Body);
                sessions[body.RootElement.GetProperty("sessionId").GetString()!] = asked.Intent.Key;
            }
        }

        foreach (var asked in keys.Values.Where(asked =>
            !asked.IsPart && journals.VerdictOf(asked.Intent) is { IsAcknowledged: true }))
        {
            findings.IsLost($"{asked.Intent.Kind} {asked.Intent.Key} was answered and no answer is stored");
        }

        return sessions;
    }

    // Contract 18.3: a key counts for its caller, method and path; the path without its prefix.
    private static IEnumerable<(string Hash, Intent Intent, bool IsPart)> Hashes(
        Intent intent, Dictionary<string, string> callers)
    {
        var caller = callers[intent.Kind == IntentKind.LineItem ? "bootstrap" : "chaos"];
        var path = intent.Path[intent.Path.IndexOf("/api/", StringComparison.Ordinal)..];
        var scope = $"{caller}\n{intent.Method}\n{path}";
        yield return (Hash($"{scope}\n{intent.Key}"), intent, false);
        foreach (var part in intent.Parts)
        {
            yield return (Hash($"{scope}\npart\n{part}"), intent, true);
        }
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
