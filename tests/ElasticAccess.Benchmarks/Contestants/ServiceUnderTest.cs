using System.Diagnostics;
using System.Globalization;
using ElasticAccess.Benchmarks.Load;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>The service as customers meet it: a process of its own, over HTTP, authenticated, validated.</summary>
internal sealed class ServiceUnderTest(
    ServiceProcess process, string database, SetupClient setup, string[] instances, Options options, Report report)
    : IAsyncDisposable
{
    private const int Requesters = 64;
    private const int WarmUpsMax = 12;

    // Of one core, while it warms up.
    private const double CompilingMax = 0.03;

    private readonly LoadPlan _idle = new(
        process.Address.Host, process.Address.Port, Connections: 0, WarmUpSeconds: 0.5, options.Seconds, [], "");
    private readonly Report _report = report;
    private long _granted;
    private long _uncertain;
    private bool _isGuest;

    public IReadOnlyList<string> Instances => instances;

    public Uri Address => process.Address;

    /// <summary>Its connection string.</summary>
    public string Database => database;

    public int ProcessId => process.Id;

    public long WorkingSet => process.WorkingSet;

    /// <summary>Starts the service and sells tokens to that many instances; the load goes to all of them.</summary>
    public static async Task<ServiceUnderTest> StartAsync(
        string connectionString, int instances, Options options, Report report,
        IReadOnlyDictionary<string, string?>? environment = null, string? assembly = null)
    {
        var plain = Enumerable.Repeat(InstanceShape.Plain, instances).ToArray();
        var service = await OpenAsync(connectionString, plain, options, report, environment, assembly);
        await service.WarmUpAsync();
        return service;
    }

    /// <summary>Not warm yet; the load goes to all of the instances unless one is named.</summary>
    public static async Task<ServiceUnderTest> OpenAsync(
        string connectionString, IReadOnlyList<InstanceShape> instances, Options options, Report report,
        IReadOnlyDictionary<string, string?>? environment = null, string? assembly = null)
    {
        var process = await ServiceProcess.StartAsync(connectionString, environment, assembly);
        var setup = new SetupClient(process.Address);
        await setup.PublishRatesAsync();
        var ids = new List<string>();
        for (var n = 0; n < instances.Count; n++)
        {
            ids.Add(await setup.NewInstanceAsync(n, instances[n]));
        }

        return new ServiceUnderTest(process, connectionString, setup, [.. ids], options, report);
    }

    /// <summary>One-off access requests from that many connections, then the books.</summary>
    /// <param name="only">One instance instead of all.</param>
    public async Task<Measure> AccessAsync(int connections, string? only = null)
    {
        string[] on = only is null ? instances : [only];
        var measure = Measured(await ChargeAllAsync(connections, "access-request", Body, perSecond: null, on));
        await CheckBooksAsync();
        return measure;
    }

    /// <summary>In calls of one request, or of many.</summary>
    public Task<Measure> ChargeAsync(int connections, int callsOf) =>
        callsOf == 1 ? AccessAsync(connections) : BatchAsync(connections, callsOf);

    /// <summary>So many in all, spread over the instances; none of them is near its threshold.</summary>
    public async Task AddAlertsAsync(int count)
    {
        for (var n = 0; n < count; n++)
        {
            await setup.AddAlertAsync(instances[n % instances.Length], n);
        }
    }

    /// <summary>
    /// So many changes of line items, of instances that no load goes to; each is an event for webhooks.
    /// </summary>
    public async Task ChangeOthersAsync(int others, int changes)
    {
        var ids = new List<string>();
        for (var n = 0; n < others; n++)
        {
            ids.Add(await setup.NewInstanceAsync(instances.Length + n));
        }

        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (id, _) => await setup.ChangeAsync(id, changes / others - 1));
    }

    /// <summary>Calls of so many requests each, then the books; measured in requests.</summary>
    public async Task<Measure> BatchAsync(int connections, int requests)
    {
        var measure = await ChargeAsync(
            connections,
            "access-requests",
            n => $$"""{"requests":[{{string.Join(',', Enumerable.Repeat(Body(n), requests))}}]}""");
        await CheckBooksAsync();
        return measure with { PerSecond = measure.PerSecond * requests };
    }

    /// <summary>The same as <see cref="AccessAsync"/> while others charge too.</summary>
    public Task<Measure> LoadAsync(int connections) => ChargeAsync(connections, "access-request", Body);

    /// <summary>So many requests a second, whether they can be served or not; then the books.</summary>
    public async Task<LoadResult> OfferAsync(int connections, double perSecond)
    {
        var result = await ChargeAllAsync(connections, "access-request", Body, perSecond, instances);
        await CheckBooksAsync();
        return result;
    }

    /// <summary>The HTTP ceiling: the same server under the same load, with nothing to decide or store.</summary>
    public async Task<Measure> HealthAsync(int connections) => Measured(await RunAsync(_idle with
    {
        Connections = connections,
        Requests = [LoadPlan.Get("/health/live")],
    }));

    public async ValueTask DisposeAsync()
    {
        if (!_isGuest)
        {
            setup.Dispose();
        }

        await process.StopAsync();
        await process.DisposeAsync();
    }

    /// <summary>One more process on the same database and instances, warm for them.</summary>
    public async Task<ServiceUnderTest> JoinAsync()
    {
        var process = await ServiceProcess.StartAsync(database);
        var joined = new ServiceUnderTest(process, database, setup, instances, options, _report) { _isGuest = true };
        await joined.LoadAsync(connections: 64);
        await joined.LoadAsync(connections: 64);
        return joined;
    }

    /// <summary>
    /// A fresh process compiles its busiest methods again and again for its first half minute, on the cores that it is
    /// measured on. Producers run it for months.
    /// </summary>
    public async Task WarmUpAsync()
    {
        await HealthAsync(connections: 64);
        for (var turn = 0; turn < WarmUpsMax; turn++)
        {
            var (before, begun) = (await ServiceMetrics.ReadAsync(Address), Stopwatch.GetTimestamp());
            await AccessAsync(connections: turn % 2 == 0 ? 64 : 256);
            var compiled = (await ServiceMetrics.ReadAsync(Address)).Since(before, "dotnet_jit_compilation_time");
            if (compiled < CompilingMax * Stopwatch.GetElapsedTime(begun).TotalSeconds)
            {
                return;
            }
        }

        _report.Note("still compiling after the warm-up");
    }

    private static string Body(int n) =>
        $$"""{"requester":{"type":"user","value":"user-{{n}}"},"requestedItems":[{{SetupClient.Item}}]}""";

    private async Task<Measure> ChargeAsync(int connections, string operation, Func<int, string> body) =>
        Measured(await ChargeAllAsync(connections, operation, body, perSecond: null, instances));

    private async Task<LoadResult> ChargeAllAsync(
        int connections, string operation, Func<int, string> body, double? perSecond, string[] on)
    {
        var requests = Enumerable.Range(0, Math.Max(Requesters, on.Length)).Select(n => LoadPlan.Post(
            $"/elastic/api/v1.1/instances/{on[n % on.Length]}/{operation}",
            ServiceProcess.AdminKey,
            body(n)));
        var result = await RunAsync(_idle with
        {
            Connections = connections,
            Requests = [.. requests],
            Marker = "\"1101\"",
            PerSecond = perSecond,
        });
        _granted += result.Granted;
        _uncertain += result.Uncertain;
        return result;
    }

    private static Measure Measured(LoadResult result) => new(result.PerSecond, result.P50Ms, result.P99Ms);

    private async Task<LoadResult> RunAsync(LoadPlan plan)
    {
        var result = options.Wrk ? await WrkLoad.RunAsync(plan) : await HttpLoad.RunAsync(plan);
        if (result.Refused > 0)
        {
            _report.Judge($"{result.Refused} answers were not 200", reached: false, "none");
        }

        return result;
    }

    private Task CheckBooksAsync() => CheckBooksAsync([this]);

    /// <summary>
    /// Speed with wrong books is worth nothing: what the answers granted, all processes together, is what the line
    /// items say, to the token.
    /// </summary>
    public static async Task CheckBooksAsync(IReadOnlyList<ServiceUnderTest> processes)
    {
        var used = await processes[0].UsedAsync();
        var granted = processes.Sum(process => process._granted);
        var least = granted * SetupClient.TokensPerRequest;
        var most = (granted + processes.Sum(process => process._uncertain)) * SetupClient.TokensPerRequest;
        if (used < least || used > most)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"used {used}, granted {least} to {most}");
            processes[0]._report.Judge(text, reached: false, "equal");
        }
    }

    private async Task<decimal> UsedAsync()
    {
        var used = 0m;
        foreach (var instance in instances)
        {
            used += await setup.UsedAsync(instance);
        }

        return used;
    }
}
