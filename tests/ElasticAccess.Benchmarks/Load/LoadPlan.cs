using System.Text;

namespace ElasticAccess.Benchmarks.Load;

/// <summary>What is sent, by how many connections, for how long. Each waits for its answers (closed loop).</summary>
/// <param name="PerSecond">Not as fast as it goes but at this rate, see <see cref="PacedLoad"/>.</param>
/// <param name="Requests">Complete HTTP requests; connection n begins with the n-th and goes on in turn.</param>
/// <param name="Marker">What stands in an answer once for each granted item.</param>
internal sealed record LoadPlan(
    string Host,
    int Port,
    int Connections,
    double WarmUpSeconds,
    double Seconds,
    string[] Requests,
    string Marker,
    double? PerSecond = null)
{
    public static string Get(string path) => $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    public static string Post(string path, string bearer, string body) =>
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {bearer}\r\n" +
        $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
}
