using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Api.LineItems;

/// <summary>A line item on the wire, both ways (contract 6).</summary>
/// <param name="ActivationId">The line item's id, chosen by the caller.</param>
/// <param name="State">A new line item is DEPLOYED; OBSOLETE is final.</param>
/// <param name="Quantity">Whole tokens entitled.</param>
/// <param name="Start">In ms, inclusive.</param>
/// <param name="End">In ms, inclusive.</param>
/// <param name="Used">Tokens: charges minus refunds. Ignored on input.</param>
internal sealed record LineItemBody(
    string ActivationId,
    string State,
    long Quantity,
    long Start,
    long End,
    LineItemBody.AttributesBody Attributes,
    Tokens? Used = null)
{
    /// <summary>A closed object: an unknown member is refused.</summary>
    /// <param name="Elastic">Must be true for the line item to be charged.</param>
    /// <param name="RateTableSeries">Series of rate tables that price it; empty for the tables without series.</param>
    /// <param name="OverdraftType">Left out: no overdraft.</param>
    /// <param name="OverdraftLimit">Tokens beyond the quantity; with Number only, and then required.</param>
    /// <param name="ResetFrequency">v1.1 only; a string, stored and echoed without effect.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record AttributesBody(
        bool? Elastic = null,
        string? RateTableSeries = null,
        string? OverdraftType = null,
        long? OverdraftLimit = null,
        JsonElement? ResetFrequency = null);

    public static LineItemBody Of(LineItemRow row, bool showResetFrequency) => Of(
        new LineItemDetails(
            row.ActivationId,
            row.State,
            row.Quantity,
            new Instant(row.StartMs),
            new Instant(row.EndMs),
            row.Elastic,
            row.RateTableSeries,
            new Overdraft(row.OverdraftType, row.OverdraftLimit ?? 0),
            row.ResetFrequency),
        new Tokens(row.UsedMicro),
        showResetFrequency);

    /// <summary>As it was at a time.</summary>
    public static LineItemBody Of(string activationId, BalanceThen then, bool showResetFrequency) => Of(
        new LineItemDetails(
            activationId,
            then.State.State,
            then.State.Quantity,
            new Instant(then.State.StartMs),
            new Instant(then.State.EndMs),
            then.State.Elastic,
            then.State.RateTableSeries,
            new Overdraft(then.State.OverdraftType, then.State.OverdraftLimit ?? 0),
            then.State.ResetFrequency),
        then.Used,
        showResetFrequency);

    public static LineItemBody Of(LineItemDetails details, Tokens used, bool showResetFrequency) => new(
        details.ActivationId,
        NameOf(details.State),
        details.Quantity,
        details.Start.Ms,
        details.End.Ms,
        new AttributesBody(
            details.Elastic,
            details.RateTableSeries,
            details.Overdraft.Type == Domain.Supply.OverdraftType.None ? null : details.Overdraft.Type.ToString(),
            details.Overdraft.Type == Domain.Supply.OverdraftType.Number ? details.Overdraft.Limit : null,
            showResetFrequency && details.ResetFrequency is { } text
                ? JsonSerializer.SerializeToElement(text, Wire.WireJson.Default.String)
                : null),
        used);

    public LineItemDetails ToDetails() => new(
        ActivationId,
        Enum.Parse<LineItemState>(State, ignoreCase: true),
        Quantity,
        new Instant(Start),
        new Instant(End),
        Attributes.Elastic,
        Attributes.RateTableSeries,
        Attributes.OverdraftType switch
        {
            nameof(Domain.Supply.OverdraftType.Number) => Overdraft.Number(Attributes.OverdraftLimit!.Value),
            nameof(Domain.Supply.OverdraftType.Unlimited) => Overdraft.Unlimited,
            _ => Overdraft.None,
        },
        Attributes.ResetFrequency is { ValueKind: JsonValueKind.String } reset ? reset.GetString() : null);

    private static string NameOf(LineItemState state) => state.ToString().ToUpperInvariant();
}
