using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.BackOffice;
using FluentValidation;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class PatchEntitlement
{
    private const int PartnersMax = 100;

    /// <param name="ChannelPartners">Ids: takes the place of the whole list.</param>
    public sealed record EntitlementPatch(string? Account = null, IReadOnlyList<string>? ChannelPartners = null);

    public sealed class Shape : AbstractValidator<EntitlementPatch>
    {
        public Shape()
        {
            RuleFor(r => r.Account!).Name().When(r => r.Account is not null);
            RuleFor(r => r.ChannelPartners).Must(partners => partners is null || partners.Count <= PartnersMax)
                .WithMessage($"must hold at most {PartnersMax} accounts");
            RuleForEach(r => r.ChannelPartners).Name();
        }
    }

    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, Body<EntitlementPatch> body, AccessDb db, IStore store, TimeProvider time,
        CancellationToken ct)
    {
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { Entitlement: var row } sale)
        {
            return entitlement.Unknown();
        }

        if (Lifecycle.After(row.State, LifeStep.Edit) is null
            || sale.LineItems.Exists(lineItem => lineItem.InstanceId is not null))
        {
            return Errors.Conflict(
                Lifecycle.Refusal($"The entitlement {row.EntitlementId}", row.State, LifeStep.Edit));
        }

        if (await Parties.FindFaultAsync(db, store, body.Value.Account, body.Value.ChannelPartners, ct) is { } fault)
        {
            return Errors.Invalid(fault);
        }

        row.AccountId = body.Value.Account ?? row.AccountId;
        row.ChannelPartners = [.. body.Value.ChannelPartners ?? row.ChannelPartners];
        row.ModifiedMs = time.Now().Ms;
        await db.SaveChangesAsync(ct);
        return Answer.Ok(EntitlementBody.Of(sale));
    }
}
