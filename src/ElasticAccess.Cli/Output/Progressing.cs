using System.Diagnostics;
using Spectre.Console;

namespace ElasticAccess.Cli.Output;

/// <summary>
/// Says on standard error how far long work is: a bar on a terminal, else a line every two seconds and at the end.
/// </summary>
internal static class Progressing
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <param name="total">How many steps; null where nobody knows.</param>
    public static async Task RunAsync(bool isPlain, string what, int? total, Func<Action, Task> work)
    {
        if (isPlain)
        {
            await PlainAsync(what, total, work);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(what), maxValue: total ?? 1);
            task.IsIndeterminate = total is null;
            await work(() =>
            {
                task.MaxValue = total ?? task.Value + 2;
                task.Increment(1);
            });
        });
    }

    private static async Task PlainAsync(string what, int? total, Func<Action, Task> work)
    {
        var (done, said) = (0, Stopwatch.StartNew());
        var of = total is null ? "" : $" of {total}";
        await work(() =>
        {
            done++;
            if (said.Elapsed >= Pause)
            {
                Console.Error.WriteLine($"{what}: {done}{of}");
                said.Restart();
            }
        });
        Console.Error.WriteLine($"{what}: {done}{of}, done");
    }
}
