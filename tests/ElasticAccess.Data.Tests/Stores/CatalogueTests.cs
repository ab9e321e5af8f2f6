using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Npgsql;

namespace ElasticAccess.Data.Tests.Stores;

/// <summary>
/// What lets the service be spread by instance over several databases, read from PostgreSQL's own catalogue: every
/// table of an instance has its id first in the primary key, in every unique index and in every foreign key.
/// </summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    /// <summary>Small tables that every database would hold a copy of. A new one needs a reason.</summary>
    private static readonly string[] References =
    [
        "__EFMigrationsHistory", "activation", "api_key", "instance", "public_key", "rate_table", "rate_table_item",
        "setting",

        // What the console's cookies are encrypted with, for all processes.
        "protection_key",

        // The back office belongs to accounts, and the audit to the whole service; no charge reads them.
        "account", "audit", "claim", "entitlement", "entitlement_line_item", "feature", "license_model", "product",

        // Deliveries belong to webhooks, of which one asks for events of many instances; no charge touches them.
        "webhook", "webhook_delivery", "webhook_lane",
    ];

    private TestDatabase? database;
    private IStore? store;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(Store.Postgres);
        store = StoreFactory.Create(database.ConnectionString);
        await store.MigrateAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await store!.DisposeAsync();
        await database!.DisposeAsync();
    }

    [Fact]
    public async Task Every_table_is_of_an_instance_or_a_known_reference()
    {
        var tables = await ReadAsync(
            """
            select c.relname, coalesce((
                select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                where i.indrelid = c.oid and i.indisprimary), 'no primary key')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p')
            """);

        var others = tables.Where(table => !References.Contains(table[0])).ToList();
        Assert.True(others.Count >= 4);
        Assert.All(others, table => Assert.Equal("instance_id", table[1]));
        Assert.All(References, reference => Assert.Contains(tables, table => table[0] == reference));
    }

    [Fact]
    public async Task Every_unique_index_of_an_instance_s_table_begins_with_the_instance()
    {
        var indexes = await ReadAsync(
            """
            select c.relname, x.relname, coalesce(a.attname, 'an expression')
            from pg_index i
            join pg_class c on c.oid = i.indrelid
            join pg_class x on x.oid = i.indexrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where n.nspname = 'public' and i.indisunique
            """);

        Assert.All(OfInstances(indexes), index => Assert.True(index[2] == "instance_id", string.Join(' ', index)));
    }

    [Fact]
    public async Task Every_foreign_key_of_an_instance_s_table_begins_with_the_instance_on_both_sides()
    {
        var keys = await ReadAsync(
            """
            select c.relname, k.conname, a.attname, f.attname
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
            where n.nspname = 'public' and k.contype = 'f'
            """);

        Assert.All(OfInstances(keys), key => Assert.True(
            key is [_, _, "instance_id", "instance_id"], string.Join(' ', key)));
    }

    [Fact]
    public async Task No_reference_points_at_a_table_that_is_spread()
    {
        var keys = await ReadAsync(
            """
            select c.relname, f.relname from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_class f on f.oid = k.confrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and k.contype = 'f'
            """);

        var references = keys.Where(key => References.Contains(key[0])).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, key => Assert.True(References.Contains(key[1]), string.Join(" to ", key)));
    }

    [Fact]
    public async Task The_script_for_a_cluster_lays_out_every_table_by_its_kind()
    {
        await ReadAsync(
            """
            create table laid_out (name text, kind text);
            create function create_reference_table(t regclass) returns void language sql as
                $$ insert into laid_out values (t::text, 'reference') $$;
            create function create_distributed_table(t regclass, by text, colocate_with text default 'none')
                returns void language sql as $$ insert into laid_out values (t::text, by) $$;
            create function create_distributed_function(f regprocedure) returns void language sql as $$ $$;
            """);
        var script = Path.Combine(
            Repository.Root, "src", "ElasticAccess.Data", "Stores", "Postgres", "Citus", "distribute.sql");
        await ReadAsync(await File.ReadAllTextAsync(script));

        // Partitions follow their table, and the tool that migrates looks at the coordinator only.
        var tables = await ReadAsync(
            """
            select c.relname, coalesce((select string_agg(kind, ', ') from laid_out where name = c.relname), 'left out')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                and c.relname not in ('laid_out', '__EFMigrationsHistory')
            """);
        Assert.All(tables, table => Assert.True(
            table[1] == (References.Contains(table[0]) ? "reference" : "instance_id"), string.Join(' ', table)));
    }

    [Fact]
    public async Task No_amount_is_floating_point_and_every_text_is_compared_ordinally()
    {
        var columns = await ReadAsync(
            """
            select table_name, column_name, data_type, coalesce(collation_name, '') from information_schema.columns
            where table_schema = 'public' and table_name not like '\_\_%'
            """);

        Assert.DoesNotContain(columns, column => column[2] is "real" or "double precision" or "numeric");
        Assert.All(columns.Where(column => column[1].EndsWith("_micro", StringComparison.Ordinal)),
            column => Assert.Equal("bigint", column[2]));
        Assert.All(columns.Where(column => column[2] is "text" or "character varying"),
            column => Assert.Equal("C", column[3]));
    }

    [Fact]
    public async Task The_ledger_cannot_be_emptied()
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync("truncate entry"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private static IEnumerable<string[]> OfInstances(List<string[]> rows)
    {
        var found = rows.Where(row => !References.Contains(row[0])).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private async Task<List<string[]>> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database!.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string[]>();
        while (await rows.ReadAsync())
        {
            found.Add([.. Enumerable.Range(0, rows.FieldCount).Select(column => $"{rows[column]}")]);
        }

        return found;
    }
}
