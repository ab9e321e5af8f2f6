using System.Runtime.InteropServices;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>The service as the image has it: published for this machine, compiled ahead of its start.</summary>
internal static class PublishedBuild
{
    // From a copy, since a publish for one kind of machine leaves a restore behind that the other builds cannot use.
    private const string Steps = """
        set -euo pipefail
        tar --exclude bin --exclude obj --exclude data -cf - src ./*.props ./*.json .editorconfig | tar -xf - -C "$0"
        cd "$0"
        dotnet restore src/ElasticAccess.Api -a "$1" -p:PublishReadyToRun=true -v quiet
        dotnet publish src/ElasticAccess.Api -c Release -a "$1" --no-restore --no-self-contained \
          -p:PublishReadyToRun=true -p:UseSharedCompilation=false -v quiet -o "$0/published"
        """;

    /// <returns>The assembly to start.</returns>
    public static async Task<string> MakeAsync(TempFolder folder)
    {
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var made = await Shell.RunAsync("bash", ["-c", Steps, folder.Path, architecture], Repository.Root);
        return made.Succeeded
            ? folder.At(Path.Combine("published", "ElasticAccess.Api.dll"))
            : throw new InvalidOperationException($"publish: {made.Reason}");
    }
}
