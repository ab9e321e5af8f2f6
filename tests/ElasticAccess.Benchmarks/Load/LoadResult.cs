namespace ElasticAccess.Benchmarks.Load;

/// <summary>What came of a plan.</summary>
/// <param name="PerSecond">Answers in the measured time, without the warm-up and what was still under way.</param>
/// <param name="Granted">Items granted from the first to the last request, so that it can be held against the
/// ledger.</param>
/// <param name="Uncertain">Requests whose answer was not read: each may or may not have been granted.</param>
/// <param name="Refused">Answers other than 200; at a fixed rate, other than 200 and 503.</param>
/// <param name="ShedPerSecond">Answers 503 at a fixed rate.</param>
internal sealed record LoadResult(
    double PerSecond, double P50Ms, double P99Ms, double MaxMs, long Granted, long Uncertain, long Refused,
    double ShedPerSecond, double ShedP99Ms);
