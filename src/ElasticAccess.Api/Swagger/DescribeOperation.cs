using System.Globalization;
using ElasticAccess.Api.Wire;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Adds what binds itself: bodies, query parameters, the Idempotency-Key, errors, examples.</summary>
internal sealed class DescribeOperation : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var api = context.ApiDescription;
        var declared = SwaggerPages.Declared<Operation>(api);
        operation.Summary = declared?.Summary;
        operation.Parameters ??= [];
        AddPathParameters(operation, SwaggerPages.PathOf(api));
        foreach (var query in api.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
        {
            operation.Parameters.Add(Parameter(query));
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

        AddBody(operation, context);
        AddErrors(operation, context);
        Examples.Add(operation, declared?.Id, SwaggerPages.Declared<ApiVersion>(api));
    }

    private static void AddPathParameters(OpenApiOperation operation, string path)
    {
        foreach (var name in path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')))
        {
            if (operation.Parameters!.FirstOrDefault(parameter => parameter.Name == name) is null)
            {
                operation.Parameters!.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }
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

    private static void AddBody(OpenApiOperation operation, OperationFilterContext context)
    {
        var body = context.MethodInfo.GetParameters().Select(parameter => parameter.ParameterType)
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Body<>));
        if (body is not null)
        {
            var schema = context.SchemaGenerator.GenerateSchema(
                body.GetGenericArguments()[0], context.SchemaRepository);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content =
                    new Dictionary<string, IOpenApiMediaType> { [Json] = new OpenApiMediaType { Schema = schema } },
            };
        }
    }

    private static void AddErrors(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        var declared = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<DeclaredError>()
            .Select(error => error.Status).Append(StatusCodes.Status503ServiceUnavailable);
        if (!HttpMethods.IsGet(context.ApiDescription.HttpMethod!))
        {
            // The Idempotency-Key may be none, or that of another request.
            declared = declared.Append(400).Append(422);
        }

        if (operation.RequestBody is not null)
        {
            declared = declared.Append(413).Append(415);
        }

        foreach (var status in declared.Distinct().Order())
        {
            var problem = Problem.Of(status);
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = problem.Title,
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType
                    {
                        Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemBody), context.SchemaRepository),
                    },
                },
            });
        }
    }

    /// <summary>The members that all error bodies share; see contract 18.6.</summary>
    internal sealed record ProblemBody(
        string Type, string Title, int Status, string TraceId, object? Message, string? Error);
}
