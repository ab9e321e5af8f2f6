using System.CommandLine;
using ElasticAccess.Client;

namespace ElasticAccess.Cli.Commands;

/// <summary>How commands are put together, and how each of them ends.</summary>
internal static class Syntax
{
    public static Command Group(string name, string help, params Command[] commands)
    {
        var group = new Command(name, help);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }

    public static Command Verb(string name, string help, Symbol[] symbols, Func<Run, Task> act)
    {
        var command = new Command(name, help);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
            {
                command.Add(option);
            }
            else
            {
                command.Add((Argument)symbol);
            }
        }

        command.SetAction(async (asked, ct) => (int)await EndAsync(asked, act, ct));
        return command;
    }

    private static async Task<ExitCode> EndAsync(ParseResult asked, Func<Run, Task> act, CancellationToken ct)
    {
        var output = asked.InvocationConfiguration.Output;
        try
        {
            using var run = new Run(asked, output, ct);
            await act(run);
            await output.FlushAsync(CancellationToken.None);
            return run.Code;
        }
        catch (Failure e)
        {
            return Said(e.Code, [e.Message]);
        }
        catch (ElasticAccessException e)
        {
            return Said(Failure.CodeOf(e.StatusCode), Failure.LinesOf(e));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Said(ExitCode.Interrupted, ["Interrupted."]);
        }
        catch (ArgumentException e)
        {
            // What could not be sent: an id that no path can hold, a key with a blank.
            return Said(ExitCode.Usage, [e.Message]);
        }
    }

    private static ExitCode Said(ExitCode code, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Run.Say(line);
        }

        return code;
    }
}
