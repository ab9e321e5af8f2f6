using System.CommandLine;
using System.Text;

namespace ElasticAccess.Cli.Imports;

/// <summary>What every import and export takes.</summary>
internal static class CsvFile
{
    public static Argument<string> Source { get; } = new("file") { Description = "CSV file; - for standard input" };

    public static Option<string?> Target { get; } = new("--file", "-f")
    {
        Description = "File to write, whole or not at all; without it, standard output",
        HelpName = "file",
    };

    public static Option<string?> Resume { get; } = new("--resume")
    {
        Description = "Id of an interrupted import of the same file, which said it on standard error",
        HelpName = "id",
    };

    /// <summary>Writes a file that is never seen half, or standard output.</summary>
    public static async Task WriteAsync(Run run, Func<TextWriter, Task> write)
    {
        if (run.Get(Target) is not { } file)
        {
            await write(run.Output);
            return;
        }

        var half = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            await using (var writer = new StreamWriter(half, append: false, new UTF8Encoding(false)))
            {
                await write(writer);
            }

            File.Move(half, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Failure(ExitCode.Usage, $"{file} cannot be written: {e.Message}");
        }
        finally
        {
            File.Delete(half);
        }
    }
}
