using System.Text.Json;
using ElasticAccess.Domain;
using FluentValidation;

namespace ElasticAccess.Api.Wire;

/// <summary>Rules that several shapes share (contract 2 and 17.18).</summary>
internal static class Shapes
{
    public const int NameCharsMax = 255;
    public const string QueryName = "must be given once, as a name of up to 255 characters without control characters";
    public const int ItemsMax = 1_000;
    public const int ActionsMax = 1_000;
    public const int RateTableItemsMax = 10_000;

    /// <summary>9999-12-31T23:59:59.999Z, which clients send for a permanent end.</summary>
    public const long TimeMsMax = 253_402_300_799_999;

    /// <summary>1 to 255 characters, no control characters.</summary>
    public static IRuleBuilderOptions<T, string> Name<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(IsName).WithMessage($"must have 1 to {NameCharsMax} characters and no control characters");

    /// <summary>As a name, but it may be absent or empty.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalName<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => string.IsNullOrEmpty(text) || IsName(text))
        .WithMessage($"must have at most {NameCharsMax} characters and no control characters");

    public static IRuleBuilderOptions<T, long> TimeMs<T>(this IRuleBuilder<T, long> rule) => rule
        .InclusiveBetween(0, TimeMsMax).WithMessage($"must be a time in ms from 0 to {TimeMsMax}");

    public static IRuleBuilderOptions<T, Tokens> Count<T>(this IRuleBuilder<T, Tokens> rule) => rule
        .Must(count => count > Tokens.Zero && count <= Tokens.Max)
        .WithMessage($"must be greater than 0 (in millionths) and at most {Tokens.MaxWhole}");

    /// <summary>Zero included.</summary>
    public static IRuleBuilderOptions<T, Tokens?> Amount<T>(this IRuleBuilder<T, Tokens?> rule) => rule
        .Must(amount => amount is null || (amount >= Tokens.Zero && amount <= Tokens.Max))
        .WithMessage($"must be from 0 to {Tokens.MaxWhole}");

    public static IRuleBuilderOptions<T, JsonElement?> JsonObject<T>(this IRuleBuilder<T, JsonElement?> rule) => rule
        .Must(json => json is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null })
        .WithMessage("must be an object");

    /// <summary>
    /// The path of a fault, from the validator's <c>RequestedItems[0].Count</c>. A body that is an array calls itself
    /// <c>$</c>, since the validator would else make up a name.
    /// </summary>
    public static string Path(string property)
    {
        var words = property.Split('.', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToLowerInvariant(word[0]) + word[1..]);
        var path = string.Join('.', words);
        return path.Length == 0 ? "$" : path[0] == '[' ? $"${path}" : path[0] == '$' ? path : $"$.{path}";
    }

    public static bool IsName(string text)
    {
        if (text.Length is 0 or > NameCharsMax)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return true;
    }
}
