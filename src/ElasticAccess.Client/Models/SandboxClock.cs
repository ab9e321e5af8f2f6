namespace ElasticAccess.Client.Models;

internal sealed record SandboxClock(DateTimeOffset Now);
