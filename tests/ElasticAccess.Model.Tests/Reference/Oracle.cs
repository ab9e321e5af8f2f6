using System.Collections.Immutable;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>
/// The contract, once more and in another way: what a command comes to in a world, and the world it leaves. Nothing of
/// the service's own decisions is used.
/// </summary>
public static class Oracle
{
    /// <summary>Commands with an Idempotency-Key are answered once (contract 18.3, I10, I11).</summary>
    public static (Answer Answer, World World) Apply(World world, Command command, long now)
    {
        if (command is SessionCommand { Session: var number } && world.FindSession(number) is null)
        {
            return (NotFound, world);
        }

        if (!Soundness.IsSound(command))
        {
            return (Invalid, world);
        }

        // A dry run records nothing, so not even its answer.
        return command.Key is null || command is OneOff { IsDryRun: true } or RequestSession { IsDryRun: true }
            ? Do(world, command, now)
            : Once(world, $"{command.Path}\n{command.Key}", command, now);
    }

    public static readonly Answer NotFound = new(404, "");

    public static readonly Answer Conflict = new(409, "");

    public static readonly Answer Invalid = new(400, "");

    public static readonly Answer NoContent = new(204, "");

    public static readonly Answer KeyReused = new(422, "");

    internal static (Answer Answer, World World) Once(World world, string key, Command command, long now)
    {
        if (world.Answers.TryGetValue(key, out var earlier))
        {
            return (earlier.Body == command.Body ? earlier.Answer with { IsReplayed = true } : KeyReused, world);
        }

        var (answer, after) = Do(world, command, now);
        return answer.Status == 400
            ? (answer, after)
            : (answer, after with { Answers = after.Answers.Add(key, (command.Body, answer)) });
    }

    private static (Answer Answer, World World) Do(World world, Command command, long now) => command switch
    {
        PutLineItem put => Supply.Put(world, put),
        DeleteLineItem delete => Supply.Delete(world, delete),
        PostTable post => Supply.Post(world, post),
        DeleteTable delete => Supply.Delete(world, delete, now),
        Configure configure => Supply.Configure(world, configure),
        StoreConditions store => RuleChanges.Store(world, store),
        RemoveConditions remove => RuleChanges.Remove(world, remove),
        SetActions set => RuleChanges.Set(world, set),
        RemoveActions remove => RuleChanges.Remove(world, remove),
        SetLimit set => RuleChanges.Set(world, set, now),
        RemoveLimit remove => RuleChanges.Remove(world, remove),
        OneOff request => Request(world, request, now),
        Batch batch => RequestAll(world, batch, now),
        CreateSession create => Sessions.Create(world, create, now),
        SessionCommand call => Sessions.Call(world, call, now),
        DoDue due => (new(200, "up to date"), Sessions.DoDue(world, due)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Best effort, in the order asked (contract 8, I15).
    private static (Answer Answer, World World) Request(World world, OneOff request, long now)
    {
        if (request.Instance > world.Instances)
        {
            return (NotFound, world);
        }

        var after = world;
        var answers = new List<string>();
        foreach (var wanted in request.Items)
        {
            var (code, parts) = Charging.Ask(after, request.Instance, wanted, request.Who, now);
            answers.Add(Text(code, parts));
            after = code == 101
                ? Charge(after, RowKind.Charge, request.Instance, parts, request.Who, now)
                : after.With(Denial(request.Instance, request.Who, now));
        }

        return (new(200, string.Join(' ', answers)), request.IsDryRun ? world : after);
    }

    private static (Answer Answer, World World) RequestAll(World world, Batch batch, long now)
    {
        if (batch.Instance > world.Instances)
        {
            return (NotFound, world);
        }

        var answers = new List<Answer>();
        foreach (var part in batch.Requests)
        {
            (var answer, world) = part.Key is null
                ? Request(world, part, now) : Once(world, $"{batch.Path}\n{part.Key}", part, now);
            answers.Add(answer with { IsReplayed = false });
        }

        return (new(200, string.Join(" | ", answers)), world);
    }

    internal static string Text(int code, ImmutableArray<Part> parts) => code == 101
        ? $"101:{parts.Sum(part => part.Micro)}[{string.Join(' ', parts.Select(part =>
            $"{part.LineItem.Activation}@{part.Rate}={part.Micro}"))}]"
        : code.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static World Charge(
        World world, RowKind kind, int instance, ImmutableArray<Part> parts, Who who, long at, int session = 0,
        int interval = 0)
    {
        foreach (var part in parts)
        {
            world = world.With(new Row(
                instance, kind, part.LineItem.Number, part.Rule?.Number ?? 0, part.Period, Sums.Name(who),
                part.Micro, session, interval, part.Table.Number, at));
        }

        return world;
    }

    internal static Row Denial(int instance, Who who, long at, int session = 0) =>
        new(instance, RowKind.Denial, 0, 0, null, Sums.Name(who), 0, session, 0, 0, at);
}
