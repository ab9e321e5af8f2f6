using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>What an export cannot go on from; the sentence is for the operator.</summary>
internal sealed class ExportException(string message) : Exception(message);

/// <summary>
/// How far an export is: the row it has written last, and how long each file was then. What a file has beyond that
/// was written by an export that was killed, and comes again.
/// </summary>
/// <param name="Format"><c>ndjson</c> or <c>csv</c>.</param>
/// <param name="Files">Committed bytes by the names of files.</param>
internal sealed record ExportState(string Format, string Cursor, SortedDictionary<string, long> Files)
{
    private const string FileName = "export-state.json";

    public UsagePosition Position => UsageQuery.TryReadCursor(Cursor, out var position)
        ? position
        : throw new ExportException($"The cursor in {FileName} is broken; restore the file from its backup.");

    /// <summary>A folder begun just now, or what the last export left, with its files cut back to it.</summary>
    public static ExportState Open(string folder, string format)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            if (Exported(folder).Any())
            {
                throw new ExportException(
                    $"{folder} holds exported files but no {FileName}: restore it, or take an empty folder.");
            }

            var fresh = new ExportState(format, UsageQuery.WriteCursor(UsagePosition.Start), []);
            fresh.Save(folder);
            return fresh;
        }

        var state = Read(file);
        if (state.Format != format)
        {
            throw new ExportException($"{folder} was begun as {state.Format}: take another folder for {format}.");
        }

        _ = state.Position;
        state.CutBack(folder);
        return state;
    }

    /// <summary>Notes a file before it is made: one that is there without a note is somebody else's.</summary>
    public void Begin(string folder, string name)
    {
        if (File.Exists(Path.Combine(folder, name)))
        {
            throw new ExportException($"{Path.Combine(folder, name)} was not written by this export: move it away.");
        }

        Files[name] = 0;
        Save(folder);
    }

    public void Save(string folder) => Folder.Replace(
        Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Default.ExportState));

    private void CutBack(string folder)
    {
        foreach (var (name, length) in Files)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                // Taken away on purpose: it has been loaded, and its later rows begin it anew.
                continue;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
            if (stream.Length < length)
            {
                throw new ExportException($"{path} is shorter than what was exported to it: restore it.");
            }

            stream.SetLength(length);
            stream.Flush(flushToDisk: true);
        }

        foreach (var gone in Files.Keys.Where(name => !File.Exists(Path.Combine(folder, name))).ToArray())
        {
            Files.Remove(gone);
        }
    }

    private static IEnumerable<string> Exported(string folder) =>
        Directory.EnumerateFiles(folder, "usage-????-??-??.*");

    private static ExportState Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), WireJson.Default.ExportState)
                ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ExportException($"{file} cannot be read; restore it from its backup.");
        }
    }
}
