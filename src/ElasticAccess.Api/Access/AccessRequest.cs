using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
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
    /// <param name="Variables">Numbers that formulas of the rate table name, at most 100 (contract 5.1).</param>
    internal sealed record WantedItem(
        [property: System.Text.Json.Serialization.JsonPropertyName("item")] string Name,
        Tokens Count,
        string? Version = null,
        string? RequestedVersion = null,
        JsonElement? MetaData = null,
        IReadOnlyDictionary<string, Tokens>? Variables = null)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string EffectiveVersion => Version ?? RequestedVersion ?? "";
    }

    public RequestedBy ToRequestedBy() => new(Requester.Type, Requester.Value, Text(Requester.Dictionary));

    public IReadOnlyList<Data.Ledger.Operations.WantedItem> ToWantedItems()
    {
        var wanted = new Data.Ledger.Operations.WantedItem[RequestedItems.Count];
        for (var i = 0; i < wanted.Length; i++)
        {
            var item = RequestedItems[i];
            var requested = new RequestedItem(new(item.Name, item.EffectiveVersion), item.Count.Value);
            if (item.Variables is { } variables)
            {
                requested = requested with { Variables = variables.ToDictionary(v => v.Key, v => v.Value.Value) };
            }

            wanted[i] = new(requested, Text(item.MetaData));
        }

        return wanted;
    }

    private static string? Text(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : null;

    public sealed class Shape : AbstractValidator<AccessRequest>
    {
        public Shape()
        {
            RuleFor(r => r.Requester).SetValidator(new RequesterShape());
            RuleFor(r => r.RequestedItems).Must(items => items.Count is > 0 and <= Shapes.ItemsMax)
                .WithMessage($"must hold 1 to {Shapes.ItemsMax} items");
            RuleForEach(r => r.RequestedItems).SetValidator(new ItemShape());
        }
    }

    public sealed class RequesterShape : AbstractValidator<RequesterBody>
    {
        public RequesterShape()
        {
            RuleFor(r => r.Type).Name();
            RuleFor(r => r.Value).Name();
            RuleFor(r => r.Dictionary).JsonObject();
        }
    }

    public sealed class ItemShape : AbstractValidator<WantedItem>
    {
        private const int VariablesMax = 100;

        public ItemShape()
        {
            RuleFor(i => i.Name).Name().OverridePropertyName("item");
            RuleFor(i => i.Count).Count();
            RuleFor(i => i.Version).OptionalName();
            RuleFor(i => i.RequestedVersion).OptionalName();
            RuleFor(i => i.MetaData).JsonObject();
            RuleFor(i => i.Variables).Must(variables => variables is null or { Count: <= VariablesMax })
                .WithMessage($"must hold at most {VariablesMax} members");
        }
    }
}
