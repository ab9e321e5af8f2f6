using ElasticAccess.Api.Auth;
using ElasticAccess.Api.BackOffice.Imports;
using ElasticAccess.Api.RateTables;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Adds what binds itself: parameters, the Idempotency-Key, the body; and which credential is taken.</summary>
internal sealed class DescribeOperation : IOperationFilter
{
    private static readonly Dictionary<string, string> PathParameters = new(StringComparer.Ordinal)
    {
        ["instanceId"] = "Id of the instance",
        ["lineItemId"] = "Activation id of the line item",
        ["conditionId"] = "Id of the condition",
        ["sessionId"] = "Id of the session",
        ["alertId"] = "Id of the alert",
        ["webhookId"] = "Id of the webhook",
        ["deliveryId"] = "Id of the delivery",
        ["keyId"] = "The id that was given to the key when it was uploaded",
        ["accountId"] = "Id of the account",
        ["featureId"] = "Id of the feature",
        ["productId"] = "Id of the product",
        ["licenseModelId"] = "Id of the license model",
        ["entitlementId"] = "Id of the entitlement",
        ["activationId"] = "Activation id of the line item",
        ["apiKeyId"] = "Id of the API key, not the key itself",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var api = context.ApiDescription;
        var declared = SwaggerPages.Declared<Operation>(api);
        operation.Summary = declared?.Summary;
        operation.Description = Credential(SwaggerPages.Declared<IAuthorizeData>(api)?.Policy);
        operation.Security = [.. SwaggerPages.Schemes(api).Select(scheme => new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
        })];
        operation.Parameters ??= [];
        AddPathParameters(operation, SwaggerPages.PathOf(api));
        foreach (var query in api.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
        {
            operation.Parameters.Add(Parameter(query));
        }

        foreach (var header in api.ActionDescriptor.EndpointMetadata.OfType<HeaderParameter>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            });
        }

        if (!HttpMethods.IsGet(api.HttpMethod!))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyKey.Header,
                In = ParameterLocation.Header,
                Description = "The same request under the same key is done once and answered the same, for 35 days",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
            });
        }

        AddBody(operation, context, declared?.Id);
    }

    private static string? Credential(string? policy) => policy switch
    {
        Policies.Administration => "Takes an administration credential.",
        Policies.Instance => "Takes an administration credential, or a client credential that names the instance.",
        Policies.AnyCaller => "Takes any credential; a client credential reaches its own instances only.",
        _ => null,
    };

    private static void AddPathParameters(OpenApiOperation operation, string path)
    {
        foreach (var name in path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')))
        {
            var parameter = operation.Parameters!.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == name);
            if (parameter is null)
            {
                parameter = new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                };
                operation.Parameters!.Add(parameter);
            }

            parameter.Description ??= PathParameters.GetValueOrDefault(name);
        }
    }

    private static OpenApiParameter Parameter(QueryParameter query) => new()
    {
        Name = query.Name,
        In = ParameterLocation.Query,
        Required = query.IsRequired,
        Description = query.Description,
        Schema = new OpenApiSchema
        {
            Type = query.Type switch
            {
                "integer" => JsonSchemaType.Integer,
                "boolean" => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Format = query.Type == "integer" ? "int64" : null,
        },
    };

    private static void AddBody(OpenApiOperation operation, OperationFilterContext context, string? id)
    {
        var parameters = context.MethodInfo.GetParameters().Select(parameter => parameter.ParameterType).ToList();
        var isTables = parameters.Contains(typeof(PostedTables));
        var body = isTables
            ? typeof(Body<RateTableBody>)
            : parameters.Find(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Body<>));
        var content = new Dictionary<string, IOpenApiMediaType>();
        if (body is not null)
        {
            content["application/json"] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(
                    body.GetGenericArguments()[0], context.SchemaRepository),
                Example = RequestExamples.Of(id),
            };
        }

        if (parameters.Contains(typeof(CsvBody)) || (isTables && context.DocumentName == ApiVersion.V11.Path))
        {
            content["text/csv"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = isTables ? RequestExamples.RateTables : BackOfficeExamples.Text(id),
            };
        }

        if (content.Count > 0)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
        }
    }
}
