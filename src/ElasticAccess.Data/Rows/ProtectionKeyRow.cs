namespace ElasticAccess.Data.Rows;

/// <summary>A key that encrypts the cookies of the console, shared by all replicas.</summary>
public sealed class ProtectionKeyRow
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
