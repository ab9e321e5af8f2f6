using System.Text.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ElasticAccess.Data.Audit;

/// <summary>
/// How rows looked before and after a unit of work, as its change tracker saw them: one row is an object, several are
/// arrays by table. Of very many the rest is a number. Secrets and what only serves the machinery are left out.
/// </summary>
public sealed class TrackedLook
{
    // More is no reading: how many there were beside them is told instead.
    private const int RowsMax = 200;

    private static readonly HashSet<Type> Unseen =
        [typeof(StoredAnswerRow), typeof(LedgerHeadRow), typeof(AuditRow), typeof(OutboxEventRow), typeof(AlertWatchRow)];

    private static readonly string[] Units = ["Ms", "Micro"];

    private static readonly HashSet<string> Secrets =
        [nameof(ApiKeyRow.SecretHash), nameof(WebhookRow.Secret), nameof(WebhookRow.PreviousSecret)];

    private readonly Dictionary<object, (string Table, JsonObject? Before, EntityEntry Entry)> seen = [];

    private readonly HashSet<object> omitted = [];

    private bool isTold;

    /// <summary>There is something to tell that the slice has not told itself.</summary>
    public bool Any => seen.Count > 0 && !isTold;

    /// <summary>To be called before each save.</summary>
    public void Watch(DbContext db)
    {
        isTold = isTold || db.ChangeTracker.Entries<AuditRow>().Any();
        foreach (var entry in isTold ? [] : db.ChangeTracker.Entries().Where(IsChanged))
        {
            if (seen.Count == RowsMax && !seen.ContainsKey(entry.Entity))
            {
                omitted.Add(entry.Entity);
            }
            else if (!seen.ContainsKey(entry.Entity))
            {
                var before = entry.State == EntityState.Added ? null : Json(entry, entry.OriginalValues);
                seen.Add(entry.Entity, (entry.Metadata.GetTableName()!, before, entry));
            }
        }
    }

    /// <summary>To be called when all is saved.</summary>
    public (string? Before, string? After) Read() => (
        Text(seen.Values.Select(row => (row.Table, row.Before))),
        Text(seen.Values.Select(row => (
            row.Table,
            row.Entry.State is EntityState.Detached or EntityState.Deleted
                ? null
                : Json(row.Entry, row.Entry.CurrentValues)))));

    private static bool IsChanged(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && !Unseen.Contains(entry.Metadata.ClrType);

    private string? Text(IEnumerable<(string Table, JsonObject? Row)> rows)
    {
        var all = rows.Where(row => row.Row is not null).ToArray();
        return all switch
        {
            [] => null,
            [var one] => one.Row!.ToJsonString(AuditJson.Plain),
            _ => ByTable(all).ToJsonString(AuditJson.Plain),
        };
    }

    private JsonObject ByTable((string Table, JsonObject? Row)[] rows)
    {
        var json = new JsonObject(rows.GroupBy(row => row.Table).Select(table => KeyValuePair.Create(
            table.Key, (JsonNode?)new JsonArray([.. table.Select(row => row.Row)]))));
        if (omitted.Count > 0)
        {
            json["omitted"] = omitted.Count;
        }

        return json;
    }

    private static JsonObject Json(EntityEntry entry, PropertyValues values)
    {
        var json = new JsonObject();
        foreach (var property in values.Properties.Where(property => !Secrets.Contains(property.Name)))
        {
            var (name, unit) = Split(property.Name);
            json[JsonNamingPolicy.CamelCase.ConvertName(name)] = values[property] switch
            {
                null => null,
                long amount when unit == "Micro" => JsonValue.Create(new Tokens(amount).Value),
                string text => JsonValue.Create(text),
                bool flag => JsonValue.Create(flag),
                int number => JsonValue.Create(number),
                long number => JsonValue.Create(number),
                Enum word => JsonValue.Create(word.ToString().ToUpperInvariant()),
                System.Collections.IEnumerable many =>
                    new JsonArray([.. many.Cast<object>().Select(one => JsonValue.Create(one.ToString()))]),
                var other => JsonValue.Create(other.ToString()),
            };
        }

        return json;
    }

    // Times are ms and amounts are tokens on every page: their names need no unit.
    private static (string Name, string Unit) Split(string property) =>
        Array.Find(Units, unit => property.EndsWith(unit, StringComparison.Ordinal)) is { } found
            ? (property[..^found.Length], found)
            : (property, "");
}
