using System.Text.RegularExpressions;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace ElasticAccess.Api.Swagger;

/// <summary>Swagger UI and a document for each version (contract 18.9).</summary>
internal static partial class SwaggerPages
{
    private const string BearerScheme = "Bearer";
    private const string HeaderScheme = "ApiKey";

    private const string BasicScheme = "Basic";
    private static readonly string[] Everywhere = [BearerScheme, HeaderScheme];
    private static readonly string[] WithBasic = [BearerScheme, HeaderScheme, BasicScheme];

    /// <summary>Ways to carry a credential; one of them is enough.</summary>
    public static string[] Schemes(ApiDescription api) => Declared<TakesBasic>(api) is null ? Everywhere : WithBasic;

    public static void AddSwagger(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(options =>
        {
            foreach (var version in ApiVersion.All)
            {
                options.SwaggerDoc(version.Path, new OpenApiInfo
                {
                    Title = "ElasticAccess",
                    Version = version.Path,
                    Description =
                        "Charges tokens for the use of software. Times are milliseconds since 1970, UTC; amounts of "
                        + "tokens are exact to six decimals. Press Authorize and paste the administration key that the "
                        + "service printed at its start.",
                });
            }

            options.DocInclusionPredicate((document, api) => api.GroupName == document);
            options.CustomSchemaIds(SchemaNames.Of);
            options.CustomOperationIds(api => Declared<Operation>(api)?.Id);
            options.SupportNonNullableReferenceTypes();
            options.UseAllOfToExtendReferenceSchemas();
            options.NonNullableReferenceTypesAsRequired();
            options.AddSecurityDefinition(BearerScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key (ea_admin_…, ea_client_…) or a token signed with your own key.",
            });
            options.AddSecurityDefinition(HeaderScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-Api-Key",
                Description = "An API key, as a header of its own.",
            });
            options.AddSecurityDefinition(BasicScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description = "An API key as the password, with any name; on the usage report only.",
            });
            var comments = Path.ChangeExtension(typeof(SwaggerPages).Assembly.Location, ".xml");
            if (File.Exists(comments))
            {
                options.IncludeXmlComments(comments);
            }

            WireTypes.Map(options);
            options.SchemaFilter<WireTypes>();
            options.OperationFilter<DescribeOperation>();
            options.OperationFilter<DescribeAnswers>();
            options.DocumentFilter<ShowPrefixes>();
            options.DocumentFilter<Tags>();
        });
    }

    public static void UseSwaggerPages(this WebApplication app)
    {
        if (!app.Configuration.GetValue("ElasticAccess:Swagger", true))
        {
            return;
        }

        // Aside, so that no other request passes through the pages.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger"), UsePages);
    }

    private static void UsePages(IApplicationBuilder pages)
    {
        pages.UseSwagger();
        pages.UseSwaggerUI(ui =>
        {
            ui.DocumentTitle = "ElasticAccess";
            ui.EnablePersistAuthorization();
            ui.EnableDeepLinking();
            ui.DefaultModelsExpandDepth(0);
            ui.DisplayOperationId();
            ui.DisplayRequestDuration();
            foreach (var version in ApiVersion.All.Reverse())
            {
                ui.SwaggerEndpoint($"/swagger/{version.Path}/swagger.json", version.Path);
            }
        });
    }

    public static T? Declared<T>(ApiDescription api)
        where T : class => api.ActionDescriptor.EndpointMetadata.OfType<T>().LastOrDefault();

    /// <summary>The path as the document has it: without the constraints of its parameters.</summary>
    public static string PathOf(ApiDescription api) =>
        "/" + Constraint().Replace(api.RelativePath!, "{$1}").TrimEnd('/');

    [GeneratedRegex(@"\{([^}:]+):[^}]*\}")]
    private static partial Regex Constraint();
}
