using System.Text.Json;

namespace ElasticAccess.Chaos.Work;

/// <summary>What one worker writes down; each line is with the operating system before anything is sent.</summary>
internal sealed class JournalFile(string folder, int worker) : IDisposable
{
    private const string Pattern = "journal-*.ndjson";

    private readonly StreamWriter file = new(Path.Combine(folder, $"journal-{worker:00}.ndjson")) { AutoFlush = true };

    public void Write(Intent intent) => Write(new JournalLine(Intent: intent));

    public void Write(Verdict verdict) => Write(new JournalLine(Verdict: verdict));

    public void Dispose() => file.Dispose();

    public static IEnumerable<JournalLine> Read(string folder) => Directory.GetFiles(folder, Pattern).Order()
        .SelectMany(File.ReadLines).Select(line => JsonSerializer.Deserialize<JournalLine>(line)!);

    private void Write(JournalLine line) => file.WriteLine(JsonSerializer.Serialize(line));
}
