using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>A command, or time that passes.</summary>
/// <param name="IsWorkerAwake">What becomes due is done at once; else by whoever calls next.</param>
public sealed record Step(Command? Command, long AdvanceMs = 0, bool IsWorkerAwake = false)
{
    public override string ToString() =>
        Command?.ToString() ?? $"{AdvanceMs} ms pass{(IsWorkerAwake ? "" : ", nobody works")}";
}

/// <summary>
/// Draws what is asked next. Each sequence first draws which commands are on and how often they come (a swarm), so that
/// rare things meet each other too.
/// </summary>
/// <param name="withUnsound">Also amounts and bodies that a form check must refuse with 400.</param>
public sealed partial class Generator(Choices choices, bool withUnsound)
{
    private static readonly string[] Kinds =
    [
        "one-off", "request", "time", "heartbeat", "put", "table", "actions", "limit", "close", "create", "batch",
        "conditions", "setting", "delete", "replay", "halt", "remove", "fail", "untable",
    ];

    // A number that nothing ever gets.
    private const int Nobody = 999_999;

    private readonly List<Command> keyed = [];
    private string[]? bag;
    private int keys;
    private long now;

    /// <summary>Another thing to do in this world at this time.</summary>
    public Step Next(World world, long at)
    {
        now = at;
        bag ??= Swarm();
        if (world.Tables.IsEmpty)
        {
            return new(FirstTable());
        }

        var kind = world.LineItems.IsEmpty ? "put" : bag[choices.Below(bag.Length)];
        kind = kind is "request" or "heartbeat" or "close" or "halt" && world.Sessions.IsEmpty && !choices.Chance(10)
            ? "create" : kind;
        if (kind == "time")
        {
            return Time(world);
        }

        var command = kind == "replay" && keyed.Count > 0 ? Again() : Make(kind, world);
        if (command.Key is not null && !keyed.Contains(command))
        {
            keyed.Add(command);
        }

        return new(command);
    }

    /// <summary>Something to begin with: a table, then line items in force.</summary>
    public Command First(World world, long at, int instance)
    {
        now = at;
        return world.Tables.IsEmpty ? FirstTable() : Put(world) with
        {
            Instance = instance,
            Activation = $"{choices.Pick("A", "B", "C")}{instance}",
            State = "DEPLOYED",
            Elastic = true,
            Series = "s",
            Start = now - Day,
            End = now + (choices.Between(30, 33) * Day),
        };
    }

    private string[] Swarm()
    {
        var weights = new List<string> { "one-off", "put" };
        for (var i = 0; i < Kinds.Length; i++)
        {
            // What makes a session live comes often, or none would ever be charged twice.
            weights.AddRange(Enumerable.Repeat(Kinds[i], choices.Pick(1, 0, 2, 4, 8, 0, 1) * (i < 4 ? 3 : 1)));
        }

        return [.. weights];
    }

    private Command Make(string kind, World world) => kind switch
    {
        "put" => Keyed(Put(world)),
        "table" => Table(world),
        "untable" => Untable(world),
        "setting" => Setting(),
        "conditions" => Keyed(Conditions(world)),
        "actions" => Keyed(Actions(world)),
        "limit" => Keyed(new SetLimit(
            Instance(world), Activation(world), Amount(world, null), choices.Pick("MONTH", "DAY", "WEEK", "YEAR"),
            choices.Chance(30) ? now + choices.Pick(86_400_000, 3_600_000, 40 * 86_400_000L, -86_400_000L) : null)),
        "delete" => Keyed(new DeleteLineItem(Instance(world), Activation(world))),
        "remove" => Keyed(Removal(world)),
        "batch" => Keyed(Batch(world)),
        "create" => Keyed(new CreateSession(Instance(world))),
        "request" => Keyed(Request(world, isHalt: false)),
        "halt" => Keyed(Request(world, isHalt: true)),
        "heartbeat" => new Heartbeat(Session(world)),
        "close" => Keyed(new CloseSession(Session(world))),
        "fail" when !withUnsound && choices.Chance(10) => new FailSession(Session(world)),
        _ => Keyed(OneOff(world)),
    };

    // The moments at which something happens, and those just beside them.
    private Step Time(World world)
    {
        var due = world.Sessions.Select(SessionTime.NextDue).Where(at => at > now).Select(at => at!.Value).ToArray();
        var advance = choices.Below(8) switch
        {
            0 or 1 when due.Length > 0 => due.Min() - now,
            2 when due.Length > 0 => due[choices.Below(due.Length)] - now + choices.Pick(0, -1, 1),
            3 or 4 or 5 or 6 => world.Period / choices.Pick(3, 1, 2, 4, 60),
            _ => choices.Pick(60_000L, 1, 59_999, 600_000, 3_600_000, 7_200_001, 43_200_000, 86_400_000, 2_678_400_000),
        };
        return new(Command: null, Math.Max(1, advance), IsWorkerAwake: withUnsound || !choices.Chance(40));
    }

    private Command Keyed(Command command) => choices.Chance(20) ? command with { Key = $"k{++keys}" } : command;

    // The same again, or another body under its key.
    private Command Again()
    {
        var earlier = keyed[choices.Below(keyed.Count)];
        return choices.Below(3) > 0 ? earlier : earlier switch
        {
            OneOff request => request with { Items = [.. request.Items, request.Items[0]] },
            PutLineItem put => put with { Quantity = Math.Max(1, put.Quantity - 1) },
            RequestSession request => request with { RollbackOnDeny = !request.RollbackOnDeny },
            Batch batch => batch with { Requests = [.. batch.Requests, batch.Requests[0]] },
            _ => earlier,
        };
    }

    // Usually where there is something to have.
    private int Instance(World world) => choices.Chance(2) ? world.Instances + 1
        : world.LineItems.IsEmpty || choices.Chance(15) ? choices.Between(1, world.Instances)
        : world.LineItems[choices.Below(world.LineItems.Length)].Instance;

    private string Activation(World world) => choices.Chance(85) && !world.LineItems.IsEmpty
        ? world.LineItems[choices.Below(world.LineItems.Length)].Activation
        : choices.Pick("A1", "B1", "C1", "A2");

    // The newest session is the most likely one; now and then one that there is not.
    private int Session(World world) =>
        choices.Chance(2) ? Nobody
        : !choices.Chance(15) && world.Sessions.Where(s => s.IsLive).ToArray() is { Length: > 0 } live
            ? live[live.Length - 1 - choices.Below(Math.Min(3, live.Length))].Number
            : Math.Max(1, world.Sessions.Length - choices.Below(4));

    /// <summary>Micro-tokens, in bands: what hurts lies at the borders.</summary>
    /// <param name="rate">Whose price makes it a count; null for an amount itself.</param>
    private long Amount(World world, long? rate) => choices.Below(withUnsound ? 18 : 17) switch
    {
        0 or 1 or 2 or 12 or 13 or 14 => choices.Between(1, 12) * Contract.Micro,
        3 or 15 or 16 => choices.Below(10_000_000) + 1,
        4 => 1,
        5 or 6 or 7 => Remaining(world, rate ?? Contract.Micro),
        8 => (1L << 31) + choices.Pick(0, 1, -1),
        9 => (1L << 53) + choices.Pick(0, 1, -1),
        10 => Contract.MaxMicro,
        11 => choices.Between(1, 1_000) * Contract.Micro,
        _ => choices.Pick(Contract.MaxMicro + 1, 0, -1),
    };

    // Exactly what some line item has left, or a millionth more or less.
    private long Remaining(World world, long rate)
    {
        if (world.LineItems.IsEmpty || rate == 0)
        {
            return Contract.Micro;
        }

        var lineItem = world.LineItems[choices.Below(world.LineItems.Length)];
        var beyond = choices.Chance(40) && lineItem.Overdraft is { IsUnlimited: false } o ? o.Limit : 0;
        var left = (((Int128)lineItem.Quantity + beyond) * Contract.Micro) - world.Used(lineItem);
        return (long)Int128.Clamp((left * Contract.Micro / rate) + choices.Pick(0, 1, -1), 1, Contract.MaxMicro);
    }

    private static readonly long[] Rates =
        [1_000_000, 2_500_000, 7_000_000, 0, 333_333, 1, 3_000_001, 1_000_000_000_000, Contract.MaxMicro];
}
