using System.Collections.Immutable;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Who asks.</summary>
/// <param name="Facts">The dictionary: strings, numbers, booleans and lists of them, by key.</param>
public sealed record Who(string Type, string Value, ImmutableSortedDictionary<string, object> Facts)
{
    public override string ToString() =>
        $"{Type}:{Value}{{{string.Join(' ', Facts.Select(fact => $"{fact.Key}={Text(fact.Value)}"))}}}";

    private static string Text(object fact) =>
        fact is ImmutableArray<object> list ? $"[{string.Join(' ', list)}]" : fact.ToString()!;
}

/// <param name="X">The variable x, in micro; null for none.</param>
public sealed record Wanted(string Item, string Version, long CountMicro, long? X)
{
    public override string ToString() => $"{CountMicro}*{Item}/{Version}{(X is null ? "" : $" x={X}")}";
}

public sealed record OneOff(int Instance, Who Who, ImmutableArray<Wanted> Items, bool IsDryRun = false) : Command
{
    public override string Path => $"POST {Instance}/access-request";

    public override string Body => $"{Who} {string.Join(", ", Items)}{(IsDryRun ? " dry" : "")}";
}

/// <param name="Requests">One-off requests of this instance; their keys count for the batch's path.</param>
public sealed record Batch(int Instance, ImmutableArray<OneOff> Requests) : Command
{
    public override string Path => $"POST {Instance}/access-requests";

    public override string Body => string.Join(
        " | ", Requests.Select(part => $"{part.Body}{(part.Key is null ? "" : $" key={part.Key}")}"));
}

public sealed record CreateSession(int Instance) : Command
{
    public override string Path => "POST sessions";

    public override string Body => $"{Instance}";
}

/// <summary>A call on a session.</summary>
public abstract record SessionCommand(int Session) : Command;

public sealed record RequestSession(
    int Session, Who Who, ImmutableArray<Wanted> Items, bool RollbackOnDeny, bool IsDryRun = false)
    : SessionCommand(Session)
{
    public override string Path => $"PUT sessions/{Session}";

    public override string Body =>
        $"{Who} {string.Join(", ", Items)}{(RollbackOnDeny ? " rollback" : "")}{(IsDryRun ? " dry" : "")}";
}

public sealed record Heartbeat(int Session) : SessionCommand(Session)
{
    public override string Path => $"GET sessions/{Session}/heartbeat";

    public override string Body => "";
}

public sealed record CloseSession(int Session) : SessionCommand(Session)
{
    public override string Path => $"DELETE sessions/{Session}";

    public override string Body => "";
}

/// <summary>The service could not make the session's automatic charge (contract 17.11).</summary>
public sealed record FailSession(int Session) : SessionCommand(Session)
{
    public override string Path => $"FAIL sessions/{Session}";

    public override string Body => "";
}

/// <summary>
/// All that these sessions are due up to a time, in the order of the due times; empty: all there are.
/// </summary>
public sealed record DoDue(int Instance, ImmutableArray<int> Sessions, long Until) : Command
{
    public override string Path => $"DUE {Instance}";

    public override string Body => $"[{string.Join(' ', Sessions)}] until {Until}";
}
