using System.CommandLine;
using System.Text.Json.Nodes;
using ElasticAccess.Cli.Files;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>One-off access, contract sections 8, 18.4 and 18.5.</summary>
internal static class AccessCommands
{
    public static readonly View Shown = View.Of(
        "item", "version", "count", "totalTokensCharged", "status.code", "status.description", "lineItems",
        "-explanation").Within("requestedItems");

    public static readonly Option<string?> Requester = new("--requester", "-r")
    {
        Description = "Who asks, as type:value, such as user:maria",
        HelpName = "type:value",
    };

    public static readonly Option<string[]> Facts = new("--fact")
    {
        Description = "A fact for the requester's dictionary, such as department=Engineering; may be repeated",
        HelpName = "key=value",
    };

    public static readonly Argument<string[]> Items = new("item")
    {
        Description = "ITEM, ITEM=COUNT, ITEM@VERSION or ITEM@VERSION=COUNT; the count is 1 if not given",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static readonly Option<string?> File = new("--file", "-f")
    {
        Description = "The API's JSON in place of requester and items; - for standard input",
        HelpName = "file",
    };

    public static readonly Option<bool> Explain = new("--explain")
    {
        Description = "Each item says for every line item what decided (in --output json)",
    };

    private static readonly View BatchShown = View.Of("correlationId", "requestedItems").Within("responses");

    public static Command All() => Syntax.Group(
        "access", "Ask for items, and be charged. Exit code 3 when not all were granted",
        Syntax.Verb(
            "request", "One request, best effort: each item is granted whole and charged in tokens, or denied",
            [Items, Given.Instance, Requester, Facts, File, Given.DryRun, Explain], RequestAsync),
        Syntax.Verb(
            "batch",
            "Up to 1,000 requests, decided in order: [{\"requester\", \"requestedItems\", \"idempotencyKey\"?}]",
            [Given.Instance, Given.JsonFile], BatchAsync));

    /// <summary>What is asked for, from the file or from the command line.</summary>
    public static AccessBody Body(Run run)
    {
        if (run.Get(File) is { } file)
        {
            return Input.Read<AccessBody>(file);
        }

        if (run.Get(Requester)?.Split(':', 2) is not [{ Length: > 0 } type, { Length: > 0 } value])
        {
            throw new Failure(ExitCode.Usage, "Say who asks: --requester user:maria");
        }

        var facts = new JsonObject();
        foreach (var fact in run.Get(Facts) ?? [])
        {
            var (key, text) = fact.Split('=', 2) is [{ Length: > 0 } left, { } right]
                ? (left, right)
                : throw new Failure(ExitCode.Usage, $"--fact {fact}: key=value");
            facts[key] = text;
        }

        return new AccessBody(
            new Requester(type, value) { Dictionary = facts.Count > 0 ? facts : null },
            [.. run.Need(Items).Select(Item)]);
    }

    public static AccessOptions Options(Run run) => new()
    {
        DryRun = run.Get(Given.DryRun),
        Explain = run.Get(Explain),
        IdempotencyKey = run.Get(Given.IdempotencyKey),
    };

    public static RequestedItem Item(string text)
    {
        var (named, count) = text.LastIndexOf('=') is > 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "1");
        var (item, version) = named.LastIndexOf('@') is > 0 and var mark
            ? (named[..mark], named[(mark + 1)..])
            : (named, null);
        return new RequestedItem(item, version, Given.Amount(count)
            ?? throw new Failure(ExitCode.Usage, $"{text}: {count} is no count such as 1 or 4.5"));
    }

    private static async Task RequestAsync(Run run)
    {
        var body = Body(run);
        var access = await run.ShowAsync(Shown, run.Client.RequestOneOffAsync(
            run.Need(Given.Instance), body.Requester, body.RequestedItems, Options(run), run.Ct));
        run.Code = access.RequestedItems.All(item => item.WouldBeGranted) ? ExitCode.Ok : ExitCode.Denied;
    }

    private static async Task BatchAsync(Run run)
    {
        var answers = await run.ShowAsync(BatchShown, run.Client.RequestBatchAsync(
            run.Need(Given.Instance), Input.Read<List<BatchedRequest>>(run.Need(Given.JsonFile)), run.Keyed, run.Ct));
        run.Code = answers.All(answer => answer.IsFullyGranted) ? ExitCode.Ok : ExitCode.Denied;
    }
}

/// <param name="Requester">Who asks.</param>
/// <param name="RequestedItems">What for.</param>
internal sealed record AccessBody(Requester Requester, IReadOnlyList<RequestedItem> RequestedItems);
