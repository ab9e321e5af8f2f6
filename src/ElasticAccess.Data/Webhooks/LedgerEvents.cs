using System.Text.Json.Nodes;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Sessions;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Data.Webhooks;

/// <summary>Why a session has ended, by its name on the wire.</summary>
internal static class SessionEnds
{
    public const string Closed = "CLOSED";
    public const string RequestDenied = "REQUEST_DENIED";
    public const string ChargeDenied = "CHARGE_DENIED";
    public const string HeartbeatMissed = "HEARTBEAT_MISSED";
    public const string IdleExpired = "IDLE_EXPIRED";
    public const string Failed = "FAILED";
}

/// <summary>
/// What the ledger tells webhooks, written with the rows that it tells of. An ordinary charge tells nothing and pays
/// one comparison a debit.
/// </summary>
internal static class LedgerEvents
{
    /// <summary>Any event of the instance; <paramref name="data"/> gets its id as the first member.</summary>
    public static void Tell(this InstanceBook book, string type, Instant at, JsonObject data)
    {
        data.Insert(0, "instanceId", book.InstanceId.ToString());
        book.Events.Add(OutboxEventRow.Of(type, book.InstanceId, at, data));
    }

    public static void TellLineItem(this InstanceBook book, LineItemRow row, string change) => book.Tell(
        EventTypes.LineItemChanged, new(row.ModifiedMs), new()
        {
            ["activationId"] = row.ActivationId,
            ["change"] = change,
            ["lineItem"] = row.State == LineItemState.Deleted ? null : Look(row),
        });

    /// <summary>Only where the debit took the last token that the line item could give, paid or overdrawn.</summary>
    public static void TellIfExhausted(this InstanceBook book, Posting posting, Debit debit)
    {
        if (debit.LineItem.IsExhaustedBy(debit.Tokens))
        {
            book.Tell(EventTypes.LineItemExhausted, posting.UsageTime, new()
            {
                ["activationId"] = debit.LineItem.ActivationId,
                ["quantity"] = debit.LineItem.Quantity,
                ["used"] = (debit.LineItem.Used + debit.Tokens).Value,
                ["correlationId"] = posting.CorrelationId.ToString(),
                ["sessionId"] = posting.SessionId?.ToString(),
            });
        }
    }

    public static void TellEnd(this InstanceBook book, Session session, Instant at, string reason) => book.Tell(
        EventTypes.SessionTerminated, at, new()
        {
            ["sessionId"] = session.Id.ToString(),
            ["state"] = session.State.ToString().ToUpperInvariant(),
            ["reason"] = reason,
        });

    private static JsonObject Look(LineItemRow row) => new()
    {
        ["activationId"] = row.ActivationId,
        ["state"] = row.State.ToString().ToUpperInvariant(),
        ["quantity"] = row.Quantity,
        ["start"] = row.StartMs,
        ["end"] = row.EndMs,
        ["attributes"] = Attributes(row),
    };

    // As the line item's own answer has them: absent where nothing was said.
    private static JsonObject Attributes(LineItemRow row)
    {
        var attributes = new JsonObject();
        Add("elastic", row.Elastic);
        Add("rateTableSeries", row.RateTableSeries);
        Add("overdraftType", row.OverdraftType == OverdraftType.None ? null : row.OverdraftType.ToString());
        Add("overdraftLimit", row.OverdraftType == OverdraftType.Number ? row.OverdraftLimit : null);
        Add("resetFrequency", row.ResetFrequency);
        return attributes;

        void Add<T>(string name, T? value)
        {
            if (value is not null)
            {
                attributes[name] = JsonValue.Create(value);
            }
        }
    }
}
