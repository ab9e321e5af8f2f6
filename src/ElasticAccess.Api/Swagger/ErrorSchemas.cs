using System.Text.Json.Nodes;
using ElasticAccess.Api.BackOffice.Imports;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Swagger;

/// <summary>
/// The error bodies that exist (contract 2 and 18.6). <see cref="Errors"/> writes them; these types only describe them.
/// </summary>
internal static class ErrorSchemas
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    public static Type Of(int status, ErrorShape shape, ApiVersion? version) => shape switch
    {
        ErrorShape.Error => typeof(RateTableError),
        ErrorShape.Rows when status == StatusCodes.Status400BadRequest => typeof(ImportError),
        ErrorShape.Faults when status == StatusCodes.Status400BadRequest =>
            version == ApiVersion.V10 ? typeof(LineItemFaultsV10) : typeof(LineItemFaultsV11),
        _ => typeof(MessageError),
    };

    public static JsonObject Example(int status, ErrorShape shape, ApiVersion? version)
    {
        var problem = Problem.Of(status);
        var text = Text(problem, shape);
        var isList = Of(status, shape, version) is var type
            && (type == typeof(LineItemFaultsV10) || type == typeof(LineItemFaultsV11));
        return new JsonObject
        {
            [isList ? version!.FaultsMember : shape == ErrorShape.Error ? "error" : "message"] =
                isList ? new JsonArray(text) : text,
            ["type"] = problem.Type,
            ["title"] = problem.Title,
            ["status"] = status,
            ["traceId"] = TraceId,
        };
    }

    private static string Text(Problem problem, ErrorShape shape) => (problem.Status, shape) switch
    {
        (400, ErrorShape.Faults) => "$.attributes.overdraftLimit: string found, integer expected",
        (400, ErrorShape.Error) => "$.version: is missing but it is required",
        (409, ErrorShape.Error) => "Version 3 of this series exists already",
        _ => problem.Title,
    };

    /// <param name="Message">What is wrong, for people.</param>
    /// <param name="Type">A URN that stays the same, for programs.</param>
    /// <param name="Title">What kind of fault it is.</param>
    /// <param name="Status">The HTTP status once more.</param>
    /// <param name="TraceId">By which the service's log names this request.</param>
    internal sealed record MessageError(string Message, string Type, string Title, int Status, string TraceId);

    /// <param name="Error">What is wrong, for people.</param>
    /// <param name="Type">A URN that stays the same, for programs.</param>
    /// <param name="Title">What kind of fault it is.</param>
    /// <param name="Status">The HTTP status once more.</param>
    /// <param name="TraceId">By which the service's log names this request.</param>
    internal sealed record RateTableError(string Error, string Type, string Title, int Status, string TraceId);

    /// <param name="Message">What is wrong, for people; where rows are at fault the first of them.</param>
    /// <param name="Type">A URN that stays the same, for programs.</param>
    /// <param name="Title">What kind of fault it is.</param>
    /// <param name="Status">The HTTP status once more.</param>
    /// <param name="TraceId">By which the service's log names this request.</param>
    /// <param name="Errors">Faults of rows, at most the first 100; left out where none is read.</param>
    internal sealed record ImportError(
        string Message, string Type, string Title, int Status, string TraceId,
        IReadOnlyList<ImportFaults.Fault>? Errors = null);

    /// <param name="Errors">Every fault, each with its path.</param>
    /// <param name="Type">A URN that stays the same, for programs.</param>
    /// <param name="Title">What kind of fault it is.</param>
    /// <param name="Status">The HTTP status once more.</param>
    /// <param name="TraceId">By which the service's log names this request.</param>
    internal sealed record LineItemFaultsV10(
        IReadOnlyList<string> Errors, string Type, string Title, int Status, string TraceId);

    /// <param name="Message">Every fault, each with its path.</param>
    /// <param name="Type">A URN that stays the same, for programs.</param>
    /// <param name="Title">What kind of fault it is.</param>
    /// <param name="Status">The HTTP status once more.</param>
    /// <param name="TraceId">By which the service's log names this request.</param>
    internal sealed record LineItemFaultsV11(
        IReadOnlyList<string> Message, string Type, string Title, int Status, string TraceId);
}
