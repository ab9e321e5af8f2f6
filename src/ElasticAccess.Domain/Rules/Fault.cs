namespace ElasticAccess.Domain.Rules;

/// <summary>What is wrong with one member of a request, and where: <c>$[1].allocation</c> (contract 2).</summary>
public sealed record Fault(string Path, string Reason)
{
    public const string Missing = "is missing but it is required";

    public override string ToString() => $"{Path}: {Reason}";
}
