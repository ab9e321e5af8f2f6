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
            var api = context.ApiDescriptions.First(api => SwaggerPages.PathOf(api) == path.TrimEnd('/'));
            var bare = SwaggerPages.PathOf(api);
            shown.Add(SwaggerPages.Declared<ShownUnder>(api)?.Of(bare) ?? bare, item);
        }

        swaggerDoc.Paths = shown;
    }
}
