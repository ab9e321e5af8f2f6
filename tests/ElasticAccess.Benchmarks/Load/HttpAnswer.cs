using System.Buffers.Text;
using System.Text;

namespace ElasticAccess.Benchmarks.Load;

/// <summary>As much of HTTP/1.1 as it takes to know that an answer is complete, and what it says.</summary>
internal static class HttpAnswer
{
    private static readonly byte[] HeadEnd = Encoding.ASCII.GetBytes("\r\n\r\n");
    private static readonly byte[] LineEnd = Encoding.ASCII.GetBytes("\r\n");

    /// <summary>The length of the complete answer at the start of the buffer, 0 while some of it is missing.</summary>
    public static int Read(ReadOnlySpan<byte> received, ReadOnlySpan<byte> marker, out int status, out int marks)
    {
        status = 0;
        marks = 0;
        var head = received.IndexOf(HeadEnd);
        if (head < 0)
        {
            return 0;
        }

        status = Number(received[9..12]);
        var body = received[(head + HeadEnd.Length)..];
        var length = ContentLength(received[..head]);
        var taken = length >= 0 ? (body.Length >= length ? length : -1) : ChunksLength(body);
        if (taken < 0)
        {
            return 0;
        }

        // Small answers come in one chunk, so that no chunk's border can cut a mark in two.
        marks = Count(body[..taken], marker);
        return head + HeadEnd.Length + taken;
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split(LineEnd))
        {
            var line = head[range];
            if (line.Length > 15 && Ascii.EqualsIgnoreCase(line[..15], "content-length:"u8))
            {
                return Number(line[15..].TrimStart((byte)' '));
            }
        }

        return -1;
    }

    // -1 while the last chunk, the empty one, has not arrived.
    private static int ChunksLength(ReadOnlySpan<byte> body)
    {
        for (var at = 0; ;)
        {
            var line = body[at..].IndexOf(LineEnd);
            if (line < 0 || !Utf8Parser.TryParse(body[at..], out int size, out int _, 'x'))
            {
                return -1;
            }

            at += line + LineEnd.Length + size + LineEnd.Length;
            if (at > body.Length)
            {
                return -1;
            }

            if (size == 0)
            {
                return at;
            }
        }
    }

    private static int Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out int number, out _) ? number : 0;

    private static int Count(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marker)
    {
        var count = 0;
        while (!marker.IsEmpty && text.IndexOf(marker) is >= 0 and var at)
        {
            count++;
            text = text[(at + marker.Length)..];
        }

        return count;
    }
}
