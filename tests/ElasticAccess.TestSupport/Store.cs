namespace ElasticAccess.TestSupport;

/// <summary>The stores every ledger test runs on; a test that names only one of them needs a reason.</summary>
public enum Store
{
    Sqlite,
    Postgres,
}
