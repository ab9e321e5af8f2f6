using System.Net;
using System.Net.Sockets;

namespace ElasticAccess.TestSupport.Processes;

/// <summary>A port nobody listens on, below the range that outgoing connections take theirs from.</summary>
public static class FreePort
{
    public static int Find()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next number.
            }
        }

        throw new InvalidOperationException("No free port between 20000 and 32000.");
    }
}
