using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Webhooks;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.RateTables;

internal static class PostRateTable
{
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
        Body<RateTableBody> body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        var table = body.Value;
        var series = table.Series ?? "";

        // Two posts of one version at once: the second waits here and finds the first.
        await store.LockAsync(db, SHA256.HashData(Encoding.UTF8.GetBytes($"rate table {series}\n{table.Version}")), ct);
        if (await db.RateTables.AnyAsync(
            t => t.Series == series && t.Version == table.Version && t.DeletedMs == null, ct))
        {
            return Errors.Conflict($"Version {table.Version} of this series exists already");
        }

        var (id, now) = (Guid.CreateVersion7(), time.Now());
        db.RateTables.Add(new RateTableRow
        {
            RateTableId = id,
            Series = series,
            Version = table.Version,
            EffectiveFromMs = table.EffectiveFrom,
            CreatedMs = now.Ms,
            Items = [.. table.Items.Select((item, position) => Row(id, item, position))],
        });
        db.Outbox.Add(OutboxEventRow.Of(EventTypes.RateTablePublished, instanceId: null, now, new()
        {
            ["series"] = series,
            ["version"] = table.Version,
            ["effectiveFrom"] = table.EffectiveFrom,
            ["items"] = table.Items.Count,
        }));
        await db.SaveChangesAsync(ct);
        return Answer.Created(new Said("Rate table successfully saved"));
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
