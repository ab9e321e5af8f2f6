namespace ElasticAccess.Api.Startup;

/// <summary>What a person sees who started the service by hand.</summary>
internal static class Greeting
{
    public static void Print(string address, string? key, Guid? demoInstance)
    {
        System.Console.WriteLine();
        System.Console.WriteLine($"  ElasticAccess   {address}");
        System.Console.WriteLine($"  Swagger UI      {address}/swagger");
        if (key is not null)
        {
            System.Console.WriteLine($"  Administration  {key}");
        }

        if (demoInstance is not null)
        {
            System.Console.WriteLine();
            System.Console.WriteLine("  Charge tokens:");
            System.Console.WriteLine(Curl(address, key ?? "$ELASTICACCESS_KEY", demoInstance.Value));
        }

        System.Console.WriteLine();
    }

    private static string Curl(string address, string key, Guid instanceId) =>
        $$"""
          curl -s {{address}}/elastic/api/v1.1/instances/{{instanceId}}/access-request \
            -H 'Authorization: Bearer {{key}}' -H 'Content-Type: application/json' \
            -d '{"requester":{"type":"user","value":"maria"},
                "requestedItems":[{"item":"PhotoPrint","version":"1.0","count":2}]}'
        """;
}
