using System.CommandLine;
using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Keys, contract sections 3.2 and 18.1.</summary>
internal static class KeyCommands
{
    private static readonly View Public = View.Of("id", "type", "created@", "modified@", "-publicKey");

    private static readonly View Api = View.Of("id", "name", "type", "prefix", "instances", "created@", "expires@");

    private static readonly View Created = View.Of("id", "name", "type", "key", "instances", "expires@", "-prefix");

    private static readonly Argument<string> Id = new("key-id") { Description = "Id of the key" };

    private static readonly Option<ApiKeyType> Type = new("--type")
    {
        Description = "admin: everything; client: the instances it lists",
        HelpName = "admin|client",
        Required = true,
    };

    private static readonly Option<string> Pem = new("--public-key")
    {
        Description = "PEM file of the public key; - for standard input",
        HelpName = "file",
        Required = true,
    };

    private static readonly Option<string> Name = new("--name") { Description = "A name for people", Required = true };

    private static readonly Option<string[]> Instances = new("--instance", "-i")
    {
        Description = "Instance (UUID) that a client key may act on; may be repeated",
        HelpName = "uuid",
    };

    private static readonly Option<DateTimeOffset?> Expires =
        Given.TimeOption("--expires", "When the key stops working");

    public static Command All() => Syntax.Group(
        "keys", "Credentials of callers",
        Syntax.Group(
            "api", "API keys: one text, kept by the service as a hash only",
            Syntax.Verb("list", "All API keys, without the keys themselves", [], run =>
                run.ShowAllAsync(Api, next => run.Client.ListApiKeysAsync(next, run.Ct))),
            Syntax.Verb("create", "Make an API key. It is shown this once", [Name, Type, Instances, Expires], run =>
                run.ShowAsync(Created, run.Client.CreateApiKeyAsync(
                    new(run.Need(Name), run.Need(Type))
                    {
                        Instances = run.Get(Instances) is { Length: > 0 } instances ? instances : null,
                        Expires = run.Get(Expires),
                    },
                    run.Keyed,
                    run.Ct))),
            Syntax.Verb("delete", "Revoke an API key; effective within 5 seconds", [Id], run => Run.DoneAsync(
                run.Client.DeleteApiKeyAsync(run.Need(Id), run.Keyed, run.Ct), $"{run.Need(Id)} is revoked."))),
        Syntax.Group(
            "public", "Public keys of callers who sign their own tokens",
            Syntax.Verb("list", "All public keys", [], run =>
                run.ShowAllAsync(Public, next => run.Client.ListPublicKeysAsync(next, ct: run.Ct), "keys")),
            Syntax.Verb("create", "Upload a public key, or replace the one with this id", [Id, Type, Pem], run =>
                Run.DoneAsync(UploadAsync(run), $"{run.Need(Id)} is uploaded.")),
            Syntax.Verb("delete", "Delete a public key", [Id, Type], run =>
                Run.DoneAsync(DeleteAsync(run), $"{run.Need(Id)} is deleted."))));

    private static Task UploadAsync(Run run)
    {
        KeyUpload[] keys = [new(run.Need(Id), Input.Text(run.Need(Pem)))];
        return run.Need(Type) == ApiKeyType.Admin
            ? run.Client.UploadAdministrationKeysAsync(keys, run.Keyed, run.Ct)
            : run.Client.UploadClientKeysAsync(keys, run.Keyed, run.Ct);
    }

    private static Task DeleteAsync(Run run) => run.Need(Type) == ApiKeyType.Admin
        ? run.Client.DeleteAdministrationKeyAsync(run.Need(Id), run.Keyed, run.Ct)
        : run.Client.DeleteClientKeyAsync(run.Need(Id), run.Keyed, run.Ct);
}
