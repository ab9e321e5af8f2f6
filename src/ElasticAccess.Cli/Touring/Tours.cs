using System.Security.Cryptography;
using System.Text.Json;
using ElasticAccess.Cli.Output;

namespace ElasticAccess.Cli.Touring;

/// <summary>A step: what is done, and what it showed.</summary>
internal sealed record Stop(string Step, string Says, Func<Scene, Task<string>> Play);

/// <summary>Plays the README's tour: every step with the tokens used before and after it.</summary>
internal static class Tours
{
    private static readonly View Shown = View.Of("step", "result", "before", "after");

    public static async Task RunAsync(Run run, bool movesClock)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var scene = new Scene(run.Client, run.ConnectWith, id, run.Ct);
        try
        {
            await run.Out.AllAsync(Shown, PlayAsync(scene, [.. Stops.All, SessionStop.Of(movesClock), .. Stops.Last]));
        }
        finally
        {
            await scene.CleanUpAsync();
            Run.Say("Cleaned up. Left, since nothing deletes it:");
            foreach (var left in scene.Left.Append("the ledger rows and the audit of all that"))
            {
                Run.Say($"  {left}");
            }
        }
    }

    private static async IAsyncEnumerable<JsonElement> PlayAsync(Scene scene, IReadOnlyList<Stop> stops)
    {
        foreach (var stop in stops)
        {
            scene.Ct.ThrowIfCancellationRequested();
            Run.Say($"{stop.Step}: {stop.Says}");
            var watched = scene.Watched;
            var before = await scene.UsedAsync();
            var result = await stop.Play(scene);
            var after = await scene.UsedAsync();

            // A step that begins with another line item has nothing to compare.
            yield return JsonSerializer.SerializeToElement(new
            {
                step = stop.Step,
                result,
                before = watched == scene.Watched ? before : null,
                after,
            });
        }
    }
}
