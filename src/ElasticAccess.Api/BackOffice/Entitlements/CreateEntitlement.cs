using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.BackOffice;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class CreateEntitlement
{
    private const int PartnersMax = 100;

    /// <param name="Id">Generated where it is left out.</param>
    /// <param name="Account">The end customer; a bulk entitlement needs none.</param>
    /// <param name="ChannelPartners">Ids of accounts of that type.</param>
    /// <param name="Bulk">True: end customers take parts of it by claims.</param>
    /// <param name="State">DRAFT, or TEST for one that may name DRAFT products and is never anything else.</param>
    public sealed record NewEntitlement(
        string? Id = null,
        string? Account = null,
        IReadOnlyList<string>? ChannelPartners = null,
        bool? Bulk = null,
        string? State = null,
        IReadOnlyList<NewSoldLineItem>? LineItems = null);

    public sealed class Shape : AbstractValidator<NewEntitlement>
    {
        public Shape()
        {
            RuleFor(r => r.Id!).Name().When(r => r.Id is not null);
            RuleFor(r => r.Account).Must((r, account) => account is not null || r.Bulk == true)
                .WithMessage("is missing but it is required, unless bulk is true");
            RuleFor(r => r.Account!).Name().When(r => r.Account is not null);
            RuleFor(r => r.ChannelPartners).Must(partners => partners is null || partners.Count <= PartnersMax)
                .WithMessage($"must hold at most {PartnersMax} accounts");
            RuleForEach(r => r.ChannelPartners).Name();
            RuleFor(r => r.State).Must(state => state is null or "DRAFT" or "TEST")
                .WithMessage("must be DRAFT or TEST");
            RuleFor(r => r.LineItems).Must(items => items is null || items.Count <= Shapes.ItemsMax)
                .WithMessage($"must hold at most {Shapes.ItemsMax} line items");
            RuleForEach(r => r.LineItems).SetValidator(new NewSoldLineItemShape());
        }
    }

    public static async Task<IAnswer> Handle(
        Body<NewEntitlement> body, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct)
    {
        var request = body.Value;
        var now = time.Now();
        var id = request.Id ?? Guid.CreateVersion7().ToString();
        if (await db.Entitlements.AnyAsync(e => e.EntitlementId == id, ct))
        {
            return Errors.Conflict($"There is an entitlement {id} already");
        }

        if (await Parties.FindFaultAsync(db, store, request.Account, request.ChannelPartners, ct) is { } fault)
        {
            return Errors.Invalid(fault);
        }

        var state = request.State == "TEST" ? LifeState.Test : LifeState.Draft;
        var sale = Sale.New(new EntitlementRow
        {
            EntitlementId = id,
            AccountId = request.Account,
            ChannelPartners = [.. request.ChannelPartners ?? []],
            Bulk = request.Bulk == true,
            State = state,
            CreatedMs = now.Ms,
            ModifiedMs = now.Ms,
        });
        db.Entitlements.Add(sale.Entitlement);
        if (await new Adding(db, sale, state, now)
            .AddAsync(request.LineItems ?? [], i => $"$.lineItems[{i}]", ct) is { } refusal)
        {
            return refusal;
        }

        return await mapping.SaveAsync(sale, sale.LineItems, now, ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.Created(EntitlementBody.Of(sale));
    }
}
