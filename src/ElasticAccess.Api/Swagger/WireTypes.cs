using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElasticAccess.Api.ApiKeys;
using ElasticAccess.Api.Configuration;
using ElasticAccess.Api.Forecasts;
using ElasticAccess.Api.Instances;
using ElasticAccess.Api.Keys;
using ElasticAccess.Api.Limits;
using ElasticAccess.Api.LineItems;
using ElasticAccess.Api.RateTables;
using ElasticAccess.Api.Rules;
using ElasticAccess.Api.Usage;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Usage;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Tells what our own types look like on the wire, where their .NET shape does not.</summary>
internal sealed partial class WireTypes : ISchemaFilter
{
    private static readonly Dictionary<(Type Type, string Member), string[]> Values = new()
    {
        [(typeof(LineItemBody), "state")] = ["DEPLOYED", "INACTIVE", "OBSOLETE"],
        [(typeof(LineItemBody.AttributesBody), "overdraftType")] = ["Number", "Unlimited"],
        [(typeof(ActionBody), "action")] = ["ALLOW", "DENY"],
        [(typeof(ConditionBody), "operator")] = ["IN", "NOT", "AND", "OR"],
        [(typeof(LimitBody), "interval")] = ["DAY", "WEEK", "MONTH", "YEAR"],
        [(typeof(UsageRowBody), "kind")] = ["CHARGE", "AUTOMATIC_CHARGE", "REFUND", "DENIAL"],
        [(typeof(RehearsalBody.UnpricedItem), "reason")] =
            ["NOT_RATED", "FORMULA_FAILED", "VARIABLES_UNKNOWN", "TOO_LARGE"],
        [(typeof(ForecastBody.ForecastLineItem), "state")] = ["DEPLOYED", "INACTIVE", "OBSOLETE"],
        [(typeof(KeyBody), "type")] = ["administration-key", "client-key"],
        [(typeof(ApiKeyBody), "type")] = ["admin", "client"],
        [(typeof(GetCaller.CallerBody), "type")] = ["admin", "client"],
        [(typeof(CreateApiKey.NewApiKey), "type")] = ["admin", "client"],
        [(typeof(CreateApiKey.CreatedApiKey), "type")] = ["admin", "client"],
    };

    private static readonly (Type Type, string Member)[] ReadOnly =
        [(typeof(LineItemBody), "used"), (typeof(ActionBody), "used"), (typeof(RateTableBody), "created")];

    private static readonly (Type Type, string Member)[] LatestOnly =
        [(typeof(LineItemBody.AttributesBody), "resetFrequency"), (typeof(RateTableBody.RatedItem), "formula")];

    /// <summary>Amounts are written where they are used, so that each keeps its own description.</summary>
    public static void Map(SwaggerGenOptions options)
    {
        options.MapType<Tokens>(() => new OpenApiSchema { Type = JsonSchemaType.Number });
        options.MapType<Tokens?>(() => new OpenApiSchema { Type = JsonSchemaType.Number });
        options.MapType<TokenSum>(() => new OpenApiSchema { Type = JsonSchemaType.Number });
        options.MapType<TokenSum?>(() => new OpenApiSchema { Type = JsonSchemaType.Number });
        options.MapType<RawJson>(() => new OpenApiSchema());
        options.MapType<RawJson?>(() => new OpenApiSchema());
        options.MapType<RenderedJson>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
        options.MapType<JsonElement>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
        options.MapType<JsonElement?>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
    }

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema concrete)
        {
            return;
        }

        concrete.Description = Plain(concrete.Description);
        if (context.Type == typeof(PatchConfiguration.Changes))
        {
            BecomeOneOrMany(concrete, context);
        }

        if (concrete.Properties is not { Count: > 0 } members)
        {
            return;
        }

        if (!context.Type.IsDefined(typeof(System.Text.Json.Serialization.JsonUnmappedMemberHandlingAttribute), false))
        {
            // Unknown members are ignored everywhere but in a closed object.
            concrete.AdditionalPropertiesAllowed = true;
        }

        foreach (var (name, member) in members.ToList())
        {
            Describe(concrete, context, name, member as OpenApiSchema);
        }
    }

    private static void Describe(OpenApiSchema schema, SchemaFilterContext context, string name, OpenApiSchema? member)
    {
        // What has no setter is computed here and never sent.
        if (Array.Exists(context.Type.GetProperties(), p => !p.CanWrite && NameOf(p.Name) == name)
            || (LatestOnly.Contains((context.Type, name)) && context.DocumentName == ApiVersion.V10.Path))
        {
            schema.Properties!.Remove(name);
            schema.Required?.Remove(name);
            return;
        }

        if (member is null)
        {
            return;
        }

        if (Values.TryGetValue((context.Type, name), out var values))
        {
            member.Enum = [.. values.Select(value => (JsonNode)JsonValue.Create(value))];
        }

        if (name == "resetFrequency")
        {
            member.Type = JsonSchemaType.String;
        }

        if ((context.Type, name) == (typeof(ConditionBody), "values"))
        {
            // Strings, numbers and booleans.
            member.Items = new OpenApiSchema();
        }

        if ((context.Type, name) == (typeof(ActionBody), "action"))
        {
            schema.Required = new HashSet<string>(schema.Required ?? new HashSet<string>()) { name };
        }

        member.ReadOnly |= ReadOnly.Contains((context.Type, name));
    }

    private static void BecomeOneOrMany(OpenApiSchema schema, SchemaFilterContext context)
    {
        var change = context.SchemaGenerator.GenerateSchema(
            typeof(PatchConfiguration.Change), context.SchemaRepository);
        schema.Type = null;
        schema.Properties = null;
        schema.Required = null;
        schema.AdditionalPropertiesAllowed = true;
        schema.AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Array, Items = change }, change];
    }

    private static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    // Comments in the code name sections of the contract, which readers of the page do not have.
    private static string? Plain(string? comment) =>
        comment is null ? null : Contract().Replace(comment, "").Trim();

    [GeneratedRegex(@"\s*\(contract [^)]*\)")]
    private static partial Regex Contract();
}
