using System.Buffers;
using System.Globalization;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>
/// The command <c>export</c>: appends what is new to a file for each day of use, UTC (contract 18.2). Rows go to the
/// disk first and the state that counts them afterwards; a killed export is cut back to its state by the next one.
/// </summary>
internal static class ExportUsage
{
    public const string Usage = "export --folder <folder> [--format ndjson|csv]";

    private const int RowsPerCommit = 1_000;

    /// <summary>How much was appended.</summary>
    public sealed record Appended(long Rows, int Files);

    /// <exception cref="ExportException">The folder is not fit, or another export is at it.</exception>
    public static async Task<Appended> RunAsync(IStore store, string folder, string format, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        using var alone = Lock(folder);
        var state = ExportState.Open(folder, format);
        await new UsageCatchUp(store).CatchUpAsync(ct);
        var reader = new UsageReader(store);
        var rows = 0L;
        var files = new HashSet<string>();
        for (var isAtEnd = false; !isAtEnd;)
        {
            var page = await reader.ReadAsync(new UsageFilter(), state.Position, RowsPerCommit, ct);
            files.UnionWith(Append(folder, state, page.Rows));
            state = state with { Cursor = UsageQuery.WriteCursor(page.Last) };
            if (page.Rows.Count > 0)
            {
                state.Save(folder);
            }

            rows += page.Rows.Count;
            isAtEnd = page.IsAtEnd;
        }

        state.Save(folder);
        return new(rows, files.Count);
    }

    // The names of the files that grew. All of them are on the disk when it returns.
    private static List<string> Append(string folder, ExportState state, IReadOnlyList<UsageRow> rows)
    {
        var names = new List<string>();
        var isNew = false;
        foreach (var day in rows.GroupBy(row => row.Entry.UsageMs / Domain.Usage.RollUp.DayMs))
        {
            var date = DateTime.UnixEpoch.AddDays(day.Key).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var name = $"usage-{date}.{state.Format}";
            if (!state.Files.ContainsKey(name))
            {
                state.Begin(folder, name);
            }

            using var stream = new FileStream(Path.Combine(folder, name), FileMode.Append, FileAccess.Write);
            isNew |= stream.Length == 0;
            stream.Write(Bytes(state.Format, isFirst: stream.Length == 0, day));
            stream.Flush(flushToDisk: true);
            state.Files[name] = stream.Length;
            names.Add(name);
        }

        if (isNew)
        {
            Folder.Synchronize(folder);
        }

        return names;
    }

    private static ReadOnlySpan<byte> Bytes(string format, bool isFirst, IEnumerable<UsageRow> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var csv = new CsvWriter(buffer);
        if (isFirst && format == "csv")
        {
            UsageLines.CsvHeader(csv);
        }

        foreach (var row in rows.Select(UsageRowBody.Of))
        {
            if (format == "csv")
            {
                UsageLines.Csv(csv, row);
            }
            else
            {
                UsageLines.Ndjson(buffer, row);
            }
        }

        return buffer.WrittenSpan;
    }

    // The system lets go of it with the process, however that ends.
    private static FileStream Lock(string folder)
    {
        try
        {
            return new(Path.Combine(folder, "export.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new ExportException($"Another export is at work in {folder}.");
        }
    }
}
