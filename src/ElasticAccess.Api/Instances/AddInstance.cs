using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Instances;

/// <summary>The first instance of an account becomes its default (contract 4).</summary>
internal static class AddInstance
{
    public sealed record NewInstance(string ShortName, string AccountId);

    public sealed class Shape : AbstractValidator<NewInstance>
    {
        public Shape()
        {
            RuleFor(r => r.ShortName).Name().Must(NotBlank).WithMessage("must not be blank");
            RuleFor(r => r.AccountId).Name().Must(NotBlank).WithMessage("must not be blank");
        }

        private static bool NotBlank(string text) => !string.IsNullOrWhiteSpace(text);
    }

    public static async Task<IAnswer> Handle(
        Body<NewInstance> body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        var request = body.Value;

        // Two first instances of one account at once: the second waits here and finds the first.
        await store.LockAsync(db, SHA256.HashData(Encoding.UTF8.GetBytes($"account {request.AccountId}")), ct);
        var hasDefault = await db.Instances.AnyAsync(i => i.AccountId == request.AccountId && i.DefaultInstance, ct);
        var now = time.Now().Ms;
        var row = new InstanceRow
        {
            InstanceId = Guid.CreateVersion7(),
            ShortName = request.ShortName,
            AccountId = request.AccountId,
            DefaultInstance = !hasDefault,
            CreatedMs = now,
            ModifiedMs = now,
        };
        db.Instances.Add(row);
        db.LedgerHeads.Add(new LedgerHeadRow { InstanceId = row.InstanceId });
        await db.SaveChangesAsync(ct);
        return Answer.Ok(InstanceBody.Of(row));
    }
}
