using System.Text;
using ElasticAccess.Cli;
using ElasticAccess.Cli.Commands;

// Data is UTF-8 without a mark, lines end in LF, whatever the machine's language is.
// Not disposed: it is flushed where a reader that has gone can be told from a fault.
var output = new StreamWriter(
    Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
{ NewLine = "\n" };
Console.SetOut(output);
var asked = Root.Command().Parse(args);
if (asked.Errors.Count > 0)
{
    foreach (var error in asked.Errors)
    {
        Run.Say(error.Message);
    }

    Run.Say($"See `elastic {string.Join(' ', Root.Path(asked))} --help`.".Replace("  ", " ", StringComparison.Ordinal));
    return (int)ExitCode.Usage;
}

try
{
    var code = await asked.InvokeAsync(new()
    {
        Output = output,
        Error = Console.Error,
        EnableDefaultExceptionHandler = false,

        // Long enough for the tour to clean up after itself.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    });
    await output.FlushAsync();
    return code;
}
catch (IOException) when (Console.IsOutputRedirected)
{
    // Whoever read our output, say `head`, has read enough.
    return (int)ExitCode.Ok;
}
catch (Exception e)
{
    Run.Say($"A fault of this program: {e}");
    return (int)ExitCode.Unexpected;
}
