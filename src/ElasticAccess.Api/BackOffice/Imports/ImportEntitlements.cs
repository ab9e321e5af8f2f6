using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.BackOffice.Imports;

internal static class ImportEntitlements
{
    public static async Task<IAnswer> Handle(
        CsvBody body, HttpContext context, AccessDb db, IStore store, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        var import = new EntitlementImport(db, store, ledger, body.Rows, body.Deploy, time.Now());
        var faults = await import.CheckAsync(ct);
        if (faults.Count > 0)
        {
            return ImportFaults.Of(faults, ErrorContext.Of(context));
        }

        if (!body.DryRun && await import.StoreAsync(Exchange.Of(context).Note!, ct) is { } refusal)
        {
            return Errors.Conflict(refusal);
        }

        return Answer.Ok(new ImportAnswer(import.Entitlements, body.Rows.Count));
    }
}
