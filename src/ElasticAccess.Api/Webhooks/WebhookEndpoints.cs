using System.Net;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Webhooks;

/// <summary>Who is told of what happens (contract 20).</summary>
internal static class WebhookEndpoints
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(WebhookOptions.Section).Get<WebhookOptions>() ?? new();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new WebhookSecrets(options));
        builder.Services.AddSingleton(new Pace(options.PerSecondMax));
        builder.Services.AddSingleton<ResolveName>(Dns.GetHostAddressesAsync);
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<WebhookMetrics>();
        builder.Services.AddSingleton<WebhookTurn>();
        builder.Services.AddHostedService<WebhookWorker>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder app) => app.MapVersions(
        (version, _) =>
        {
            var group = version.MapGroup("/webhooks").WithTags("Webhooks").ShownUnder(Prefix.None);
            group.MapGet("", ListWebhooks.Handle).Produces<WebhookPage>()
                .Declares("listwebhooks", "List webhooks, oldest first", Policies.Administration, 400, 403);
            group.MapPost("", CreateWebhook.Handle).Produces<CreatedWebhook>(201)
                .WithMetadata(new SecretAnswer())
                .ChangesResource()
                .Declares(
                    "createwebhook", "Make a webhook; its secret is shown this once", Policies.Administration,
                    400, 403, 409);
            group.MapGet("/{webhookId:guid}", GetWebhook.Handle).Produces<WebhookBody>()
                .Declares("getwebhook", "Get a webhook, without its secret", Policies.Administration, 403, 404);
            group.MapPut("/{webhookId:guid}", PutWebhook.Handle).Produces<WebhookBody>().ChangesResource()
                .Declares(
                    "putwebhook", "Replace a webhook, enable or disable it; what waits is tried at once",
                    Policies.Administration, 400, 403, 404);
            group.MapDelete("/{webhookId:guid}", DeleteWebhook.Handle).Produces(204).ChangesResource()
                .Declares("deletewebhook", "Delete a webhook and what waits", Policies.Administration, 403, 404);
            group.MapPost("/{webhookId:guid}/secret", RotateSecret.Handle).Produces<NewSecret>()
                .WithMetadata(new SecretAnswer())
                .ChangesResource()
                .Declares(
                    "rotatewebhooksecret", "Make a new secret, shown this once; the old one signs too for 24 hours",
                    Policies.Administration, 403, 404);
            group.MapPost("/{webhookId:guid}/test", TestWebhook.Handle).Produces<DeliveryBody>(201).ChangesResource()
                .Declares(
                    "testwebhook", "Send a test event, once", Policies.Administration, 403, 404, 409);
            group.MapGet("/{webhookId:guid}/deliveries", ListDeliveries.Handle).Produces<DeliveryPage>()
                .Declares(
                    "listdeliveries", "List a webhook's deliveries of the last 30 days, oldest first",
                    Policies.Administration, 400, 403, 404);
            group.MapPost("/{webhookId:guid}/deliveries/{deliveryId:guid}/redeliver", Redeliver.Handle)
                .Produces<DeliveryBody>(201).ChangesResource()
                .Declares(
                    "redeliver", "Send an event again that was delivered or has failed", Policies.Administration,
                    403, 404, 409);
        },
        ApiVersion.V11);
}

/// <summary>How ids look outside.</summary>
internal static class WebhookIds
{
    public static string OfEvent(Guid eventId) => $"evt_{eventId:N}";

    public static Errors Unknown(Guid webhookId) => Errors.NotFound($"There is no webhook {webhookId}");
}
