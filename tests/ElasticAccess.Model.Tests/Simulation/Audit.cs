using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Model.Tests.Driving;
using ElasticAccess.Model.Tests.Memory;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>Something that a replica was asked, or does by itself.</summary>
internal sealed class Asked(Command command, long now, int sentAfter)
{
    public Command Command => command;

    public long Now => now;

    /// <summary>How many commits had been acknowledged when it was sent (I33).</summary>
    public int SentAfter => sentAfter;

    /// <summary>What the model says; null until it was decided for good.</summary>
    public Answer? Expected { get; set; }

    public int Commits { get; set; }

    /// <summary>Number of the commit that did it.</summary>
    public int CommittedAs { get; set; }
}

/// <summary>
/// Replays every commit on the model, in the order of the commits, and compares answers, balances and sessions. It
/// trusts neither the ledger nor the clients.
/// </summary>
internal sealed class Audit(Coverage coverage) : IWitness
{
    private const int PrintedMax = 60;
    private readonly Dictionary<Ticket, Asked> asked = [];
    private readonly Dictionary<Guid, List<(Asked Asked, string Text)>> decided = [];
    private readonly Queue<string> last = [];
    private ulong hash = 14_695_981_039_346_656_037;

    public World World { get; private set; } = new();

    public Handles Handles { get; } = new();

    public Tables? Tables { get; set; }

    public string? Failure { get; private set; }

    public int Commits { get; private set; }

    /// <summary>The last commit that somebody has heard of.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Who is asking just now; null while a replica works by itself.</summary>
    public Asked? Asking { get; set; }

    public Func<long>? Clock { get; set; }

    public string Hash => $"{hash:x16}";

    public string Last => string.Join('\n', last);

    public void Begin(World world) => World = world;

    public void Fail(string what) => Failure ??= $"{what}\nafter\n{Last}";

    public void Log(string what)
    {
        var line = $"{Clock?.Invoke() ?? 0,9} {what}";
        foreach (var one in line)
        {
            hash = (hash ^ one) * 1_099_511_628_211;
        }

        last.Enqueue(line);
        if (last.Count > PrintedMax)
        {
            last.Dequeue();
        }
    }

    public void Queued(Ticket ticket) => asked[ticket] = Asking ?? new(OwnWork(ticket), 0, 0);

    public void Decided(Ticket ticket, Books books)
    {
        if (!decided.TryGetValue(books.BatchId, out var list))
        {
            decided.Add(books.BatchId, list = []);
        }

        var one = asked[ticket];
        list.Add((one, LedgerFront.Text(ticket, one.Command)));
    }

    /// <summary>A batch is in the store: from now on it is true, whoever knows of it.</summary>
    public void Committed(Books books)
    {
        Commits++;
        var before = World;
        foreach (var (one, text) in decided.GetValueOrDefault(books.BatchId, []))
        {
            one.CommittedAs = Commits;
            if (++one.Commits > 1)
            {
                Fail($"I14: committed twice: {one.Command}");
            }

            if (one.SentAfter >= Commits)
            {
                Fail($"I33: {one.Command} was sent after commit {one.SentAfter} and stands before it");
            }

            World = Check(one, text, World);
        }

        foreach (var book in books.Instances.Where(book => book.HasWork))
        {
            var number = Handles.Number("instance", book.InstanceId);
            foreach (var difference in number == 0 ? []
                : Comparison.Differences(World, number, Tables!.Instances[book.InstanceId], Handles))
            {
                Fail(difference);
            }
        }

        coverage.Count("time", before, World);
    }

    /// <summary>Answers that rest on what was read: no effect, and true when it was read.</summary>
    public void Read(Books books, World then)
    {
        foreach (var (one, text) in decided.GetValueOrDefault(books.BatchId, []))
        {
            var after = Check(one, text, then);
            if (!ReferenceEquals(after.Rows, then.Rows) || after.LineItems.Length != then.LineItems.Length
                || (after.Conditioned, after.Ruled) != (then.Conditioned, then.Ruled))
            {
                Fail($"the model writes something, the ledger nothing: {one.Command}");
            }
        }
    }

    /// <summary>A rate table or a setting: done at once, outside the ledger.</summary>
    public string Plain(Command command, long now)
    {
        var (answer, world) = Oracle.Apply(World, command, now);
        LedgerDriver.StorePlain(Tables!, command, answer);
        coverage.Count(command, answer, World, world);
        World = world;
        Log($"{command} => {answer}");
        return answer.ToString();
    }

    /// <summary>A client, or the wire to one, has the answer: it must be that of a commit (I13).</summary>
    public void Answered(Asked one, string text)
    {
        var numbered = Handles.Numbered(text);
        Acknowledged = Math.Max(Acknowledged, one.CommittedAs);
        if (one.Expected is null ? one.Command is not SessionCommand || text != "404 " : numbered != $"{one.Expected}")
        {
            Fail($"{one.Command} is answered\n  {numbered}\ninstead of\n  {one.Expected}");
        }
    }

    private World Check(Asked one, string text, World world)
    {
        var (answer, after) = Oracle.Apply(world, one.Command, one.Now);
        var actual = Handles.Numbered(text);
        one.Expected = answer;
        Log($"#{Commits} {one.Command} at {one.Now} => {answer}");
        coverage.Count(one.Command, answer, world, after);
        if (actual != answer.ToString())
        {
            Fail($"{one.Command} comes to\n  {actual}\ninstead of\n  {answer}");
        }

        return after;
    }

    private DoDue OwnWork(Ticket ticket)
    {
        if (ticket.Asked is not DoDueOperation due)
        {
            Fail($"a replica does by itself what it should not: {ticket.Asked}");
            return new(0, [-1], 0);
        }

        return new(
            Handles.Number("instance", due.InstanceId),
            [.. due.SessionIds.Select(id => Handles.Number("session", id))],
            due.Until.Ms);
    }
}
