using ElasticAccess.Api.Access;
using ElasticAccess.Api.Alerts;
using ElasticAccess.Api.ApiKeys;
using ElasticAccess.Api.Audit;
using ElasticAccess.Api.BackOffice;
using ElasticAccess.Api.Configuration;
using ElasticAccess.Api.Forecasts;
using ElasticAccess.Api.Instances;
using ElasticAccess.Api.Keys;
using ElasticAccess.Api.Limits;
using ElasticAccess.Api.LineItems;
using ElasticAccess.Api.Operations;
using ElasticAccess.Api.RateTables;
using ElasticAccess.Api.Rules;
using ElasticAccess.Api.Sandbox;
using ElasticAccess.Api.Sessions;
using ElasticAccess.Api.Startup;
using ElasticAccess.Api.Swagger;
using ElasticAccess.Api.Usage;
using ElasticAccess.Api.Webhooks;
using ElasticAccess.Api.Wire;
using ElasticAccess.Console;

if (Commands.TryFind(args, out var command))
{
    return await command(args);
}

var builder = WebApplication.CreateBuilder(args);
builder.ListenWithLimits();
builder.LogAsJson();
builder.AddClock();
builder.AddLedger();
builder.AddSessionCharger();
builder.AddUsage();
builder.AddWebhooks();
builder.AddShapes();
builder.AddCredentials();
builder.AddSwagger();
builder.AddConsole<ProtectionKeys>();

await using var app = builder.Build();
app.UseRequestLog();
app.UseSafeHeaders();
app.UseErrorBodies();
app.UseFaults();
app.UseConsoleGuard();
app.UsePrefixes();
app.UseRouting();
app.UseShedding();
app.UseSandboxClock();
app.UseAuthentication();
app.UseAuthorization();
app.UseConsoleForms();

app.MapKeys();
app.MapApiKeys();
app.MapInstances();
app.MapRateTables();
app.MapLineItems();
app.MapConfiguration();
app.MapAccess();
app.MapSessions();
app.MapRules();
app.MapLimits();
app.MapAlerts();
app.MapForecasts();
app.MapUsage();
app.MapBackOffice();
app.MapAudit();
app.MapWebhooks();
app.MapHealth();
app.MapSandbox();
Metrics.MapMetrics(app);
app.UseSwaggerPages();
app.MapConsole();

return await app.StartAndServeAsync();

/// <summary>Named so that tests can start it.</summary>
public partial class Program;
