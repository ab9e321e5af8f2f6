using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Accounts;

internal static class CreateAccount
{
    // The names of its instances are longer than it.
    private const int IdCharsMax = 240;

    /// <param name="Id">Generated where it is left out.</param>
    /// <param name="Type">END_CUSTOMER or CHANNEL_PARTNER.</param>
    public sealed record NewAccount(string Name, string Type, string? Id = null);

    public sealed class Shape : AbstractValidator<NewAccount>
    {
        public Shape()
        {
            RuleFor(r => r.Name).Name();
            RuleFor(r => r.Type).Must(type => AccountBody.Types.Contains(type)).WithMessage(AccountBody.TypeRule);
            RuleFor(r => r.Id)
                .Must(id => id is null || (Shapes.IsName(id) && id.Trim().Length is > 0 and <= IdCharsMax))
                .WithMessage($"must have 1 to {IdCharsMax} characters, not only blanks and no control characters");
        }
    }

    public static async Task<IAnswer> Handle(
        Body<NewAccount> body, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        var id = body.Value.Id ?? Guid.CreateVersion7().ToString();
        if (await db.Accounts.AnyAsync(a => a.AccountId == id, ct))
        {
            return Errors.Conflict($"There is an account {id} already");
        }

        var row = new AccountRow
        {
            AccountId = id,
            Name = body.Value.Name,
            Type = body.Value.Type,
            CreatedMs = time.Now().Ms,
        };
        db.Accounts.Add(row);
        await db.SaveChangesAsync(ct);
        return Answer.Created(AccountBody.Of(row));
    }
}
