using System.Globalization;

namespace ElasticAccess.Domain.BackOffice;

/// <summary>What is wrong with a field of an imported text (contract 19).</summary>
public sealed record CsvFault(int Line, string Column, string Message);

/// <summary>A row of an import that reads well by itself; whether its names exist is for the store to say.</summary>
/// <param name="ActivationId">Null: one is generated.</param>
/// <param name="ProductVersion">Null: the product's name is enough.</param>
/// <param name="Quantity">Whole tokens.</param>
public sealed record ImportedLineItem(
    int Line,
    string EntitlementId,
    string Account,
    string? ActivationId,
    string Product,
    string? ProductVersion,
    string LicenseModel,
    string? PartNumber,
    long Quantity,
    Instant Start,
    Instant End)
{
    /// <summary>9999-12-31T23:59:59.999Z: it never expires.</summary>
    public static readonly Instant Permanent = Supply.LineItem.Permanent;

    public static IReadOnlyList<string> Columns => Names;

    private const int NameCharsMax = 255;

    private static readonly string[] Names =
    [
        "entitlementId", "account", "activationId", "product", "productVersion", "licenseModel", "partNumber",
        "quantity", "start", "expiration",
    ];

    /// <summary>Null where something is wrong; then <paramref name="faults"/> has grown.</summary>
    public static ImportedLineItem? Read(CsvRecord record, List<CsvFault> faults)
    {
        if (record.Fields.Count != Columns.Count)
        {
            faults.Add(new(
                record.Line, Columns[0], $"the row has {record.Fields.Count} columns instead of {Columns.Count}"));
            return null;
        }

        var before = faults.Count;
        var start = Time("start") ?? default;
        var end = Field("expiration").Length == 0 ? Permanent : EndOf(Field("expiration"));
        if (end is null)
        {
            Fault("expiration", "must be a time in ms, an ISO 8601 date, or empty for permanent");
        }
        else if (end < start)
        {
            Fault("expiration", "must not lie before start");
        }

        if (!long.TryParse(Field("quantity"), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
            || quantity is < 1 or > Tokens.MaxWhole)
        {
            Fault("quantity", $"must be a whole number from 1 to {Tokens.MaxWhole}");
        }

        var row = new ImportedLineItem(
            record.Line, Name("entitlementId"), Name("account"), Optional("activationId"), Name("product"),
            Optional("productVersion"), Name("licenseModel"), Optional("partNumber"), quantity, start, end ?? default);
        return faults.Count == before ? row : null;

        string Field(string column) => record.Fields[Array.IndexOf(Names, column)].Trim();
        void Fault(string column, string message) => faults.Add(new(record.Line, column, message));

        Instant? Time(string column)
        {
            var time = WrittenTime.Of(Field(column));
            if (time is null)
            {
                Fault(column, "must be a time in ms or an ISO 8601 date");
            }

            return time;
        }

        string Name(string column)
        {
            var text = Field(column);
            if (text.Length is 0 or > NameCharsMax || text.Any(char.IsControl))
            {
                Fault(column, $"must have 1 to {NameCharsMax} characters and no control characters");
            }

            return text;
        }

        string? Optional(string column) => Field(column).Length == 0 ? null : Name(column);
    }

    // A date alone is its last millisecond where it ends something, and its first where it begins something.
    private static Instant? EndOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(WrittenTime.MsOf(day) + 86_399_999)
            : WrittenTime.Of(text);
}
