using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Touring;

/// <summary>A session: paid by the hour on the sandbox clock, or closed at once where the clock is real.</summary>
internal static class SessionStop
{
    private static readonly RequestedItem Render = new("Render", "2.0", 4);

    public static Stop Of(bool movesClock) => movesClock
        ? new("A session", "on the sandbox clock: two hours charged, closed after one and a half", OnClockAsync)
        : new("A session", "opened and closed at once: the rest comes back (--move-clock shows hours)", AtOnceAsync);

    private static async Task<string> AtOnceAsync(Scene scene)
    {
        var session = await OpenAsync(scene);
        var paid = await scene.UsedAsync();
        await scene.Client.CloseSessionAsync(session, ct: scene.Ct);
        return $"used {paid} with the first hour paid, {await scene.UsedAsync()} when it was closed";
    }

    private static async Task<string> OnClockAsync(Scene scene)
    {
        var begin = await scene.Client.FindSandboxClockAsync(scene.Ct) ?? throw new Failure(
            ExitCode.NotFound,
            "The service is no sandbox: start it with ElasticAccess__Sandbox=true, or leave --move-clock.");
        begin += TimeSpan.FromMinutes(1);
        await MoveAsync(0);
        var session = await OpenAsync(scene);
        var first = await scene.UsedAsync();
        await MoveAsync(60);
        var second = await scene.UsedAsync();
        await MoveAsync(75);
        var heartbeat = await scene.Client.SendHeartbeatAsync(session, ct: scene.Ct);
        await MoveAsync(90);
        await scene.Client.CloseSessionAsync(session, ct: scene.Ct);
        return $"used {first} in the first hour, {second} in the second, heartbeat {(int?)heartbeat.StatusCode}, "
            + $"{await scene.UsedAsync()} when it was closed in its middle";

        Task MoveAsync(int minutes) =>
            scene.Client.MoveSandboxClockAsync(begin + TimeSpan.FromMinutes(minutes), ct: scene.Ct);
    }

    private static async Task<SessionHandle> OpenAsync(Scene scene)
    {
        var session = await scene.Client.CreateSessionAsync(scene.Watched!.Value.Instance, ct: scene.Ct);
        await scene.Client.RequestSessionAccessAsync(
            session, new("user", "maria"), [Render], rollbackOnDeny: true, ct: scene.Ct);
        return session;
    }
}
