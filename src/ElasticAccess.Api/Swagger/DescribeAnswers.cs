using System.Globalization;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Wire;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Words and examples for what an operation answers, errors included.</summary>
internal sealed class DescribeAnswers : IOperationFilter
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        var api = context.ApiDescription;
        var version = SwaggerPages.Declared<ApiVersion>(api);
        AddSuccess(operation.Responses, SwaggerPages.Declared<Operation>(api)?.Id, version);
        var shape = SwaggerPages.Declared<ErrorShapeMetadata>(api)?.Shape ?? ErrorShape.Message;
        foreach (var status in Errors(operation, api).Distinct().Order())
        {
            var code = status.ToString(CultureInfo.InvariantCulture);
            var response = operation.Responses.GetValueOrDefault(code) as OpenApiResponse ?? new OpenApiResponse();
            response.Description = Wire.Problem.Of(status).Title;
            response.Content = With(response.Content, Content(context, status, shape, version), version);
            operation.Responses[code] = response;
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Any other error",
            Content = Content(context, StatusCodes.Status503ServiceUnavailable, shape, version),
        };
    }

    // Beside what the operation declares: what its key, its body and the store can come to. Without body or query, a
    // key that is used again always means the same request.
    private static IEnumerable<int> Errors(OpenApiOperation operation, ApiDescription api)
    {
        var hasBody = operation.RequestBody is not null;
        var hasQuery = operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true;
        var declared = api.ActionDescriptor.EndpointMetadata.OfType<DeclaredError>().Select(error => error.Status);
        int[] ofKey = HttpMethods.IsGet(api.HttpMethod!) ? [] : hasBody || hasQuery ? [400, 422] : [400];
        int[] ofBody = hasBody ? [413, 415] : [];
        return [.. declared, .. ofKey, .. ofBody, StatusCodes.Status503ServiceUnavailable];
    }

    private static void AddSuccess(OpenApiResponses responses, string? id, ApiVersion? version)
    {
        foreach (var (status, response) in responses)
        {
            var (description, example) = ResponseExamples.Of(id, version);
            if (response is not OpenApiResponse concrete || status[0] != '2')
            {
                continue;
            }

            concrete.Description = description ?? status switch
            {
                "201" => "Created",
                "204" => "Done; the answer has no body",
                _ => "Done",
            };
            foreach (var (type, media) in concrete.Content ?? new Dictionary<string, IOpenApiMediaType>())
            {
                if (media is OpenApiMediaType shown)
                {
                    Show(shown, type == Json ? null : UsageExamples.Text(id, type), example);
                }
            }
        }
    }

    // Beside an answer of its own for that status, which an operation may declare.
    private static Dictionary<string, IOpenApiMediaType> With(
        IDictionary<string, IOpenApiMediaType>? declared, Dictionary<string, IOpenApiMediaType> problem,
        ApiVersion? version)
    {
        foreach (var media in (declared?.Values ?? []).OfType<OpenApiMediaType>())
        {
            media.Example = ResponseExamples.Denied(version);
        }

        return (declared ?? new Dictionary<string, IOpenApiMediaType>()).Concat(problem).ToDictionary();
    }

    private static void Show(OpenApiMediaType media, JsonNode? text, JsonNode? json)
    {
        media.Example = text ?? json;
        if (text is not null)
        {
            media.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        }
    }

    private static Dictionary<string, IOpenApiMediaType> Content(
        OperationFilterContext context, int status, ErrorShape shape, ApiVersion? version) => new()
        {
            [Problem] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(
                    ErrorSchemas.Of(status, shape, version), context.SchemaRepository),
                Example = ErrorSchemas.Example(status, shape, version),
            },
        };
}
