namespace ElasticAccess.Api.Startup;

internal static class Defaults
{
    public const string Address = "http://localhost:5080";
}
