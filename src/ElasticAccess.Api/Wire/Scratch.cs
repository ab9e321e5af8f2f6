using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Where a thread puts an answer together before it is sent, so that its length is known first and small answers leave
/// no garbage. Used from the first byte to the last without a wait in between.
/// </summary>
internal sealed class Scratch
{
    // One large list must not stay in memory for good.
    private const int KeptBytesMax = 256 * 1024;

    [ThreadStatic]
    private static Scratch? ofThread;

    private readonly ArrayBufferWriter<byte> bytes = new(1024);

    private Scratch() => Json = new(bytes);

    /// <summary>Empty.</summary>
    public static Scratch Current
    {
        get
        {
            if (ofThread is not { } scratch || scratch.bytes.Capacity > KeptBytesMax)
            {
                return ofThread = new();
            }

            // An answer that failed half way may have left something.
            scratch.bytes.ResetWrittenCount();
            scratch.Json.Reset();
            return scratch;
        }
    }

    public Utf8JsonWriter Json { get; }

    /// <summary>With its length; not flushed.</summary>
    public void SendTo(HttpResponse response)
    {
        Json.Flush();
        response.ContentLength = bytes.WrittenCount;
        response.BodyWriter.Write(bytes.WrittenSpan);
    }
}

internal static class FlushExtensions
{
    public static Task GetAsTask(this ValueTask<FlushResult> flush) =>
        flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
}
