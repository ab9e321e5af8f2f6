using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.BackOffice.Imports;

internal static class ImportEndpoints
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("/entitlements", ImportEntitlements.Handle)
        .Produces<ImportAnswer>()
        .ChangesResource()
        .WordsErrorsAs(ErrorShape.Rows)
        .Declares(
            "importentitlements", "Create entitlements from CSV, one row per line item: all rows or none",
            Policies.Administration, 400, 403, 413, 415);
}

/// <summary>How many were created, or would have been.</summary>
internal sealed record ImportAnswer(int Entitlements, int LineItems);

/// <summary>What is wrong with the text; at most the first 100 faults.</summary>
internal sealed record ImportFaults(
    IReadOnlyList<ImportFaults.Fault> Errors, string Message, string Type, string Title, int Status, string TraceId)
{
    private const int FaultsMax = 100;

    /// <param name="Line">From 1, the header's.</param>
    internal sealed record Fault(int Line, string Column, string Message);

    public static IAnswer Of(IEnumerable<Domain.BackOffice.CsvFault> faults, ErrorContext context)
    {
        var problem = Problem.Invalid;
        var shown = faults.OrderBy(fault => fault.Line).Take(FaultsMax)
            .Select(fault => new Fault(fault.Line, fault.Column, fault.Message)).ToArray();
        return Answer.Refused(problem, new ImportFaults(
            shown, $"line {shown[0].Line}, {shown[0].Column}: {shown[0].Message}", problem.Type, problem.Title,
            problem.Status, context.TraceId));
    }
}
