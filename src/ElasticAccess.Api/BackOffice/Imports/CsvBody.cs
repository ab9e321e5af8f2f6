using System.Reflection;
using System.Text;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain.BackOffice;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElasticAccess.Api.BackOffice.Imports;

/// <summary>
/// A text of comma-separated values with a header, read within its limits; each row reads well by itself. The handler
/// runs only when nothing is wrong so far.
/// </summary>
internal sealed record CsvBody(IReadOnlyList<ImportedLineItem> Rows, byte[] Bytes, bool Deploy, bool DryRun)
    : IInput, IBodyBytes, IEndpointParameterMetadataProvider
{
    private const int BytesMax = 32 * 1024 * 1024;
    private const int RowsMax = 200_000;
    private const int FaultsMax = 1_000;

    public IAnswer? Fault { get; private init; }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("deploy", "boolean", "true: deploy and map what is created"));
        builder.Metadata.Add(new QueryParameter("dryRun", "boolean", "true: only check"));
    }

    public static async ValueTask<CsvBody?> BindAsync(HttpContext context)
    {
        var faults = new List<string>();
        var (deploy, dryRun) = (Flag(context, "deploy", faults), Flag(context, "dryRun", faults));
        if (faults.Count > 0)
        {
            return Faulty([], Errors.Invalid(faults));
        }

        var (bytes, fault) = await BodyReader.ReadCsvAsync(context, BytesMax);
        return fault is null ? Read(context, bytes, deploy, dryRun) : Faulty(bytes, fault);
    }

    private static CsvBody Read(HttpContext context, byte[] bytes, bool deploy, bool dryRun)
    {
        var faults = new List<CsvFault>();
        var rows = new List<ImportedLineItem>();
        using var records = CsvText.Read(Encoding.UTF8.GetString(bytes)).GetEnumerator();
        if (!records.MoveNext()
            || !records.Current.Fields.Select(field => field.Trim()).SequenceEqual(ImportedLineItem.Columns))
        {
            faults.Add(new(
                1, ImportedLineItem.Columns[0], $"the header must be {string.Join(',', ImportedLineItem.Columns)}"));
        }

        var isHeaderRight = faults.Count == 0;
        while (isHeaderRight && faults.Count < FaultsMax && rows.Count <= RowsMax && records.MoveNext())
        {
            if (ImportedLineItem.Read(records.Current, faults) is { } row)
            {
                rows.Add(row);
            }
        }

        if (rows.Count > RowsMax)
        {
            faults.Add(new(rows[^1].Line, ImportedLineItem.Columns[0], $"there are more than {RowsMax} rows"));
        }

        return faults.Count == 0
            ? new(rows, bytes, deploy, dryRun)
            : Faulty(bytes, ImportFaults.Of(faults, ErrorContext.Of(context)));
    }

    private static CsvBody Faulty(byte[] bytes, IAnswer fault) =>
        new([], bytes, Deploy: false, DryRun: false) { Fault = fault };

    private static bool Flag(HttpContext context, string name, List<string> faults)
    {
        var values = context.Request.Query[name];
        if (values.Count > 0 && (values is not [{ } text] || !bool.TryParse(text, out _)))
        {
            faults.Add($"$.{name}: must be given once, as true or false");
        }

        return faults.Count == 0 && values is [{ } given] && bool.Parse(given);
    }
}
