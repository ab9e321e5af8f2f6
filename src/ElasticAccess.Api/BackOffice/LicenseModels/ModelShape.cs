using ElasticAccess.Api.Wire;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;
using FluentValidation;

namespace ElasticAccess.Api.BackOffice.LicenseModels;

/// <summary>Rules that a new license model and a changed one share.</summary>
internal static class ModelShape
{
    public const string ElasticRule = "$.attributes.elastic: must be true with the type of Elastic Access";

    public static readonly string TypeRule = $"must be one of: {string.Join("; ", LicenseModelKind.All)}";

    public static void Check<T>(ModelAttributes? attributes, ValidationContext<T> context)
    {
        if (attributes?.RateTableSeries is { Length: > 0 } series && !Shapes.IsName(series))
        {
            context.AddFailure(
                "Attributes.RateTableSeries",
                $"must have at most {Shapes.NameCharsMax} characters and no control characters");
        }

        if (attributes?.Overdraft is { } overdraft && FaultOf(overdraft) is { } fault)
        {
            context.AddFailure($"Attributes.Overdraft.{fault.Member}", fault.Text);
        }
    }

    /// <summary>What is sent takes the place of what was there.</summary>
    public static void Merge(LicenseModelRow row, ModelAttributes? sent)
    {
        row.Elastic = sent?.Elastic ?? row.Elastic;
        row.RateTableSeries = sent?.RateTableSeries ?? row.RateTableSeries;
        if (sent?.Overdraft is { } overdraft)
        {
            row.OverdraftKind = Enum.Parse<OverdraftKind>(overdraft.Type);
            row.OverdraftMicro = overdraft.Value?.Micro ?? 0;
        }
    }

    private static (string Member, string Text)? FaultOf(ModelOverdraft overdraft)
    {
        var isWhole = overdraft.Value is not { } value || value.Micro % Tokens.MicroPerToken == 0;
        return overdraft.Type switch
        {
            "None" or "PercentAtEntitlement" or "Unlimited" => overdraft.Value is null
                ? null
                : ("Value", "needs the type Number or Percent"),
            "Number" => isWhole && IsWithin(overdraft.Value, Tokens.MaxWhole)
                ? null
                : ("Value", $"must be a whole number from 0 to {Tokens.MaxWhole}"),
            "Percent" => IsWithin(overdraft.Value, OverdraftTerms.PercentMax)
                ? null
                : ("Value", $"must be from 0 to {OverdraftTerms.PercentMax}"),
            _ => ("Type", "must be None, Number, Percent, PercentAtEntitlement or Unlimited"),
        };
    }

    private static bool IsWithin(Tokens? value, long most) =>
        value is { } given && given >= Tokens.Zero && given <= Tokens.Whole(most);
}
