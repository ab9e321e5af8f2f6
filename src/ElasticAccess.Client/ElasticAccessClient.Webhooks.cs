using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Webhooks, contract section 20; always v1.1. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes a webhook (createwebhook, contract section 20).</summary>
    /// <param name="webhook">Where to, and of what.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The webhook with its secret, this once.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 there are too many.</exception>
    public Task<CreatedWebhook> CreateWebhookAsync(
        WantedWebhook webhook, RequestOptions? options = null, CancellationToken ct = default)
    {
        var call = Write(HttpMethod.Post, Paths.Webhooks, webhook, ClientJson.Default.WantedWebhook, options);
        return SendAsync(call, ClientJson.Default.CreatedWebhook, ct);
    }

    /// <summary>One webhook, without its secret (getwebhook, contract section 20).</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The webhook.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<Webhook> GetWebhookAsync(string webhookId, CancellationToken ct = default) =>
        SendAsync(Get(Paths.Webhook(webhookId)), ClientJson.Default.Webhook, ct);

    /// <summary>One page of the webhooks, oldest first (listwebhooks, contract section 20).</summary>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<Page<Webhook>> ListWebhooksAsync(long next = 0, int? size = null, CancellationToken ct = default) =>
        PageAsync(
            Paths.Webhooks + Paths.Query(("next", Cursor(next)), ("size", size?.ToString())),
            ClientJson.Default.ContentPageWebhook, ct);

    /// <summary>All webhooks, oldest first, page after page, as they are needed (contract section 20).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The webhooks.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public IAsyncEnumerable<Webhook> AllWebhooksAsync(CancellationToken ct = default) =>
        AllAsync((next, stop) => ListWebhooksAsync(next, ct: stop), ct);

    /// <summary>Replaces a webhook; what waits is tried at once (putwebhook, contract section 20).</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="webhook">All of it.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The webhook as it is now.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<Webhook> PutWebhookAsync(
        string webhookId, WantedWebhook webhook, RequestOptions? options = null, CancellationToken ct = default)
    {
        var path = Paths.Webhook(webhookId);
        var call = Write(HttpMethod.Put, path, webhook, ClientJson.Default.WantedWebhook, options);
        return SendAsync(call, ClientJson.Default.Webhook, ct);
    }

    /// <summary>Deletes a webhook and what waits (deletewebhook, contract section 20).</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when nothing more is sent.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task DeleteWebhookAsync(string webhookId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.Webhook(webhookId), options), ct);

    /// <summary>
    /// Makes a new secret; the old one signs too for 24 hours (rotatewebhooksecret, contract section 20).
    /// </summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The new secret, this once.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<RotatedSecret> RotateWebhookSecretAsync(
        string webhookId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, $"{Paths.Webhook(webhookId)}/secret", options), ClientJson.Default.RotatedSecret, ct);

    /// <summary>Sends a test event, once (testwebhook, contract section 20).</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The delivery, still to be sent.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 the webhook is disabled.</exception>
    public Task<WebhookDelivery> TestWebhookAsync(
        string webhookId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, $"{Paths.Webhook(webhookId)}/test", options), ClientJson.Default.WebhookDelivery, ct);

    /// <summary>One page of a webhook's deliveries, oldest first (listdeliveries, contract section 20).</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<Page<WebhookDelivery>> ListDeliveriesAsync(
        string webhookId, long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.Deliveries(webhookId) + Paths.Query(("next", Cursor(next)), ("size", size?.ToString())),
            ClientJson.Default.ContentPageWebhookDelivery, ct);

    /// <summary>All deliveries of a webhook, oldest first, as they are needed (contract section 20).</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The deliveries.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public IAsyncEnumerable<WebhookDelivery> AllDeliveriesAsync(string webhookId, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListDeliveriesAsync(webhookId, next, ct: stop), ct);

    /// <summary>Sends an event again that was delivered or has failed (redeliver, contract section 20).</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="deliveryId">The delivery to repeat.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The new delivery, still to be sent.</returns>
    /// <exception cref="ElasticAccessException">
    /// 401, 403, 404, 409 it still waits, or the webhook is disabled.
    /// </exception>
    public Task<WebhookDelivery> RedeliverAsync(
        string webhookId, string deliveryId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, $"{Paths.Deliveries(webhookId)}/{Paths.Segment(deliveryId)}/redeliver", options),
            ClientJson.Default.WebhookDelivery, ct);
}
