using System.CommandLine;
using ElasticAccess.Cli.Checks;
using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Output;
using ElasticAccess.Cli.Touring;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>What concerns the service as a whole.</summary>
internal static class ServiceCommands
{
    private static readonly View Setting = View.Of("name", "value", "modified@", "updatedBy");

    private static readonly View Entry = View.Of("time@", "actor", "operation", "resource", "-before", "-after");

    private static readonly Argument<string> Name = new("name")
    {
        Description = $"{ConfigurationNames.TimezoneTolerant} (true, false) or "
            + $"{ConfigurationNames.SessionChargePeriod} (PT10M to PT24H)",
    };

    private static readonly Argument<string> Value = new("value") { Description = "The new value" };

    private static readonly Option<string?> Actor = new("--actor") { Description = "Id of the key that was used" };

    private static readonly Option<string?> Resource = new("--resource") { Description = "Path of what was changed" };

    private static readonly Option<bool> NewestFirst = new("--newest-first")
    {
        Description = "Backwards in time, instead of the oldest first",
    };

    private static readonly Option<bool> Deploy = new("--deploy")
    {
        Description = "Deploy and map what is created: it can be consumed at once",
    };

    private static readonly Option<string?> OfInstance = new("--instance", "-i")
    {
        Description = "Only this instance (UUID); default all",
        HelpName = "uuid",
    };

    private static readonly Option<bool> MoveClock = new("--move-clock")
    {
        Description = "Play the session on the sandbox clock, which is moved on by 90 minutes for everybody",
    };

    public static Command Configuration() => Syntax.Group(
        "configuration", "Settings of the whole service",
        Syntax.Verb("list", "All settings", [], run =>
            run.ShowArrayAsync(Setting, run.Client.GetConfigurationAsync(run.Ct))),
        Syntax.Verb("change", "Change a setting", [Name, Value], run => run.ShowArrayAsync(
            Setting,
            run.Client.PatchConfigurationAsync([new(run.Need(Name), run.Need(Value))], run.Keyed, run.Ct))));

    public static Command Audit() => Syntax.Group(
        "audit", "Who changed what, of all administration",
        Syntax.Verb(
            "list", "Every change, oldest first", [Given.From, Given.To, Actor, Resource, NewestFirst],
            run => run.ShowAllAsync<string>(Entry, "entries", "", async at =>
            {
                var page = await run.Client.ListAuditAsync(
                    at.Length == 0 ? null : at, run.Get(Resource), run.Get(Actor), run.Get(Given.From),
                    run.Get(Given.To), newestFirst: run.Get(NewestFirst), ct: run.Ct);
                return page.Entries.Count == 0 ? null : page.Next;
            })));

    public static Command BackOffice() => Syntax.Group(
        "back-office", "Selling tokens without another back office",
        Syntax.Verb("entitlements", "All entitlements", [], run => run.ShowAllAsync(
            View.Of("id", "account", "state", "type", "bulk", "-channelPartners", "-lineItems"),
            next => run.Client.ListEntitlementsAsync(next: next, ct: run.Ct))),
        Syntax.Verb(
            "import",
            "Create entitlements from CSV, all or none: entitlementId,account,activationId,product,productVersion,"
            + "licenseModel,partNumber,quantity,start,expiration",
            [Imports.CsvFile.Source, Deploy, Given.DryRun],
            run => run.ShowAsync(
                View.Of("entitlements", "lineItems"),
                run.Client.ImportEntitlementsAsync(
                    Input.Text(run.Need(Imports.CsvFile.Source)), run.Get(Deploy), run.Get(Given.DryRun), run.Keyed,
                    run.Ct))));

    public static Command Verify() => Syntax.Verb(
        "verify",
        "Read all usage and compare it with what the line items say. The service's own `verify` looks at more, beside "
        + "its database. Exit code 9 on a difference",
        [OfInstance], run => Verification.RunAsync(run, run.Get(OfInstance)));

    public static Command Tour() => Syntax.Verb(
        "tour",
        "Play the tour of the README against the service, with the tokens before and after each step, and clean up",
        [MoveClock], run => Tours.RunAsync(run, run.Get(MoveClock)));
}
