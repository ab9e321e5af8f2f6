using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Webhooks;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.RateTables;

internal static class PostRateTable
{
    private const int TablesOfAQuery = 500;

    // More items of an import are written without the change tracker, for which the audit names the tables alone.
    private const int TrackedMax = 1_000;

    public sealed class Shape : AbstractValidator<RateTableBody>
    {
        public Shape()
        {
            RuleFor(table => table.EffectiveFrom).TimeMs();
            RuleFor(table => table.Version).Name();
            RuleFor(table => table.Series).OptionalName();
            RuleFor(table => table.Items).Must(items => items.Count is > 0 and <= Shapes.RateTableItemsMax)
                .WithMessage($"must hold 1 to {Shapes.RateTableItemsMax} items");
            RuleForEach(table => table.Items).ChildRules(item =>
            {
                item.RuleFor(i => i.Name).Name();
                item.RuleFor(i => i.Version).OptionalName();
                item.RuleFor(i => i.Rate).Amount();
            });
            RuleForEach(table => table.Items).Custom(Price);
            RuleFor(table => table.Items).Custom((items, context) =>
            {
                var seen = new HashSet<(string, string)>();
                for (var i = 0; i < items.Count; i++)
                {
                    if (!seen.Add((items[i].Name, items[i].Version ?? "")))
                    {
                        context.AddFailure($"Items[{i}]", "the same name and version stand in the table already");
                    }
                }
            });
        }
    }

    // Either a rate or, in v1.1, a formula (contract 5.1).
    private static void Price(RateTableBody.RatedItem item, ValidationContext<RateTableBody> context)
    {
        var formula = ((ApiVersion)context.RootContextData[nameof(ApiVersion)]).IsLatest ? item.Formula : null;
        if (item.Rate is null && formula is null)
        {
            context.AddFailure("rate", "is missing but it is required");
        }
        else if (item.Rate is not null && formula is not null)
        {
            context.AddFailure("formula", "an item has either a rate or a formula");
        }
        else if (formula is not null && !Formula.TryParse(formula, out _, out var fault))
        {
            context.AddFailure("formula", fault.ToString());
        }
    }

    public static async Task<IAnswer> Handle(
        PostedTables body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        if (body.Tables is [{ Table: var only }])
        {
            // Two posts of one version at once: the second waits here and finds the first. Of many tables at once the
            // index finds it, and all is done again.
            var name = Encoding.UTF8.GetBytes($"rate table {only.Series ?? ""}\n{only.Version}");
            await store.LockAsync(db, SHA256.HashData(name), ct);
        }

        var taken = await FindTakenAsync(body, db, ct);
        if (taken.Count > 0)
        {
            return Errors.Conflict(string.Join("; ", taken.Select(table =>
                $"{(body.IsCsv ? $"line {table.Line}: version: " : "")}"
                + $"Version {table.Table.Version} of this series exists already")));
        }

        var now = time.Now();
        var isBulk = body.IsCsv && body.Tables.Sum(table => table.Table.Items.Count) > TrackedMax;
        var rows = body.Tables.Select(table => Publish(table.Table, db, now, withItems: !isBulk)).ToList();
        await db.SaveChangesAsync(ct);
        if (isBulk)
        {
            var items = rows.Zip(body.Tables).SelectMany(pair => Items(pair.First, pair.Second));
            await store.InsertManyAsync(db, items, ct);
        }

        return Answer.Created(new Said(
            body.Tables.Count == 1
                ? "Rate table successfully saved"
                : $"{body.Tables.Count} rate tables successfully saved"));
    }

    private static async Task<List<RateTableCsv.Written>> FindTakenAsync(
        PostedTables body, AccessDb db, CancellationToken ct)
    {
        var taken = new List<RateTableCsv.Written>();
        foreach (var some in body.Tables.Chunk(TablesOfAQuery))
        {
            string[] series = [.. some.Select(table => table.Table.Series ?? "").Distinct()];
            string[] versions = [.. some.Select(table => table.Table.Version).Distinct()];
            var there = await db.RateTables
                .Where(t => t.DeletedMs == null && EF.Parameter(series).Contains(t.Series)
                    && EF.Parameter(versions).Contains(t.Version))
                .Select(t => new { t.Series, t.Version }).ToListAsync(ct);
            var names = there.Select(t => (t.Series, t.Version)).ToHashSet();
            taken.AddRange(some.Where(table => names.Contains((table.Table.Series ?? "", table.Table.Version))));
        }

        return taken;
    }

    private static IEnumerable<RateTableItemRow> Items(RateTableRow row, RateTableCsv.Written written) =>
        written.Table.Items.Select((item, position) => Row(row.RateTableId, item, position));

    private static RateTableRow Publish(RateTableBody table, AccessDb db, Instant now, bool withItems)
    {
        // Of tables of one millisecond the later id counts as created last (contract 5.2).
        var (id, series) = (OrderedId.Next(), table.Series ?? "");
        var row = new RateTableRow
        {
            RateTableId = id,
            Series = series,
            Version = table.Version,
            EffectiveFromMs = table.EffectiveFrom,
            CreatedMs = now.Ms,
            Items = withItems ? [.. table.Items.Select((item, position) => Row(id, item, position))] : [],
        };
        db.RateTables.Add(row);
        db.Outbox.Add(OutboxEventRow.Of(EventTypes.RateTablePublished, instanceId: null, now, new()
        {
            ["series"] = series,
            ["version"] = table.Version,
            ["effectiveFrom"] = table.EffectiveFrom,
            ["items"] = table.Items.Count,
        }));
        return row;
    }

    private static RateTableItemRow Row(Guid tableId, RateTableBody.RatedItem item, int position) => new()
    {
        RateTableId = tableId,
        Name = item.Name,
        Version = item.Version ?? "",
        Position = position,
        RateMicro = item.Rate?.Micro,

        // v1.0 knows no formulas: there the member is ignored, and the rate was required.
        Formula = item.Rate is null ? item.Formula : null,
    };
}
