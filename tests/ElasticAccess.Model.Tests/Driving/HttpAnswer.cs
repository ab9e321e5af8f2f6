using System.Globalization;
using System.Text.Json.Nodes;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>Answers over HTTP in the words of the model's, and the model in the words of what a GET shows.</summary>
internal static class HttpAnswer
{
    public static string Said(Command command, int status, JsonNode? body) => (command, status) switch
    {
        (SessionCommand, 409) => ((string)body!["message"]!)["The session is ".Length..],
        (OneOff or RequestSession, 200 or 403) => Items(body!),
        (Batch, 200) => string.Join(" | ", body!["responses"]!.AsArray().Select(part =>
            part!["requestedItems"] is null ? $"{part["status"]} " : $"200 {Items(part)}")),
        (PutLineItem, 200) => Text($"used={Micro(body!["used"])}"),
        (CreateSession, 200) => $"session {body!["sessionId"]}",
        (StoreConditions, 200) =>
            string.Join(' ', body!.AsArray().Select(condition => $"condition {condition!["id"]}")),
        (SetActions, 200) => string.Join(' ', body!.AsArray().Select(action =>
            $"action {action!["id"]}:{(action["used"] is { } used ? Text($"{Micro(used)}") : "")}")),
        (SetLimit, 200) =>
            Text($"{Micro(body!["limit"])} a {body["interval"]} until {(long)body["nextReset"]!}"),
        _ => "",
    };

    /// <summary>As a list of line items shows it, by activation id.</summary>
    public static string LineItems(World world, int number) => string.Concat(world.LineItems
        .Where(lineItem => lineItem.Instance == number && !lineItem.IsDeleted)
        .OrderBy(lineItem => lineItem.Activation, StringComparer.Ordinal)
        .Select(lineItem => Text($"{lineItem.Activation} {lineItem.State} used {world.Used(lineItem)} ")
            + Text($"actions {Taken(world, lineItem)}\n")));

    /// <summary>As the list of live sessions shows it, the newest first.</summary>
    public static string Sessions(World world, int number) => string.Concat(world.Sessions
        .Where(session => session.Instance == number && session.IsLive)
        .OrderByDescending(session => session.Number)
        .Select(session => Text($"#{session.Number} {session.State} until {session.ChargedUntil ?? 0} ")
            + Text($"beat {session.LastHeartbeat ?? 0} request {session.LastRequest ?? 0}\n")));

    public static long Micro(JsonNode? number) => decimal.ToInt64(number!.GetValue<decimal>() * 1_000_000m);

    private static string Taken(World world, LineItem lineItem) => string.Join(
        ' ', lineItem.Rules.Where(rule => rule.Allocation is not null).Select(rule => world.Used(rule)));

    private static string Items(JsonNode body) =>
        string.Join(' ', body["requestedItems"]!.AsArray().Select(item => Item(item!)));

    private static string Item(JsonNode item)
    {
        var code = ((string)item["status"]!["code"]!)[1..];
        var parts = item["lineItems"]!.AsArray().Select(part =>
            Text($"{part!["activationId"]}@{Micro(part["rate"])}={Micro(part["tokensCharged"])}"));
        return code == "101"
            ? Text($"101:{Micro(item["totalTokensCharged"])}[{string.Join(' ', parts)}]") : code;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
