using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>The model on PostgreSQL, with its own migrations.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AccessDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Months are partitions, so the month is in every key; what must be unique across months is a table of its own.
        modelBuilder.Entity<EntryRow>(entry =>
        {
            entry.HasKey(e => new { e.InstanceId, e.Sequence, e.WriteMs });
            foreach (var index in entry.Metadata.GetIndexes().ToArray())
            {
                entry.Metadata.RemoveIndex(index);
            }
        });

        // Whoever takes events out takes the first ones of all instances; the key begins with the instance.
        modelBuilder.Entity<OutboxEventRow>().HasIndex(e => e.Position);

        // Names and ids are compared ordinally everywhere, whatever the database's own collation is.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string))
            {
                property.SetCollation("C");
            }
        }
    }
}
