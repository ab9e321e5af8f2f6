using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Webhooks;

/// <summary>
/// A service that may send to loopback, and plain http, on a database of its own; a test class has it for each test.
/// </summary>
public abstract class WebhookTest(Store store, params (string, string)[] settings) : IAsyncLifetime
{
    /// <summary>32 bytes.</summary>
    protected const string SecretKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private Service? service;

    protected Service Service => service!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync(
        store,
        [
            ("environment", "Staging"), ("ElasticAccess:Webhooks:AllowPrivateAddresses", "true"),
            ("ElasticAccess:Webhooks:SecretKey", SecretKey), .. settings,
        ]);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits until that many deliveries wait no more.</summary>
    protected async Task<IReadOnlyList<WebhookDelivery>> DoneAsync(string webhookId, int count)
    {
        var until = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var all = await Service.Admin.AllDeliveriesAsync(webhookId).ToListAsync();
            if (all.Count(one => one.State != DeliveryState.Pending) >= count)
            {
                return all;
            }

            Assert.True(DateTime.UtcNow < until, string.Join('\n', all));
            await Task.Delay(50);
        }
    }
}
