using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.BackOffice;

namespace ElasticAccess.Api.BackOffice.Accounts;

internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("", CreateAccount.Handle).Produces<AccountBody>(201).ChangesResource()
            .Declares("createaccount", "Create an account", Policies.Administration, 400, 403, 409);
        group.MapGet("", ListAccounts.Handle).Produces<Listed<AccountBody>>()
            .Declares("listaccounts", "List accounts, oldest first", Policies.Administration, 400, 403);
        group.MapGet("/{accountId}", GetAccount.Handle).Produces<AccountBody>()
            .Declares("getaccount", "Get an account", Policies.Administration, 403, 404);
        group.MapPatch("/{accountId}", PatchAccount.Handle).Produces<AccountBody>().ChangesResource()
            .Declares("patchaccount", "Change an account", Policies.Administration, 400, 403, 404);
        group.MapDelete("/{accountId}", DeleteAccount.Handle).Produces(204).ChangesResource()
            .Declares(
                "deleteaccount", "Delete an account that nothing was sold to", Policies.Administration, 403, 404, 409);
    }
}

/// <param name="Id">Also the account id of its instances.</param>
/// <param name="Type">END_CUSTOMER or CHANNEL_PARTNER.</param>
/// <param name="Created">In ms.</param>
internal sealed record AccountBody(string Id, string Name, string Type, long Created)
{
    public static readonly string[] Types = ["END_CUSTOMER", "CHANNEL_PARTNER"];

    public const string TypeRule = "must be END_CUSTOMER or CHANNEL_PARTNER";

    public static AccountBody Of(AccountRow row) => new(row.AccountId, row.Name, row.Type, row.CreatedMs);
}

/// <summary>The account of the path.</summary>
internal sealed record AccountId(string Value)
{
    public static ValueTask<AccountId?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<AccountId?>(new(PathText.Read(context, "accountId")));

    public Errors Unknown() => Errors.NotFound($"There is no account {Value}");
}
