namespace ElasticAccess.Data.Rows;

/// <summary>A row that lists show in the order of its creation.</summary>
public interface ICreated
{
    long CreatedMs { get; }
}
