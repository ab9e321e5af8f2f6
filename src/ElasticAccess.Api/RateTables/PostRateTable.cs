using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
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
                item.RuleFor(i => i.Rate).NotNull().WithMessage("is missing but it is required").Amount();
            });
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

        var id = Guid.CreateVersion7();
        db.RateTables.Add(new RateTableRow
        {
            RateTableId = id,
            Series = series,
            Version = table.Version,
            EffectiveFromMs = table.EffectiveFrom,
            CreatedMs = time.Now().Ms,
            Items = [.. table.Items.Select((item, position) => Row(id, item, position))],
        });
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
    };
}
