using System.Text;
using ElasticAccess.Api.Wire;
using FluentValidation;

namespace ElasticAccess.Api.RateTables;

/// <summary>One rate table as JSON, or in v1.1 any number of them as comma-separated values (contract 20).</summary>
/// <param name="IsCsv">Then faults name lines.</param>
internal sealed record PostedTables(IReadOnlyList<RateTableCsv.Written> Tables, byte[] Bytes, bool IsCsv)
    : IInput, IBodyBytes
{
    public IAnswer? Fault { get; private init; }

    public static async ValueTask<PostedTables?> BindAsync(HttpContext context)
    {
        var version = context.GetEndpoint()?.Metadata.GetMetadata<ApiVersion>();
        if (version?.IsLatest == true && BodyReader.IsCsv(context.Request))
        {
            var (bytes, fault) = await BodyReader.ReadCsvAsync(context, RateTableCsv.BytesMax);
            return fault is null
                ? ReadCsv(context, bytes, version)
                : new([], bytes, IsCsv: true) { Fault = fault };
        }

        var body = (await Body<RateTableBody>.BindAsync(context))!;
        return body.Fault is null
            ? new([new(body.Value, Line: 1, [])], body.Bytes, IsCsv: false)
            : new([], body.Bytes, IsCsv: false) { Fault = body.Fault };
    }

    private static PostedTables ReadCsv(HttpContext context, byte[] bytes, ApiVersion version)
    {
        var shape = context.RequestServices.GetRequiredService<IValidator<RateTableBody>>();
        var (tables, faults) = RateTableCsv.Read(Encoding.UTF8.GetString(bytes), table =>
        {
            var validation = new ValidationContext<RateTableBody>(table);
            validation.RootContextData[nameof(ApiVersion)] = version;
            return shape.Validate(validation);
        });
        return faults.Count == 0
            ? new(tables, bytes, IsCsv: true)
            : new([], bytes, IsCsv: true) { Fault = Errors.Invalid(faults) };
    }
}
