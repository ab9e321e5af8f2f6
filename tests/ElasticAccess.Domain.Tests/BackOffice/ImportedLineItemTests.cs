using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Domain.Tests.BackOffice;

public class ImportedLineItemTests
{
    public static TheoryData<string, string> Texts => new()
    {
        { "a,b\nc,d", "1:a|b 2:c|d" },
        { "a,b\r\n\r\nc,\"d\"\r\n", "1:a|b 3:c|d" },
        { "\"a,\"\"b\"\"\",c", "1:a,\"b\"|c" },
        { "\"two\nlines\",x\ny,z", "1:two\nlines|x 3:y|z" },
        { ",,", "1:||" },
        { "\"open", "1:open" },
        { "\"a\"b,c", "1:ab|c" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_cut_into_records_and_fields(string text, string expected) => Assert.Equal(
        expected,
        string.Join(' ', CsvText.Read(text).Select(record => $"{record.Line}:{string.Join('|', record.Fields)}")));

    // Rows, and the columns that are at fault.
    public static TheoryData<string> Rows => Cases.Of("""
        E,A,L,P,1.0,M,PN,10,0,253402300799999             => -
        E,A,,P,,M,,10,2026-01-01,                         => -
        E,A,,P,,M,,10,2026-01-01T12:00:00Z,2026-01-01     => -     # The day's last millisecond
        E,A,,P,,M,,10,2026-01-02,2026-01-01               => expiration
        ,A,,P,,M,,0,x,y                                   => start expiration quantity entitlementId
        E,A,,P,,M,,9000000000001,1969-01-01,              => start quantity
        E,,,,,,,1.5,-1,                                   => start quantity account product licenseModel
        E,A                                               => entitlementId
        """);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_checked_column_by_column(string row)
    {
        var (text, expected) = Cases.Split(row);
        var faults = new List<CsvFault>();

        var read = ImportedLineItem.Read(CsvText.Read(text).Single(), faults);

        Assert.Equal(expected, faults.Count == 0 ? "-" : string.Join(' ', faults.Select(fault => fault.Column)));
        Assert.Equal(faults.Count > 0, read is null);
    }

    [Fact]
    public void Dates_and_times_are_milliseconds_of_UTC_and_no_expiration_is_for_ever()
    {
        Assert.Equal((1_767_225_600_000, 1_767_311_999_999), Times("2026-01-01,2026-01-01"));
        Assert.Equal((1_767_268_800_000, ImportedLineItem.Permanent.Ms), Times("2026-01-01T12:00:00Z,"));
        Assert.Equal((5, 7), Times("5,7"));

        static (long, long) Times(string text)
        {
            var row = ImportedLineItem.Read(CsvText.Read($"E,A,,P,,M,,1,{text}").Single(), [])!;
            return (row.Start.Ms, row.End.Ms);
        }
    }
}
