using ElasticAccess.Api.Sandbox;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Stores.Sqlite;
using ElasticAccess.Data.Usage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ElasticAccess.Api.Startup;

/// <summary>Schema, first credential, demo, then requests.</summary>
internal static partial class Serving
{
    public static async Task<int> StartAndServeAsync(this WebApplication app)
    {
        try
        {
            await PrepareAndRunAsync(app);
            return 0;
        }
        catch (Exception fault) when (StoreOf(app).IsInTrouble(fault))
        {
            // First, since a lost connection may come wrapped in an exception that does not say what was lost.
            await System.Console.Error.WriteLineAsync(
                $"{StoreOf(app).Description} cannot be used: {fault.GetBaseException().Message}");
            return 1;
        }
        catch (Exception fault) when (fault is StartupException or InvalidOperationException)
        {
            await System.Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static IStore StoreOf(WebApplication app) => app.Services.GetRequiredService<IStore>();

    private static async Task PrepareAndRunAsync(WebApplication app)
    {
        app.RefuseSandboxInProduction();
        var ct = app.Lifetime.ApplicationStopping;
        var store = StoreOf(app);
        if (app.Services.GetRequiredService<UsageOptions>().FindFault(store) is { } fault)
        {
            throw new StartupException(fault);
        }

        (store as SqliteStore)?.Claim();
        if (await SchemaAge.FindFaultAsync(store, ct) is { } newer)
        {
            throw new StartupException($"Not started: {newer}.");
        }

        if (store is SqliteStore || app.Configuration.GetValue("ElasticAccess:MigrateAtStart", true))
        {
            await MigrateAsync(app, store, ct);
        }

        await RefuseUnsafeStoreAsync(app, store, ct);
        var key = await Bootstrap.RunAsync(store, app.Configuration, app.Environment, ct);
        Guid? demo = null;
        await app.Services.GetRequiredService<ServiceClock>().RefreshAsync(ct);
        if (app.Configuration.GetValue("ElasticAccess:Demo", app.Environment.IsDevelopment()))
        {
            demo = await Demo.RunAsync(
                store, app.Services.GetRequiredService<TokenLedger>(), app.Services.GetRequiredService<TimeProvider>(),
                ct);
        }

        app.Services.GetRequiredService<Operations.Metrics>();
        await app.StartAsync(ct);
        Started(app.Logger, store.Description);
        if (app.Environment.IsDevelopment())
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
            Greeting.Print(addresses?.Addresses.FirstOrDefault() ?? Defaults.Address, key, demo);
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
    }

    // No crash test can notice a store that only pretends to be durable, so the service asks.
    private static async Task RefuseUnsafeStoreAsync(WebApplication app, IStore store, CancellationToken ct)
    {
        var faults = (await store.CheckAsync(ct)).Where(check => check.Verdict == Verdict.Unsafe)
            .Select(check => check.Sentence).ToList();
        if (faults.Count > 0 && !app.Configuration.GetValue("ElasticAccess:Ledger:AllowUnsafeStore", false))
        {
            throw new StartupException(
                $"The store is not safe for tokens: {string.Join("; ", faults)}. "
                + "For tests only: ElasticAccess__Ledger__AllowUnsafeStore=true.");
        }
    }

    // What forbids a migration, as a standby does, may have a better sentence than the database's own.
    private static async Task MigrateAsync(WebApplication app, IStore store, CancellationToken ct)
    {
        try
        {
            await store.MigrateAsync(ct);
        }
        catch (Exception fault) when (store.IsInTrouble(fault))
        {
            try
            {
                await RefuseUnsafeStoreAsync(app, store, ct);
            }
            catch (Exception unreachable) when (store.IsInTrouble(unreachable))
            {
                // The first fault says more.
            }

            throw;
        }
    }

    [LoggerMessage(LogLevel.Information, "Serving on {Store}")]
    private static partial void Started(ILogger logger, string store);
}
