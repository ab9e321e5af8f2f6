using System.CommandLine;
using System.CommandLine.Parsing;

namespace ElasticAccess.Cli.Commands;

/// <summary>The tree of commands.</summary>
internal static class Root
{
    public static RootCommand Command()
    {
        var root = new RootCommand(
            "Elastic Access on the command line. Data goes to standard output, everything else to standard error.\n"
            + "Amounts are tokens, with at most six decimals; times are ms since 1970 or ISO 8601, UTC.\n"
            + "Exit codes: 0 done, 1 fault of this program, 2 usage, 3 denied, 4 not found, 5 not authorised,\n"
            + "6 unavailable, 7 refused as malformed, 8 conflict, 9 verify found a difference, 130 interrupted.");
        Option[] everywhere =
            [Given.Profile, Given.Url, Given.Output, Given.NoColor, Given.Timeout, Given.IdempotencyKey];
        foreach (var option in everywhere)
        {
            root.Add(option);
        }

        Command[] commands =
        [
            LoginCommands.Login(), LoginCommands.Logout(), LoginCommands.Profiles(),
            InstanceCommands.All(), LineItemCommands.All(), RateTableCommands.All(), AccessCommands.All(),
            SessionCommands.All(), RuleCommands.All(), LimitCommands.All(), UsageCommands.All(),
            AlertCommands.All(), WebhookCommands.All(), KeyCommands.All(),
            ServiceCommands.Configuration(), ServiceCommands.Audit(), ServiceCommands.BackOffice(),
            ServiceCommands.Verify(), ServiceCommands.Tour(), CompletionCommand.All(),
        ];
        foreach (var command in commands)
        {
            root.Add(command);
        }

        return root;
    }

    /// <summary>The names of the command asked for, without the program's own.</summary>
    public static IEnumerable<string> Path(ParseResult asked)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = asked.CommandResult; at is CommandResult { Parent: not null } command; at = at.Parent)
        {
            names.Push(command.Command.Name);
        }

        return names;
    }
}
