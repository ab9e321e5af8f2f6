using System.Net.Http.Headers;
using System.Net.Http.Json;
using ElasticAccess.Chaos.Scene;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Chaos.Faults;

/// <summary>Moves the services' clocks.</summary>
internal sealed class ClockFaults(Stage stage, Options options, FaultLog log)
{
    // Forward, past heartbeats and charge periods.
    private static readonly double[] SandboxMinutes = [1 / 60d, 1, 4, 6, 9.9, 10, 11, 11, 65, 120];

    private static readonly string[] FakeOffsets = ["+0", "+1", "-1", "+60", "-60", "+7200", "-7200"];

    private const int AttemptsMax = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private DateTimeOffset standsAt = DateTimeOffset.UtcNow;

    public async Task JumpAsync(PlannedFault fault)
    {
        if (options.Clock == ClockKind.Fake)
        {
            var offset = FakeOffsets[fault.Seed % FakeOffsets.Length];
            await File.WriteAllTextAsync(stage.Replicas[fault.Target].ClockFile, offset);
            log.Done(FaultKind.ClockJump);
            return;
        }

        standsAt += TimeSpan.FromMinutes(SandboxMinutes[fault.Seed % SandboxMinutes.Length]);
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            // The other replica when this one is down; where it was moved already it may be told again.
            if (await TryMoveAsync(stage.Replicas[(fault.Target + attempt) % 2].Address))
            {
                log.Done(FaultKind.ClockJump);
                return;
            }

            await Task.Delay(Pause);
        }
    }

    private async Task<bool> TryMoveAsync(Uri service)
    {
        var admin = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            Timeout = Patience,
            DefaultRequestHeaders = { Authorization = admin },
        };
        var body = JsonContent.Create(new { now = standsAt.ToUnixTimeMilliseconds() });
        try
        {
            using var answer = await http.PutAsync(new Uri(service, "/sandbox/clock"), body);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
