using System.Text.Json.Serialization;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;

namespace ElasticAccess.Api.Usage;

/// <summary>A ledger row on the wire (contract 18.7). What does not apply is null.</summary>
/// <param name="Sequence">Gap-free within the instance, in the order of the decisions.</param>
/// <param name="UsageTime">In ms; what from and to look at.</param>
/// <param name="WriteTime">In ms.</param>
/// <param name="ActivationId">The line item charged or refunded.</param>
/// <param name="ActionId">The action whose allocation was charged.</param>
/// <param name="Version">Empty for an item without version.</param>
/// <param name="Rate">Tokens per count.</param>
/// <param name="Tokens">Positive for charges, negative for refunds, 0 for denials.</param>
/// <param name="Used">Of the line item, after this row.</param>
/// <param name="Quantity">Whole tokens that the line item entitled to at that time.</param>
internal sealed record UsageRowBody(
    Guid Id,
    long Sequence,
    string Kind,
    long UsageTime,
    long WriteTime,
    Guid CorrelationId,
    string AccountId,
    Guid InstanceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ActivationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? ActionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? SessionId,
    UsageRowBody.UsageRequester Requester,
    string Item,
    string Version,
    Tokens Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Tokens? Rate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] UsageRowBody.UsageRateTable? RateTable,
    Tokens Tokens,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Tokens? Used,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Quantity,
    ItemStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RawJson? MetaData)
{
    /// <param name="Dictionary">Facts about the requester, as sent.</param>
    internal sealed record UsageRequester(
        string Type,
        string Value,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RawJson? Dictionary);

    /// <param name="Series">Null for the tables without series.</param>
    internal sealed record UsageRateTable(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Series, string Version);

    // Status 101 and those of the refusals; codes and words are v1.1's in every answer about usage.
    private static readonly Dictionary<int, ItemStatus> Statuses =
        Enum.GetValues<Refusal>().ToDictionary(
            refusal => (int)refusal, refusal => ApiVersion.V11.StatusOf(new ItemOutcome.Refused(refusal)))
        .Append(KeyValuePair.Create(Granted, ApiVersion.V11.StatusOf(new ItemOutcome.Granted([]))))
        .ToDictionary();

    private const int Granted = 101;

    public static UsageRowBody Of(UsageRow row)
    {
        var entry = row.Entry;
        return new(
            entry.Id,
            entry.Sequence,
            UsageKinds.NameOf(entry.Kind),
            entry.UsageMs,
            entry.WriteMs,
            entry.CorrelationId,
            row.AccountId,
            entry.InstanceId,
            row.ActivationId,
            entry.ActionId,
            entry.SessionId,
            new(entry.RequesterType, entry.RequesterValue, RawJson.Of(entry.Dictionary)),
            entry.Item,
            entry.Version,
            new Tokens(entry.CountMicro),
            AmountOf(entry.RateMicro),
            row.RateTableVersion is { } version
                ? new(string.IsNullOrEmpty(row.RateTableSeries) ? null : row.RateTableSeries, version)
                : null,
            new Tokens(entry.TokensMicro),
            AmountOf(entry.UsedMicro),
            entry.Quantity,
            Statuses.GetValueOrDefault(entry.Status) ?? new(Code(entry.Status), "No Status"),
            RawJson.Of(entry.MetaData));
    }

    private static string Code(int status) => (ApiVersion.V11.StatusBase + status).ToString(
        System.Globalization.CultureInfo.InvariantCulture);

    private static Tokens? AmountOf(long? micro) => micro is { } known ? new Tokens(known) : null;
}
