using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Domain;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Tells what our own types look like on the wire.</summary>
internal sealed class WireTypes : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema concrete)
        {
            return;
        }

        var type = Nullable.GetUnderlyingType(context.Type) ?? context.Type;
        if (type == typeof(Tokens))
        {
            concrete.Type = JsonSchemaType.Number;
            concrete.Format = null;
            concrete.Properties = null;
            concrete.Required = null;
            concrete.AdditionalPropertiesAllowed = true;
            concrete.Description = "Exact to six decimals, at most 9000000000000";
        }
        else if (type == typeof(JsonElement))
        {
            concrete.Type = null;
            concrete.Properties = null;
        }
        else if (!type.IsDefined(typeof(JsonUnmappedMemberHandlingAttribute), inherit: false))
        {
            // Unknown members are ignored everywhere but in a closed object.
            concrete.AdditionalPropertiesAllowed = true;
        }
    }
}
