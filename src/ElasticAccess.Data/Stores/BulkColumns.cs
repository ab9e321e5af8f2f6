using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElasticAccess.Data.Stores;

/// <summary>
/// The columns of a table as the model has them, for writing many new rows without tracking each.
/// </summary>
internal sealed class BulkColumns
{
    private readonly IProperty[] properties;
    private readonly Func<object?, object?>?[] converters;

    private BulkColumns(IEntityType type)
    {
        properties = [.. type.GetProperties()];
        converters = Array.ConvertAll(
            properties, property => property.GetTypeMapping().Converter?.ConvertToProvider);
        Table = type.GetTableName()!;
        Names = string.Join(", ", properties.Select(property => property.GetColumnName()));
    }

    public string Table { get; }

    public string Names { get; }

    public int Count => properties.Length;

    public static BulkColumns Of<T>(AccessDb db) => new(db.Model.FindEntityType(typeof(T))!);

    public string TypeOf(int column) => properties[column].GetColumnType();

    /// <summary>As the store holds it; null where it is.</summary>
    public object? Value(object row, int column)
    {
        var value = properties[column].PropertyInfo!.GetValue(row);
        return converters[column] is { } convert ? convert(value) : value;
    }
}
