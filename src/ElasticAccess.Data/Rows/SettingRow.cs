namespace ElasticAccess.Data.Rows;

/// <summary>A configuration value that was changed from its default (contract 11).</summary>
public sealed class SettingRow
{
    public required string Name { get; init; }

    public required string Value { get; set; }

    public required long ModifiedMs { get; set; }

    /// <summary>The key of the caller who changed it.</summary>
    public required string UpdatedBy { get; set; }
}
