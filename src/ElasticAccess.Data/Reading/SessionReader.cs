using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Reading;

/// <summary>Between a session's row and what Domain knows of it.</summary>
public static partial class SessionReader
{
    public static Session ToDomain(this SessionRow row) => new()
    {
        Id = row.SessionId,
        InstanceId = row.InstanceId,
        CreatedAt = new(row.CreatedMs),
        State = row.State,
        Requester = row.ToRequestedBy()?.ToDomain(withFacts: true),
        Items = ReadItems(row.Items),
        Interval = row.Interval,
        ChargedUntil = At(row.ChargedUntilMs),
        Period = TimeSpan.FromMilliseconds(row.PeriodMs),
        LastAutomaticCharge = At(row.LastAutomaticChargeMs),
        AwaitsHeartbeat = row.AwaitsHeartbeat,
        LastHeartBeat = At(row.LastHeartBeatMs),
        LastAccessRequest = At(row.LastAccessRequestMs),
        IdleSince = At(row.IdleSinceMs),
        EndedAt = At(row.EndedMs),
    };

    public static RequestedBy? ToRequestedBy(this SessionRow row) => row.RequesterType is null
        ? null
        : new(row.RequesterType, row.RequesterValue!, row.Dictionary);

    public static IReadOnlyList<SessionItem> ReadItems(string json) =>
    [
        .. JsonSerializer.Deserialize(json, ItemJson.Default.ItemInUseArray)!.Select(item => new SessionItem(
            item.Name, item.Version, new Tokens(item.CountMicro), item.Variables, item.MetaData)),
    ];

    /// <summary>All that is known of one whose items cannot be read: enough to end it.</summary>
    internal static Session ToOutline(this SessionRow row) => new()
    {
        Id = row.SessionId,
        InstanceId = row.InstanceId,
        CreatedAt = new(row.CreatedMs),
        State = row.State,
        Interval = row.Interval,
        Period = TimeSpan.FromMilliseconds(row.PeriodMs),
        LastAutomaticCharge = At(row.LastAutomaticChargeMs),
        LastHeartBeat = At(row.LastHeartBeatMs),
        LastAccessRequest = At(row.LastAccessRequestMs),
        EndedAt = At(row.EndedMs),
    };

    internal static long LastEventMs(SessionRow row) => row.ToOutline().LastEvent.Ms;

    /// <summary>The row takes on what the session has become.</summary>
    internal static void Take(this SessionRow row, Session session)
    {
        row.State = session.State;
        row.DueMs = SessionTimeline.NextDue(session)?.At.Ms;
        row.Items = JsonSerializer.Serialize(
            [.. session.Items.Select(item => new ItemInUse(
                item.Item, item.Version, item.Count.Micro, item.Variables, item.MetaData))],
            ItemJson.Default.ItemInUseArray);
        row.ItemNames = JsonSerializer.Serialize(
            [.. session.Items.Select(item => item.Item).Distinct()], ItemJson.Default.StringArray);
        row.Interval = session.Interval;
        row.ChargedUntilMs = session.ChargedUntil?.Ms;
        row.PeriodMs = session.Period.Ticks / TimeSpan.TicksPerMillisecond;
        row.LastAutomaticChargeMs = session.LastAutomaticCharge?.Ms;
        row.AwaitsHeartbeat = session.AwaitsHeartbeat;
        row.LastHeartBeatMs = session.LastHeartBeat?.Ms;
        row.LastAccessRequestMs = session.LastAccessRequest?.Ms;
        row.IdleSinceMs = session.IdleSince?.Ms;
        row.EndedMs = session.EndedAt?.Ms;
    }

    private static Instant? At(long? ms) => ms is { } at ? new Instant(at) : null;

    internal sealed record ItemInUse(
        string Name, string Version, long CountMicro, IReadOnlyDictionary<string, decimal> Variables, string? MetaData);

    [JsonSerializable(typeof(ItemInUse[]))]
    [JsonSerializable(typeof(string[]))]
    internal sealed partial class ItemJson : JsonSerializerContext;
}
