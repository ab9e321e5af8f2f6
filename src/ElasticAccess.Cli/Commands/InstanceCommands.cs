using System.CommandLine;
using ElasticAccess.Cli.Output;

namespace ElasticAccess.Cli.Commands;

/// <summary>Instances, contract section 4.</summary>
internal static class InstanceCommands
{
    private static readonly View Shown =
        View.Of("id", "shortName", "accountId", "defaultInstance", "created@", "-modified@");

    private static readonly Argument<string> Id = new("instance-id") { Description = "UUID of the instance" };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "Short name, 1 to 255 characters",
        Required = true,
    };

    private static readonly Option<string> Account = new("--account")
    {
        Description = "Customer account that owns it, 1 to 255 characters",
        Required = true,
    };

    private static readonly Option<string?> DefaultOf = new("--default-of")
    {
        Description = "Only the default instance of this account",
    };

    public static Command All() => Syntax.Group(
        "instances", "An instance holds the tokens of one customer account. There is no way to delete one",
        Syntax.Verb("list", "All instances, oldest first", [DefaultOf], run => run.Get(DefaultOf) is { } account
            ? run.ShowAllAsync<object>(Shown, "content", account, async _ =>
            {
                await run.Client.FindDefaultInstanceAsync(account, run.Ct);
                return null;
            })
            : run.ShowAllAsync(Shown, next => run.Client.ListInstancesAsync(next, ct: run.Ct))),
        Syntax.Verb("show", "One instance", [Id], run =>
            run.ShowAsync(Shown, run.Client.GetInstanceAsync(run.Need(Id), run.Ct))),
        Syntax.Verb("create", "Make an instance; the first of an account is its default", [Name, Account], run =>
            run.ShowAsync(Shown, run.Client.AddInstanceAsync(run.Need(Name), run.Need(Account), run.Keyed, run.Ct))));
}
