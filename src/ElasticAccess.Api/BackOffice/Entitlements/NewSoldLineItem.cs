using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;
using FluentValidation;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <summary>A line item to be sold.</summary>
/// <param name="Product">Id, or the name where only one version has it.</param>
/// <param name="LicenseModel">Id or name; one of the product's.</param>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="Start">In ms, inclusive.</param>
/// <param name="Expiration">In ms, inclusive; either it or permanent is needed.</param>
/// <param name="Permanent">True: it never expires.</param>
/// <param name="ActivationId">Generated where it is left out.</param>
/// <param name="OverdraftPercent">With a license model of PercentAtEntitlement.</param>
/// <param name="Maintenance">Stored and echoed without effect.</param>
internal sealed record NewSoldLineItem(
    string Product,
    string LicenseModel,
    long Quantity,
    long Start,
    long? Expiration = null,
    bool? Permanent = null,
    string? ActivationId = null,
    string? PartNumber = null,
    Tokens? OverdraftPercent = null,
    JsonElement? Maintenance = null)
{
    public Instant End => Permanent == true ? ImportedLineItem.Permanent : new(Expiration ?? 0);
}

internal sealed class NewSoldLineItemShape : AbstractValidator<NewSoldLineItem>
{
    private const int MaintenanceCharsMax = 10_000;

    public NewSoldLineItemShape()
    {
        RuleFor(l => l.Product).Name();
        RuleFor(l => l.LicenseModel).Name();
        RuleFor(l => l.Quantity).InclusiveBetween(1, Tokens.MaxWhole).WithMessage(QuantityRule);
        RuleFor(l => l.Start).TimeMs();
        RuleFor(l => l.Expiration!.Value).TimeMs().When(l => l.Expiration is not null)
            .OverridePropertyName("expiration");
        RuleFor(l => l.Expiration).Must((l, expiration) => expiration is null != (l.Permanent != true))
            .WithMessage("either it or permanent: true is required, and not both");
        RuleFor(l => l.Expiration).Must((l, expiration) => expiration is null || expiration >= l.Start)
            .WithMessage("must not lie before start");
        RuleFor(l => l.ActivationId!).Name().When(l => l.ActivationId is not null);
        RuleFor(l => l.PartNumber).OptionalName();
        RuleFor(l => l.OverdraftPercent).Must(IsPercent).WithMessage(PercentRule);
        RuleFor(l => l.Maintenance).JsonObject();
        RuleFor(l => l.Maintenance).Must(IsShort).WithMessage($"must have at most {MaintenanceCharsMax} characters");
    }

    public static string QuantityRule => $"must be from 1 to {Tokens.MaxWhole}";

    public static string PercentRule => $"must be from 0 to {OverdraftTerms.PercentMax}";

    public static bool IsPercent(Tokens? percent) => percent is null
        || (percent >= Tokens.Zero && percent <= Tokens.Whole(OverdraftTerms.PercentMax));

    public static bool IsShort(JsonElement? json) =>
        json is not { ValueKind: JsonValueKind.Object } value || value.GetRawText().Length <= MaintenanceCharsMax;
}
