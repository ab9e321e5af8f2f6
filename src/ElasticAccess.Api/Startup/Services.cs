using System.Globalization;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Operations;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Usage;
using FluentValidation;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace ElasticAccess.Api.Startup;

/// <summary>What the service is made of.</summary>
internal static class Services
{
    private const int HeaderBytesMax = 32 * 1024;
    private const int RequestLineBytesMax = 16 * 1024;
    private const int ConnectionsMax = 10_000;

    public static void ListenWithLimits(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(Defaults.Address);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyReader.BytesMax;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
            kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    public static void LogAsJson(this WebApplicationBuilder builder)
    {
        var level = builder.Configuration.GetValue("ElasticAccess:Log:Level", LogEventLevel.Information);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)

            // It only says of each new key that it is not encrypted in the store; so does the console's README.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .Enrich.FromLogContext()
            .WriteTo.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture))
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger, dispose: true);
    }

    public static void AddLedger(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("ElasticAccess:Ledger").Get<LedgerOptions>() ?? new();
        builder.Services.AddSingleton(
            StoreFactory.Create(builder.Configuration.GetConnectionString(nameof(ElasticAccess))));
        builder.Services.AddScoped(services => services.GetRequiredService<IStore>().NewDb());
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<TokenLedger>();
        builder.Services.AddScoped<Mapping>();
        builder.Services.AddSingleton<Metrics>();
        builder.Services.AddHostedService<LedgerLifetime>();
        builder.Services.AddHostedService<AnswerPruning>();
        builder.Services.AddSingleton(
            builder.Configuration.GetSection("ElasticAccess:Usage").Get<UsageOptions>() ?? new());
        builder.Services.AddHostedService<UsageWorker>();
        builder.Services.AddSingleton(services => new AlertCatchUp(services.GetRequiredService<IStore>()));
        builder.Services.AddHostedService<Alerts.AlertWorker>();
    }

    /// <summary>Every slice's rules for its own body.</summary>
    public static void AddShapes(this WebApplicationBuilder builder)
    {
        foreach (var type in typeof(Services).Assembly.GetTypes().Where(type => !type.IsAbstract))
        {
            var shapes = type.GetInterfaces().Where(i =>
                i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IValidator<>));
            foreach (var shape in shapes.Where(
                _ => type.Namespace!.StartsWith(nameof(ElasticAccess), StringComparison.Ordinal)))
            {
                builder.Services.AddSingleton(shape, type);
            }
        }
    }

    public static void AddCredentials(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TokenVerifier>();
        builder.Services.AddSingleton<Credentials>();

        // The core alone: credentials are bearer texts, so no cookie keys have to be made and kept.
        builder.Services.AddWebEncoders();
        builder.Services.AddTransient<CredentialAuthentication>();
        builder.Services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = CredentialAuthentication.SchemeName;
            options.AddScheme<CredentialAuthentication>(CredentialAuthentication.SchemeName, displayName: null);
        });
        builder.Services.AddAuthorization(Policies.Add);
    }

    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.ContentLength > BodyReader.BytesMax)
        {
            // Whatever the answer, the server will not read that body, and closes the connection.
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    });
}
