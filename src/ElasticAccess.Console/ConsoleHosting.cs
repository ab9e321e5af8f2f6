using ElasticAccess.Console.Assets;
using ElasticAccess.Console.Components;
using ElasticAccess.Console.Components.Shared;
using ElasticAccess.Console.Downloads;
using ElasticAccess.Console.Guarding;
using ElasticAccess.Console.Reaching;
using ElasticAccess.Console.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Radzen;

namespace ElasticAccess.Console;

/// <summary>The console as a part of the service: services, a guard before its paths, its pages.</summary>
public static class ConsoleHosting
{
    private static readonly PathString Root = "/console";

    /// <typeparam name="TKeys">Where the keys that encrypt the cookies are kept, for all replicas.</typeparam>
    public static void AddConsole<TKeys>(this WebApplicationBuilder builder)
        where TKeys : class, IXmlRepository
    {
        var options = builder.Configuration.GetSection("ElasticAccess:Console").Get<ConsoleOptions>() ?? new();
        var services = builder.Services;
        services.AddSingleton(options);
        if (!options.Enabled)
        {
            return;
        }

        services.AddSingleton(all => new ServiceDoor(
            options, all.GetRequiredService<IServer>(), all.GetService<HttpMessageHandler>()));
        services.AddRazorComponents();
        services.AddRadzenComponents();
        services.AddDataProtection().SetApplicationName(typeof(ConsoleHosting).Namespace!);
        services.AddSingleton<TKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(all =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = all.GetRequiredService<TKeys>()));

        // It would read the keys at every start; the first page that needs them reads them.
        services.RemoveAll(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Name == "DataProtectionHostedService");

        services.Configure<AntiforgeryOptions>(DescribeFormCookie);
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = 2_000;
            form.ValueLengthLimit = CsvFields.RequestBytesMax;
        });
        new AuthenticationBuilder(services)
            .AddCookie(ConsoleCookie.Scheme, displayName: null, ConsoleCookie.Describe);
        services.AddAuthorizationBuilder()
            .AddPolicy(ConsolePolicies.Anyone, policy => policy
                .AddAuthenticationSchemes(ConsoleCookie.Scheme).RequireAuthenticatedUser())
            .AddPolicy(ConsolePolicies.Producer, policy => policy
                .AddAuthenticationSchemes(ConsoleCookie.Scheme).RequireRole(ConsoleCookie.Producer))
            .AddPolicy(ConsolePolicies.Administrator, policy => policy
                .AddAuthenticationSchemes(ConsoleCookie.Scheme).RequireRole(ConsoleCookie.Administrator));
    }

    /// <summary>Before routing: headers, and pages in place of the API's error bodies.</summary>
    public static void UseConsoleGuard(this WebApplication app)
    {
        if (IsEnabled(app))
        {
            app.UseWhen(IsOfConsole, console => console.Guard());
        }
    }

    /// <summary>Behind authorization: a form that did not come from a page is refused.</summary>
    public static void UseConsoleForms(this WebApplication app)
    {
        if (IsEnabled(app))
        {
            app.UseWhen(IsOfConsole, console => console.UseAntiforgery().Use(async (context, next) =>
            {
                await Visitor.EnterAsync(context);
                await next(context);
            }));
        }
    }

    public static void MapConsole(this WebApplication app)
    {
        if (!IsEnabled(app))
        {
            return;
        }

        Asset.Map(app);
        RateTablesFile.Map(app);
        UsageFile.Map(app);
        StatementFile.Map(app);
        app.MapRazorComponents<App>();
    }

    private static bool IsEnabled(WebApplication app) => app.Services.GetRequiredService<ConsoleOptions>().Enabled;

    private static bool IsOfConsole(HttpContext context) => context.Request.Path.StartsWithSegments(Root);

    private static void DescribeFormCookie(AntiforgeryOptions form)
    {
        form.Cookie.Name = "ea_console_form";
        form.Cookie.Path = Root;
        form.Cookie.HttpOnly = true;
        form.Cookie.SameSite = SameSiteMode.Strict;
        form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        form.SuppressXFrameOptionsHeader = true;
    }

    private static void RemoveAll(this IServiceCollection services, Func<ServiceDescriptor, bool> which)
    {
        foreach (var service in services.Where(which).ToList())
        {
            services.Remove(service);
        }
    }
}
