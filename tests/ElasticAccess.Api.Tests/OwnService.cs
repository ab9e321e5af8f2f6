using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests;

/// <summary>
/// A service of a test class's own, where settings or lists are of the whole service; started when its first test asks.
/// Each start costs more than most tests, so they share it, one after the other.
/// </summary>
public sealed class OwnService : IAsyncDisposable
{
    private Service? service;

    /// <summary>Of the class whose test is running, which names this type as its fixture.</summary>
    public static async Task<Service> OfClassAsync(Store store, params (string Name, string Value)[] settings)
    {
        var own = await TestContext.Current.GetFixture<OwnService>()
            ?? throw new InvalidOperationException($"The class has no {nameof(OwnService)}.");
        return own.service ??= await Service.StartAsync(store, settings);
    }

    public ValueTask DisposeAsync() => service?.DisposeAsync() ?? ValueTask.CompletedTask;
}
