using System.Globalization;
using ElasticAccess.Api.Wire;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElasticAccess.Api.Swagger;

/// <summary>Words and examples for what an operation answers, errors included.</summary>
internal sealed class DescribeAnswers : IOperationFilter
{
    private const string Problem = "application/problem+json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        var api = context.ApiDescription;
        var version = SwaggerPages.Declared<ApiVersion>(api);
        AddSuccess(operation.Responses, SwaggerPages.Declared<Operation>(api)?.Id, version);
        var shape = SwaggerPages.Declared<ErrorShapeMetadata>(api)?.Shape ?? ErrorShape.Message;
        foreach (var error in api.ActionDescriptor.EndpointMetadata.OfType<DeclaredError>())
        {
            operation.Responses.TryAdd(error.Status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = Wire.Problem.Of(error.Status).Title,
                Content = Content(context, error.Status, shape, version),
            });
        }

        // Body too large, wrong media type, Idempotency-Key used for another request, store in trouble and their kin.
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Any other error",
            Content = Content(context, StatusCodes.Status503ServiceUnavailable, shape, version),
        };
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
            foreach (var media in (concrete.Content?.Values ?? []).OfType<OpenApiMediaType>())
            {
                media.Example = example;
            }
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
