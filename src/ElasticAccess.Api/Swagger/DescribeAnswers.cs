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
        foreach (var status in Errors(api, hasBody: operation.RequestBody is not null).Distinct().Order())
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = Wire.Problem.Of(status).Title,
                Content = Content(context, status, shape, version),
            });
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Any other error",
            Content = Content(context, StatusCodes.Status503ServiceUnavailable, shape, version),
        };
    }

    // Beside what the operation declares: what its key, its body and the store can come to.
    private static IEnumerable<int> Errors(ApiDescription api, bool hasBody)
    {
        var declared = api.ActionDescriptor.EndpointMetadata.OfType<DeclaredError>().Select(error => error.Status);
        int[] ofKey = HttpMethods.IsGet(api.HttpMethod!) ? [] : [400, 422];
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
