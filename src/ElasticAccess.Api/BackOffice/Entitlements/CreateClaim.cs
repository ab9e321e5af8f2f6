using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class CreateClaim
{
    /// <param name="Account">The end customer.</param>
    /// <param name="Quantity">Whole tokens.</param>
    /// <param name="LineItem">Activation id of the one to take it from; left out: the first that has it all.</param>
    public sealed record NewClaim(string Account, long Quantity, string? LineItem = null);

    public sealed class Shape : AbstractValidator<NewClaim>
    {
        public Shape()
        {
            RuleFor(r => r.Account).Name();
            RuleFor(r => r.Quantity).InclusiveBetween(1, Tokens.MaxWhole)
                .WithMessage(NewSoldLineItemShape.QuantityRule);
            RuleFor(r => r.LineItem!).Name().When(r => r.LineItem is not null);
        }
    }

    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, Body<NewClaim> body, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct)
    {
        var request = body.Value;
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { Entitlement: var row } sale)
        {
            return entitlement.Unknown();
        }

        if (!row.Bulk || row.State != LifeState.Deployed)
        {
            return Errors.Conflict(
                $"The entitlement {row.EntitlementId} is {(row.Bulk ? "" : "not bulk and ")}"
                + $"{Lifecycle.NameOf(row.State)}: claims need a bulk one that is DEPLOYED");
        }

        if (!await db.Accounts.AnyAsync(a => a.AccountId == request.Account, ct))
        {
            return Errors.Invalid("$.account: there is no such account");
        }

        if (request.LineItem is { } named && sale.LineItem(named) is null)
        {
            return Errors.Invalid("$.lineItem: the entitlement has no such line item");
        }

        var open = sale.LineItems.FindAll(lineItem => lineItem.State == LifeState.Deployed
            && (request.LineItem is null || lineItem.ActivationId == request.LineItem));
        var offers = open.ConvertAll(lineItem =>
            new BulkLineItem(lineItem.ActivationId, lineItem.Quantity, sale.Claimed(lineItem)));
        if (BulkQuantity.Take(offers, request.Quantity) is not { } taken)
        {
            var most = offers.Select(offer => offer.Left).DefaultIfEmpty(0).Max();
            return Errors.Conflict($"No DEPLOYED line item has that many tokens left; the most is {most}");
        }

        var now = time.Now();
        var from = sale.LineItem(taken.ActivationId)!;
        var claim = await NewAsync(sale, from, request, mapping, now, ct);
        db.Claims.Add(claim);
        return await mapping.SaveAsync(sale, from, claim, now, ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.Created(ClaimBody.Of(claim));
    }

    private static async Task<ClaimRow> NewAsync(
        Sale sale, EntitlementLineItemRow from, NewClaim request, Mapping mapping, Instant now, CancellationToken ct)
    {
        var model = sale.LicenseModels[from.LicenseModelId];
        var percent = from.OverdraftPercentMicro is { } micro ? new Tokens(micro) : (Tokens?)null;
        var taken = sale.Claims[from.ActivationId].Sum(claim => claim.OverdraftLimit);
        var (overdraft, limit) = model.Overdraft.ResolvePart(request.Quantity, from.Quantity, percent, taken);
        return new()
        {
            ActivationId = Guid.CreateVersion7().ToString(),
            EntitlementId = sale.Entitlement.EntitlementId,
            FromActivationId = from.ActivationId,
            AccountId = request.Account,
            Quantity = request.Quantity,
            OverdraftType = overdraft,
            OverdraftLimit = limit,
            InstanceId = model.IsMetered ? await mapping.DefaultHomeAsync(request.Account, now, ct) : null,
            CreatedMs = now.Ms,
        };
    }
}

/// <summary>A part of a bulk entitlement that an end customer has taken.</summary>
/// <param name="ActivationId">The id under which the part is mapped.</param>
/// <param name="LineItem">Activation id of the line item that it was taken from.</param>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="InstanceId">Where it is mapped; left out where its license model is not metered.</param>
/// <param name="Created">In ms.</param>
internal sealed record ClaimBody(
    string ActivationId, string LineItem, string Account, long Quantity, Guid? InstanceId, long Created)
{
    public static ClaimBody Of(ClaimRow row) => new(
        row.ActivationId, row.FromActivationId, row.AccountId, row.Quantity, row.InstanceId, row.CreatedMs);
}
