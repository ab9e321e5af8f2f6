using System.CommandLine;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Webhooks, contract section 20.</summary>
internal static class WebhookCommands
{
    private static readonly View Shown = View.Of(
        "id", "url", "events", "instances", "state", "disabledReason", "-disabled@", "-created@", "-modified@",
        "-secretOverlapUntil@");

    private static readonly View Created = View.Of("id", "url", "events", "instances", "state", "secret", "-created@");

    private static readonly View Rotated = View.Of("secret", "overlapUntil@");

    private static readonly View Delivery = View.Of(
        "id", "type", "state", "attempts", "created@", "lastStatus", "lastFault", "lastTook", "nextAttempt@",
        "-eventId", "-instanceId", "-lastAttempt@", "-redeliveryOf", "-event");

    private static readonly Argument<string> Id = new("webhook-id") { Description = "UUID of the webhook" };

    private static readonly Argument<string> DeliveryId = new("delivery-id") { Description = "UUID of the delivery" };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "Address that is sent to, https (http only outside Production)",
        HelpName = "url",
    };

    private static readonly Option<string[]> Events = new("--event")
    {
        Description = "What it is told of, may be repeated: alert.fired, alert.recovered, line-item.changed, "
            + "line-item.exhausted, rate-table.published, session.terminated, key.changed",
        HelpName = "type",
    };

    private static readonly Option<string[]> Instances = new("--instance", "-i")
    {
        Description = "Only events of these instances (UUID), may be repeated; default all",
        HelpName = "uuid",
    };

    private static readonly Option<bool?> Enabled = new("--enabled")
    {
        Description = "false: its events wait until it is true again",
        HelpName = "true|false",
    };

    public static Command All() => Syntax.Group(
        "webhooks", "Webhooks: who is told of what happens, signed as in Standard Webhooks",
        Syntax.Verb("list", "All webhooks, oldest first", [], run =>
            run.ShowAllAsync(Shown, next => run.Client.ListWebhooksAsync(next, ct: run.Ct))),
        Syntax.Verb("show", "One webhook, without its secret", [Id], run =>
            run.ShowAsync(Shown, run.Client.GetWebhookAsync(run.Need(Id), run.Ct))),
        Syntax.Verb(
            "create", "Make a webhook; needs --to and --event. Its secret is shown this once",
            [To, Events, Instances, Enabled],
            run => run.ShowAsync(Created, run.Client.CreateWebhookAsync(Wanted(run, null), run.Keyed, run.Ct))),
        Syntax.Verb(
            "change", "Change what is given and leave the rest as it is; what waits is tried at once",
            [Id, To, Events, Instances, Enabled], ChangeAsync),
        Syntax.Verb("delete", "Delete a webhook and what waits", [Id], run => Run.DoneAsync(
            run.Client.DeleteWebhookAsync(run.Need(Id), run.Keyed, run.Ct), $"{run.Need(Id)} is deleted.")),
        Syntax.Verb(
            "rotate", "Make a new secret, shown this once; the old one signs too for 24 hours", [Id],
            run => run.ShowAsync(Rotated, run.Client.RotateWebhookSecretAsync(run.Need(Id), run.Keyed, run.Ct))),
        Syntax.Verb("test", "Send a test event, once", [Id], run =>
            run.ShowAsync(Delivery, run.Client.TestWebhookAsync(run.Need(Id), run.Keyed, run.Ct))),
        Syntax.Verb("deliveries", "Deliveries of the last 30 days, oldest first; lastTook in ms", [Id], run =>
            run.ShowAllAsync(Delivery, next => run.Client.ListDeliveriesAsync(run.Need(Id), next, ct: run.Ct))),
        Syntax.Verb(
            "redeliver", "Send an event again that was delivered or has failed", [Id, DeliveryId],
            run => run.ShowAsync(
                Delivery, run.Client.RedeliverAsync(run.Need(Id), run.Need(DeliveryId), run.Keyed, run.Ct))));

    private static async Task ChangeAsync(Run run)
    {
        var now = await run.Client.GetWebhookAsync(run.Need(Id), run.Ct);
        await run.ShowAsync(
            Shown, run.Client.PutWebhookAsync(run.Need(Id), Wanted(run, now), run.Keyed, run.Ct));
    }

    private static WantedWebhook Wanted(Run run, Webhook? now) => new(
        run.Get(To) ?? now?.Url ?? throw new Failure(ExitCode.Usage, "A new webhook needs --to."),
        run.Get(Events) is { Length: > 0 } events ? events
            : now?.Events ?? throw new Failure(ExitCode.Usage, "A new webhook needs --event."))
    {
        Instances = run.Get(Instances) is { Length: > 0 } instances ? instances : now?.Instances,
        Enabled = run.Has(Enabled) ? run.Get(Enabled) : now is { } ? now.State == WebhookState.Enabled : null,
    };
}
