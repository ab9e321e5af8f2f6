using ElasticAccess.Api.Wire;
using ElasticAccess.Data;

namespace ElasticAccess.Api.BackOffice.Accounts;

internal static class ListAccounts
{
    public static async Task<IAnswer> Handle(Paging paging, AccessDb db, CancellationToken ct)
    {
        var (rows, next) = await paging.TakeAsync(db.Accounts, ct);
        return Answer.Ok(new Listed<AccountBody>(
            [.. rows.OrderBy(a => a.CreatedMs).ThenBy(a => a.AccountId, StringComparer.Ordinal).Select(AccountBody.Of)],
            next));
    }
}
