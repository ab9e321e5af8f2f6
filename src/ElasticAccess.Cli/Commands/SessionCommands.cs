using System.CommandLine;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Commands;

/// <summary>Sessions, contract section 10.</summary>
internal static class SessionCommands
{
    private static readonly View Listed = View.Of(
        "sessionId", "state", "chargedUntil@", "lastHeartBeat@", "lastAccessRequest@", "-instanceId");

    private static readonly View Shown = View.Of("sessionId", "instanceId", "state", "items");

    private static readonly Argument<string> Id = new("session-id") { Description = "UUID of the session" };

    private static readonly Option<string?> OfInstance = new("--instance", "-i")
    {
        Description = "Instance id (UUID) of the session; a client's credential needs it",
        HelpName = "uuid",
    };

    private static readonly Option<bool> EndOnDeny = new("--end-on-deny")
    {
        Description = "If denied, end the session instead of keeping its items",
    };

    public static Command All() => Syntax.Group(
        "sessions", "Sessions are paid by the period (1 hour unless configured otherwise) while items are in use",
        Syntax.Verb("list", "Live sessions of an instance, newest first, at most 100", [Given.Instance], run =>
            run.ShowArrayAsync(Listed, run.Client.ListSessionsAsync(run.Need(Given.Instance), run.Ct))),
        Syntax.Verb("show", "One session and its items", [Id, OfInstance], run =>
            run.ShowAsync(Shown, run.Client.GetSessionAsync(Handle(run), run.Ct))),
        Syntax.Verb("create", "Open a session, without items; it costs nothing yet", [Given.Instance], run =>
            run.ShowAsync(
                View.Of("sessionId"), run.Client.CreateSessionAsync(run.Need(Given.Instance), run.Keyed, run.Ct))),
        Syntax.Verb(
            "request",
            "Set the complete list of items in use, all or nothing; none: no more charges. Exit code 3 if denied",
            [Id, AccessCommands.Items, OfInstance, AccessCommands.Requester, AccessCommands.Facts, AccessCommands.File,
                EndOnDeny, Given.DryRun, AccessCommands.Explain],
            RequestAsync),
        Syntax.Verb(
            "heartbeat", "Say that the items are still in use; due within half a period of each automatic charge",
            [Id, OfInstance], HeartbeatAsync),
        Syntax.Verb("close", "End the session; the unused part of the period is refunded", [Id, OfInstance], run =>
            Run.DoneAsync(
                run.Client.CloseSessionAsync(Handle(run), run.Keyed, run.Ct), $"{run.Need(Id)} is closed.")));

    private static SessionHandle Handle(Run run) => new(run.Need(Id), run.Get(OfInstance));

    private static async Task RequestAsync(Run run)
    {
        var body = AccessCommands.Body(run);
        var access = await run.ShowAsync(AccessCommands.Shown, run.Client.RequestSessionAccessAsync(
            Handle(run), body.Requester, body.RequestedItems, rollbackOnDeny: !run.Get(EndOnDeny),
            AccessCommands.Options(run), run.Ct));
        run.Code = access.IsDryRun
            ? access.RequestedItems.All(item => item.WouldBeGranted) ? ExitCode.Ok : ExitCode.Denied
            : access.Granted || access.IsHalted ? ExitCode.Ok : ExitCode.Denied;
    }

    private static async Task HeartbeatAsync(Run run)
    {
        var heartbeat = await run.Client.SendHeartbeatAsync(Handle(run), ct: run.Ct);
        if (!heartbeat.IsAlive)
        {
            throw new Failure(Failure.CodeOf(heartbeat.StatusCode), heartbeat.Reason ?? "The session is not live.");
        }

        Run.Say($"{run.Need(Id)} is live.");
    }
}
