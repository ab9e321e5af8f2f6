namespace ElasticAccess.Api.Swagger;

/// <summary>What a forecast and a rehearsal answer.</summary>
internal static class ForecastExamples
{
    public const string Forecast =
        """
        { "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10", "now": 1767225600000, "days": 30,
          "method": "mean of the last 30 days", "tokensLeft": 1000, "overdraftLeft": 250, "netPerDay": 4,
          "tokensGoneAt": 1788825600000, "runsOutAt": 1794225600000, "expiringUnused": 0,
          "lineItems": [
            { "activationId": "NW-2026-0042", "state": "DEPLOYED", "start": 1764547200000, "end": 1798761599999,
              "tokensLeft": 1000, "overdraftLeft": 250, "netPerDay": 4, "tokensGoneAt": 1788825600000,
              "runsOutAt": 1794225600000, "expiringUnused": 0 } ] }
        """;

    public const string Forecasts =
        """
        { "content": [
            { "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10", "shortName": "Northwind-def-inst",
              "accountId": "Northwind", "now": 1767225600000, "days": 30, "method": "mean of the last 30 days",
              "liveSessions": 3, "entitled": 1600, "tokensLeft": 1000, "overdraftLeft": 250, "netPerDay": 4,
              "tokensGoneAt": 1788825600000, "runsOutAt": 1794225600000, "expiringUnused": 0 } ],
          "next": 0 }
        """;

    public const string Rehearsal =
        """
        { "from": 1764547200000, "to": 1767225600000, "total": { "old": 600, "new": 500, "difference": -100 },
          "items": [ { "item": "PhotoPrint", "version": "1.0", "old": 600, "new": 500, "difference": -100 } ],
          "accounts": [ { "accountId": "Northwind", "old": 600, "new": 500, "difference": -100 } ],
          "instances": [ { "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10", "accountId": "Northwind",
                           "old": 600, "new": 500, "difference": -100 } ],
          "missing": [ { "item": "CADPrint", "version": "2.0", "reason": "NOT_RATED", "old": 70 } ],
          "missingTotal": 70, "otherSeries": 0 }
        """;
}
