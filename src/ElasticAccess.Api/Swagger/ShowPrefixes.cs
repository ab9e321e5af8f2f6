using ElasticAccess.Api.Wire;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Lists each operation once, under the path of contract 1's table (contract 18.10).</summary>
internal sealed class ShowPrefixes : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var shown = new OpenApiPaths();
        foreach (var (path, item) in swaggerDoc.Paths)
        {
            var api = context.ApiDescriptions.First(a => SwaggerPages.PathOf(a) == path.TrimEnd('/'));
            shown.Add(SwaggerPages.Declared<ShownUnder>(api)?.Of(path) ?? path, item);
        }

        swaggerDoc.Paths = shown;
    }
}
