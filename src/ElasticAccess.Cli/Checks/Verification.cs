using System.Text.Json;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Checks;

/// <summary>What can be checked through the API: rows, sums and balances must say the same, to the millionth.</summary>
internal static class Verification
{
    private const int Tries = 5;

    private static readonly View Shown = View.Of("instanceId", "check", "examined", "differences");

    public static async Task RunAsync(Run run, string? instanceId)
    {
        var differences = new List<string>();
        await run.Out.AllAsync(Shown, CheckAsync(run, instanceId, differences));
        foreach (var difference in differences)
        {
            Run.Say(difference);
        }

        run.Code = differences.Count == 0 ? ExitCode.Ok : ExitCode.Different;
        Run.Say(differences.Count == 0
            ? "Rows, sums and balances say the same."
            : $"{differences.Count} difference(s). Ask the service's own `verify`, beside its database.");
    }

    private static async IAsyncEnumerable<JsonElement> CheckAsync(
        Run run, string? instanceId, List<string> differences)
    {
        if (instanceId is not null)
        {
            foreach (var check in await OfInstanceAsync(run, instanceId, differences))
            {
                yield return check;
            }

            yield break;
        }

        await foreach (var instance in run.Client.AllInstancesAsync(run.Ct))
        {
            foreach (var check in await OfInstanceAsync(run, instance.Id, differences))
            {
                yield return check;
            }
        }
    }

    private static async Task<List<JsonElement>> OfInstanceAsync(Run run, string instance, List<string> differences)
    {
        var ledger = new Ledger();
        string? cursor = null;
        var (lineItems, summary) = (new List<LineItem>(), new Dictionary<string, decimal>());
        var isStill = false;

        // Customers go on charging: only what stood still while it was read can be compared.
        for (var tries = 0; tries < Tries && !isStill; tries++)
        {
            var before = await run.Client.ListLineItemsAsync(instance, run.Ct);
            cursor = await ReadAsync(run, instance, cursor, ledger);
            summary = await SumsAsync(run, instance);
            lineItems = [.. await run.Client.ListLineItemsAsync(instance, run.Ct)];
            isStill = before.Select(l => (l.ActivationId, l.Used))
                .SequenceEqual(lineItems.Select(l => (l.ActivationId, l.Used)));
        }

        if (!isStill)
        {
            throw new Failure(ExitCode.Unavailable, $"{instance} is charged too often to be compared: try again.");
        }

        var balances = new List<string>();
        foreach (var lineItem in lineItems)
        {
            var sum = BalanceOf(ledger, summary, lineItem.ActivationId);
            if (lineItem.Used != sum && !(lineItem.Used == 0 && await WasDeletedAsync(run, instance, lineItem)))
            {
                balances.Add($"{lineItem.ActivationId}: used is {lineItem.Used}, its usage adds up to {sum}");
            }
        }

        List<string> sums = !ledger.IsWhole ? [] : [.. ledger.ActivationIds.Union(summary.Keys)
            .Where(id => ledger.Net(id) != summary.GetValueOrDefault(id))
            .Select(id => $"{id}: the summary has {summary.GetValueOrDefault(id)}, its rows {ledger.Net(id)}")];
        differences.AddRange(ledger.Differences.Concat(balances).Concat(sums).Select(found => $"{instance} {found}"));
        return
        [
            Check("every row once, in order, with its sign", ledger.Rows, ledger.Differences),
            Check("used of each line item is the sum of its usage", lineItems.Count, balances),
            Check("the summary is the sum of the rows", ledger.IsWhole ? summary.Count : 0, sums),
        ];

        JsonElement Check(string check, int examined, List<string> found) => JsonSerializer.SerializeToElement(
            new { instanceId = instance, check, examined, differences = found.Count });
    }

    private static decimal BalanceOf(Ledger ledger, Dictionary<string, decimal> summary, string id) =>
        ledger.IsWhole ? ledger.Balance(id) : summary.GetValueOrDefault(id);

    // One that has taken the id of a deleted one, and was not charged yet: all usage under the id is the other's.
    private static async Task<bool> WasDeletedAsync(Run run, string instance, LineItem lineItem)
    {
        var path = $"/instances/{instance}/line-items/{lineItem.ActivationId}";
        await foreach (var entry in run.Client.AllAuditAsync(path, ct: run.Ct))
        {
            if (entry.Operation == "deletelineitem" && entry.Resource == path)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<string?> ReadAsync(Run run, string instance, string? cursor, Ledger ledger)
    {
        while (true)
        {
            var page = await run.Client.ListUsageAsync(new() { InstanceId = instance }, cursor, 1_000, run.Ct);
            foreach (var row in page.Rows)
            {
                ledger.Add(row);
            }

            cursor = page.Next;
            if (page.Rows.Count == 0)
            {
                return cursor;
            }
        }
    }

    private static async Task<Dictionary<string, decimal>> SumsAsync(Run run, string instance)
    {
        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var query = new UsageSummaryQuery { InstanceId = instance, GroupBy = ["lineItem"] };
        for (string? at = null; ;)
        {
            var page = await run.Client.SummarizeUsageAsync(query, at, ct: run.Ct);
            foreach (var group in page.Groups)
            {
                if (group.Key["lineItem"]?.GetValue<string>() is { } id)
                {
                    sums[id] = group.Net;
                }
            }

            at = page.Next;
            if (string.IsNullOrEmpty(at))
            {
                return sums;
            }
        }
    }
}
