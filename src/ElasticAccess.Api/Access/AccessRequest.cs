using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain;
using FluentValidation;

namespace ElasticAccess.Api.Access;

/// <summary>Who wants what (contract 8).</summary>
/// <param name="RequestedItems">1 to 1,000, decided in order.</param>
internal sealed record AccessRequest(
    AccessRequest.RequesterBody Requester, IReadOnlyList<AccessRequest.WantedItem> RequestedItems)
{
    /// <param name="Dictionary">Facts about the requester, for rules of access and reports.</param>
    internal sealed record RequesterBody(string Type, string Value, JsonElement? Dictionary = null);

    /// <param name="Count">Larger than 0; six decimals.</param>
    /// <param name="Version">Left out or empty, it matches only an item without version.</param>
    /// <param name="RequestedVersion">Another name for <paramref name="Version"/> that tutorials use.</param>
    /// <param name="MetaData">Passed on to the usage record.</param>
    internal sealed record WantedItem(
        [property: System.Text.Json.Serialization.JsonPropertyName("item")] string Name,
        Tokens Count,
        string? Version = null,
        string? RequestedVersion = null,
        JsonElement? MetaData = null)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string EffectiveVersion => Version ?? RequestedVersion ?? "";
    }

    public sealed class Shape : AbstractValidator<AccessRequest>
    {
        public Shape()
        {
            RuleFor(r => r.Requester.Type).Name();
            RuleFor(r => r.Requester.Value).Name();
            RuleFor(r => r.Requester.Dictionary).JsonObject();
            RuleFor(r => r.RequestedItems).Must(items => items.Count is > 0 and <= Shapes.ItemsMax)
                .WithMessage($"must hold 1 to {Shapes.ItemsMax} items");
            RuleForEach(r => r.RequestedItems).ChildRules(item =>
            {
                item.RuleFor(i => i.Name).Name().OverridePropertyName("item");
                item.RuleFor(i => i.Count).Count();
                item.RuleFor(i => i.Version).OptionalName();
                item.RuleFor(i => i.RequestedVersion).OptionalName();
                item.RuleFor(i => i.MetaData).JsonObject();
            });
        }
    }
}
