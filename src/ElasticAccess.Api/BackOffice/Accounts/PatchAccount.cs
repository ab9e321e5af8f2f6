using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Accounts;

internal static class PatchAccount
{
    public sealed record AccountPatch(string? Name = null, string? Type = null);

    public sealed class Shape : AbstractValidator<AccountPatch>
    {
        public Shape()
        {
            RuleFor(r => r.Name!).Name().When(r => r.Name is not null);
            RuleFor(r => r.Type).Must(type => type is null || AccountBody.Types.Contains(type))
                .WithMessage(AccountBody.TypeRule);
        }
    }

    public static async Task<IAnswer> Handle(
        AccountId account, Body<AccountPatch> body, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Account(account.Value), ct);
        if (await db.Accounts.SingleOrDefaultAsync(a => a.AccountId == account.Value, ct) is not { } row)
        {
            return account.Unknown();
        }

        row.Name = body.Value.Name ?? row.Name;
        row.Type = body.Value.Type ?? row.Type;
        await db.SaveChangesAsync(ct);
        return Answer.Ok(AccountBody.Of(row));
    }
}
