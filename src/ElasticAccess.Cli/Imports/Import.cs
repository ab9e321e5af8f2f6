using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client;

namespace ElasticAccess.Cli.Imports;

/// <summary>What an import does with one line, or one table of several lines.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Id">Whom it concerns, for people.</param>
/// <param name="Action"><c>create</c>, <c>change</c> or <c>same</c>.</param>
/// <param name="Detail">What is changed.</param>
/// <param name="Send">Does it, each call under a key made of the text given; null where all go in one call.</param>
internal sealed record Step(
    int Line, string Id, string Action, string Detail, Func<Func<string, RequestOptions>, Task>? Send = null)
{
    public const string Create = "create";
    public const string Change = "change";
    public const string Same = "same";
}

/// <summary>
/// Carries out what a file asks for: everything is checked before the first call, what is there already is not sent,
/// and every call has an idempotency key of its own, so that an import that was interrupted can be started again.
/// </summary>
internal static class Import
{
    private static readonly View Result = View.Of("line", "id", "action", "detail");

    private static readonly View Wrong = View.Of("line", "column", "message");

    /// <summary>Ends the command when any line is wrong: nothing was sent.</summary>
    public static async Task RefuseAsync(Run run, List<Fault> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        var rows = faults.OrderBy(fault => fault.Line).Select(fault =>
            JsonSerializer.SerializeToElement(new { line = fault.Line, column = fault.Name, message = fault.Message }));
        await run.Out.AllAsync(Wrong, rows.ToAsyncEnumerable());
        throw new Failure(ExitCode.Refused, $"{faults.Count} fault(s): nothing was imported.");
    }

    public static async Task CarryOutAsync(Run run, string what, IReadOnlyList<Step> steps, bool isDryRun)
    {
        var open = steps.Where(step => step.Action != Step.Same).ToList();
        if (!isDryRun && open.Count > 0)
        {
            await SendAsync(run, what, open);
        }

        await ShowAsync(run, what, steps, isDryRun);
    }

    /// <summary>What was done, or would have been.</summary>
    public static async Task ShowAsync(Run run, string what, IReadOnlyList<Step> steps, bool isDryRun)
    {
        var rows = steps.Select(step => JsonSerializer.SerializeToElement(
            new { line = step.Line, id = step.Id, action = step.Action, detail = step.Detail }));
        await run.Out.AllAsync(Result, rows.ToAsyncEnumerable());
        string[] actions = [Step.Create, Step.Change, Step.Same];
        var counts = actions.Select(action => $"{steps.Count(step => step.Action == action)} {action}");
        Run.Say($"{what}: {string.Join(", ", counts)}{(isDryRun ? "; a dry run, nothing was changed" : "")}.");
    }

    private static async Task SendAsync(Run run, string what, List<Step> open)
    {
        var id = run.Get(CsvFile.Resume) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var at = 0;
        Run.Say($"{what}: import {id}. If it is interrupted, start it again with --resume {id}.");
        try
        {
            await Progressing.RunAsync(run.IsErrorPlain, what, open.Count, async step =>
            {
                for (; at < open.Count; at++)
                {
                    run.Ct.ThrowIfCancellationRequested();
                    await open[at].Send!(content => RequestOptions.Keyed(Key(id, open[at], content)));
                    step();
                }
            });
        }
        catch (Exception e) when (e is ElasticAccessException or OperationCanceledException)
        {
            Run.Say($"Line {open[at].Line} ({open[at].Id}): stopped here. {at} of {open.Count} are done, and stay.");
            throw;
        }
    }

    // The content is in the key: a file that was corrected meanwhile is another request, not the old one's replay.
    private static string Key(string id, Step step, string content) =>
        $"{id}-{step.Line}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16]}";
}
