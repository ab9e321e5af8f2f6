using System.Text.Json;
using ElasticAccess.Chaos.Scene;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Audit;

/// <summary>Changes of line items against journals, by the key in <c>resetFrequency</c>.</summary>
internal static class LineItemAudit
{
    private const string All =
        "select reset_frequency, quantity from line_item_history where reset_frequency is not null";

    public static async Task CheckAsync(string connectionString, Journals journals, Findings findings)
    {
        var changes = (await Sql.ReadAsync(connectionString, All, row => (Key: row.GetString(0), row.GetInt64(1))))
            .ToLookup(change => change.Key, change => change.Item2);
        findings.Examined += changes.Count;
        foreach (var change in changes.Where(change => !journals.Intents.ContainsKey(change.Key)))
        {
            findings.IsInvented($"a line item was changed by {change.Key}, which is in no journal");
        }

        foreach (var intent in journals.Intents.Values.Where(intent => intent.Kind == IntentKind.LineItem))
        {
            var found = changes[intent.Key].ToArray();
            var verdict = journals.VerdictOf(intent);
            if (found.Length > 1)
            {
                findings.IsDoubled($"the line item of {intent.Key} was changed {found.Length} times");
            }
            else if (verdict is null or { IsOpen: true })
            {
                findings.UnknownCommitted += found.Length;
            }
            else if (verdict.IsAcknowledged && (found.Length == 0 || found[0] != Quantity(intent)))
            {
                findings.IsLost($"the change of a line item {intent.Key} is not in its history");
            }
        }
    }

    private static long Quantity(Intent intent)
    {
        using var body = JsonDocument.Parse(intent.Body!);
        return body.RootElement.GetProperty("quantity").GetInt64();
    }
}
