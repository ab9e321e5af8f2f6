using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Sessions;
using ElasticAccess.Api.Startup;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Alerts;
using FluentValidation;

namespace ElasticAccess.Api.Sandbox;

/// <summary>A clock to be moved by hand, so that a month of sessions is tried in a minute (contract 18.8).</summary>
internal static class SandboxEndpoints
{
    private const string Setting = "ElasticAccess:Sandbox";

    public static void AddClock(this WebApplicationBuilder builder)
    {
        var isSandbox = builder.Configuration.GetValue(Setting, false);
        builder.Services.AddSingleton(services =>
            new ServiceClock(services.GetRequiredService<Data.Stores.IStore>(), isSandbox));
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<ServiceClock>());
    }

    public static void AddSessionCharger(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SessionCharger>();
        builder.Services.AddHostedService<SessionWorker>();
    }

    /// <summary>In a sandbox every request looks first where the clock stands.</summary>
    public static void UseSandboxClock(this WebApplication app)
    {
        if (!app.Configuration.GetValue(Setting, false))
        {
            return;
        }

        var clock = app.Services.GetRequiredService<ServiceClock>();
        app.Use(async (context, next) =>
        {
            await clock.RefreshAsync(context.RequestAborted);
            await next(context);
        });
    }

    /// <summary>Whoever can move the clock can expire what was paid for.</summary>
    public static void RefuseSandboxInProduction(this WebApplication app)
    {
        if (app.Environment.IsProduction() && app.Configuration.GetValue(Setting, false))
        {
            throw new StartupException("The sandbox clock is refused in Production: unset ElasticAccess__Sandbox.");
        }
    }

    public static void MapSandbox(this WebApplication app)
    {
        if (!app.Configuration.GetValue(Setting, false))
        {
            return;
        }

        var group = app.MapGroup("/sandbox/clock").WithTags("Sandbox").WithGroupName(ApiVersion.V11.Path)
            .WithMetadata(ApiVersion.V11);
        group.MapGet("", Get).Produces<ClockBody>()
            .Declares("getsandboxclock", "Where the sandbox clock stands", Policies.Administration, 403);
        group.MapPut("", PutAsync).Produces<ClockBody>()
            .Declares(
                "putsandboxclock", "Move the sandbox clock and do all that is due by then",
                Policies.Administration, 400, 403);
    }

    private static IAnswer Get(TimeProvider time) => Answer.Ok(new ClockBody(time.Now().Ms));

    private static async Task<IAnswer> PutAsync(
        Body<ClockBody> body, Caller caller, ServiceClock clock, SessionCharger charger, AlertCatchUp alerts,
        CancellationToken ct)
    {
        if (!await clock.TryMoveAsync(body.Value.Now, caller.KeyId, ct))
        {
            return Errors.Invalid("$.now: must not lie before where the clock stands");
        }

        await charger.DoDueAsync(clock.Now(), ct);
        await alerts.CatchUpAsync(clock.Now(), ct);
        return Answer.Ok(new ClockBody(clock.Now().Ms));
    }
}

/// <param name="Now">In ms.</param>
internal sealed record ClockBody(long Now)
{
    public sealed class Shape : AbstractValidator<ClockBody>
    {
        public Shape() => RuleFor(clock => clock.Now).TimeMs();
    }
}
