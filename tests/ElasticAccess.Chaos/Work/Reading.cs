using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ElasticAccess.Chaos.Work;

/// <summary>Reads an answer into a verdict.</summary>
internal static class Reading
{
    private const decimal Micro = 1_000_000;

    public static Verdict Of(Intent intent, Attempt attempt, long at, int unknown)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(attempt.Body));
        var verdict = new Verdict(intent.Key, at, attempt.Status, hash, attempt.Replayed, unknown);
        try
        {
            return (intent.Kind, attempt.Status) switch
            {
                (IntentKind.OneOff, 200) => verdict with { Answers = [Access(intent.Key, attempt.Body)] },
                (IntentKind.SessionAccess, 200 or 403) => verdict with { Answers = [Access(intent.Key, attempt.Body)] },
                (IntentKind.SessionHalt, 200) => verdict with { Answers = [Access(intent.Key, attempt.Body)] },
                (IntentKind.Batch, 200) => verdict with { Answers = Batch(intent, attempt.Body) },
                (IntentKind.SessionCreate, 200) => verdict with { Session = Session(attempt.Body) },
                (IntentKind.LineItem, 200) or (IntentKind.SessionClose or IntentKind.Heartbeat, 204) => verdict,

                // Its window may have passed: the clock jumps.
                (IntentKind.SessionAccess or IntentKind.SessionHalt or IntentKind.SessionClose or IntentKind.Heartbeat,
                    409) => verdict,
                _ => verdict with { Fault = $"{intent.Kind} answered {attempt.Status}: {Text(attempt.Body)}" },
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return verdict with { Fault = $"{intent.Kind} answered {attempt.Status} and not so: {fault.Message}" };
        }
    }

    private static Answered[] Batch(Intent intent, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var responses = json.RootElement.GetProperty("responses");
        return responses.GetArrayLength() == intent.Parts.Length
            ? [.. responses.EnumerateArray().Zip(intent.Parts, (response, key) => Access(key, response))]
            : throw new InvalidOperationException("not as many responses as requests");
    }

    private static string Session(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("sessionId").GetString()!;
    }

    private static Answered Access(string key, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return Access(key, json.RootElement);
    }

    private static Answered Access(string key, JsonElement answer) => new(
        key, answer.GetProperty("correlationId").GetGuid(),
        [.. answer.GetProperty("requestedItems").EnumerateArray().Select(Item)]);

    private static AnsweredItem Item(JsonElement item, int index) => new(
        index,
        item.GetProperty("status").GetProperty("code").GetString()!,
        item.GetProperty("lineItems").EnumerateArray().GroupBy(line => line.GetProperty("activationId").GetString()!)
            .ToDictionary(
                lines => lines.Key,
                lines => (long)(lines.Sum(line => Amount(line.GetProperty("tokensCharged"))) * Micro)));

    private static decimal Amount(JsonElement number) =>
        decimal.Parse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(byte[] body) =>
        System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 200));
}
