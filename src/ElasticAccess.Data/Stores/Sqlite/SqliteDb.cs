using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>The model on SQLite, with its own migrations.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : AccessDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Only a key of one column counts up by itself.
        modelBuilder.Entity<OutboxEventRow>().HasKey(e => e.Position);

        // An integer that overflows becomes a REAL in silence here, unless the table refuses it.
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(IsAmount))
            {
                var column = property.GetColumnName();
                entity.AddCheckConstraint(
                    $"{entity.GetTableName()}_{column}_is_an_integer", $"typeof({column}) in ('integer', 'null')");
            }
        }
    }

    private static bool IsAmount(IMutableProperty property) =>
        property.Name.EndsWith("Micro", StringComparison.Ordinal)
        || property.Name.EndsWith("Thousands", StringComparison.Ordinal) || property.Name == "Quantity";
}
