using System.Text.RegularExpressions;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace ElasticAccess.Api.Swagger;

/// <summary>Swagger UI and a document for each version (contract 18.9).</summary>
internal static partial class SwaggerPages
{
    private const string BearerScheme = "Bearer";
    private const string HeaderScheme = "ApiKey";

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
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [],
            });
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(HeaderScheme, document)] = [],
            });
            options.SchemaFilter<WireTypes>();
            options.OperationFilter<DescribeOperation>();
            options.DocumentFilter<ShowPrefixes>();
        });
    }

    public static void UseSwaggerPages(this WebApplication app)
    {
        if (!app.Configuration.GetValue("ElasticAccess:Swagger", true))
        {
            return;
        }

        app.UseSwagger();
        app.UseSwaggerUI(ui =>
        {
            ui.DocumentTitle = "ElasticAccess";
            ui.EnablePersistAuthorization();
            ui.DisplayOperationId();
            ui.DisplayRequestDuration();
            foreach (var version in ApiVersion.All.Reverse())
            {
                ui.SwaggerEndpoint($"/swagger/{version.Path}/swagger.json", version.Path);
            }
        });
    }

    /// <summary>As contract 1 writes it: no constraints, no slash at the end.</summary>
    public static string PathOf(ApiDescription api) => "/" + Constraint().Replace(api.RelativePath!, "}").Trim('/');

    public static T? Declared<T>(ApiDescription api)
        where T : class => api.ActionDescriptor.EndpointMetadata.OfType<T>().LastOrDefault();

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();
}
