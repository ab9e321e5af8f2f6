using System.Globalization;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Usage;

/// <summary>A row as it lies in the ledger, and plain sums over rows: what all reading is compared with.</summary>
/// <param name="IsFirst">Of its item, which may have been split.</param>
internal sealed record Booked(EntryRow Entry, string Account, string? ActivationId, bool IsFirst)
{
    public decimal Tokens => Entry.TokensMicro / 1_000_000m;

    public decimal Count => IsFirst && Entry.Kind is EntryKind.Charge or EntryKind.AutomaticCharge
        ? Entry.CountMicro / 1_000_000m : 0;

    public static async Task<List<Booked>> ReadAsync(Service service)
    {
        await using var db = service.Services.GetRequiredService<IStore>().NewDb();
        var accounts = await db.Instances.ToDictionaryAsync(row => row.InstanceId, row => row.AccountId);
        var lineItems = await db.LineItems.ToDictionaryAsync(row => row.LineItemId, row => row.ActivationId);
        var entries = await db.Entries.AsNoTracking()
            .OrderBy(row => row.InstanceId).ThenBy(row => row.Sequence).ToListAsync();
        return
        [
            .. entries.Select((entry, i) => new Booked(
                entry,
                accounts[entry.InstanceId],
                entry.LineItemId is { } id ? lineItems[id] : null,
                i == 0 || PartOf(entries[i - 1]) != PartOf(entry))),
        ];
    }

    // A session's new items follow the refund of the old ones, in one request: those are no parts of one item.
    private static (Guid, int, EntryKind) PartOf(EntryRow row) => (row.CorrelationId, row.ItemIndex, row.Kind);

    /// <summary>The key of the group that the row belongs to.</summary>
    public string KeyOf(IReadOnlyList<string> groupBy, string zone)
    {
        var key = new JsonObject();
        var dictionary = Entry.Dictionary is { } json ? JsonNode.Parse(json) : null;
        foreach (var name in groupBy)
        {
            key[name] = name switch
            {
                "item" => Entry.Item,
                "itemVersion" => Entry.Version,
                "requester" => new JsonObject
                {
                    ["type"] = Entry.RequesterType,
                    ["value"] = Entry.RequesterValue,
                },
                "account" => Account,
                "instance" => Entry.InstanceId.ToString(),
                "lineItem" => ActivationId,
                "hour" => TimeIn(zone).ToString("yyyy-MM-dd'T'HH':00'", CultureInfo.InvariantCulture),
                "day" => TimeIn(zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                "month" => TimeIn(zone).ToString("yyyy-MM", CultureInfo.InvariantCulture),
                _ => dictionary?[name["dictionary.".Length..]]?.DeepClone(),
            };
        }

        return key.ToJsonString();
    }

    public DateTime TimeIn(string zone) => TimeZoneInfo.ConvertTimeFromUtc(
        DateTime.UnixEpoch.AddMilliseconds(Entry.UsageMs), TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static UsageSums SumsOf(IEnumerable<Booked> rows)
    {
        var all = rows.ToList();
        return new(
            all.Where(row => row.Tokens > 0).Sum(row => row.Tokens),
            -all.Where(row => row.Tokens < 0).Sum(row => row.Tokens),
            all.Sum(row => row.Tokens),
            all.Sum(row => row.Count),
            all.Count(row => row.Entry.Kind == EntryKind.Denial));
    }
}
