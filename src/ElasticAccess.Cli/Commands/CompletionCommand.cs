using System.CommandLine;

namespace ElasticAccess.Cli.Commands;

/// <summary>Scripts that let a shell ask this program for completions.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _elastic() {
          local line="${COMP_LINE:0:COMP_POINT}"
          mapfile -t COMPREPLY < <(elastic "[suggest:${#line}]" "$line" 2>/dev/null |
            grep -F -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -F _elastic elastic
        """;

    private const string Zsh = """
        _elastic() {
          local -a found
          found=("${(@f)$(elastic "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)}")
          compadd -- $found
        }
        compdef _elastic elastic
        """;

    private const string Fish = """
        complete -f -c elastic -a '(elastic "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName elastic -ScriptBlock {
          param($word, $ast, $position)
          elastic "[suggest:$position]" "$ast" | Where-Object { $_ -like "$word*" }
        }
        """;

    private static readonly Argument<string> Shell = new("shell") { Description = "bash, zsh, fish or pwsh" };

    public static Command All()
    {
        Shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        return Syntax.Verb(
            "completion", "Print the completion script of a shell: source <(elastic completion bash)", [Shell], run =>
            {
                run.Output.WriteLine(run.Need(Shell) switch
                {
                    "bash" => Bash,
                    "zsh" => Zsh,
                    "fish" => Fish,
                    _ => PowerShell,
                });
                return Task.CompletedTask;
            });
    }
}
