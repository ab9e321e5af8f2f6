using System.Diagnostics;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Cli.Tests;

/// <summary>What one run of the tool left: exactly what a script would see.</summary>
public sealed record Ran(int Code, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The built tool as a process, with a configuration folder of its own.</summary>
public sealed class Tool(string folder, Uri? service = null, string? key = ServiceProcess.AdminKey)
{
    public string Folder => folder;

    public static string Assembly { get; } = Path.Combine(
        Repository.Root, "src", "ElasticAccess.Cli", "bin", Repository.Configuration, "net10.0", "elastic.dll");

    public string At(string name) => Path.Combine(folder, name);

    public Tool With(string? otherKey) => new(folder, service, otherKey);

    public Tool Against(Uri other) => new(folder, other, key);

    public async Task<Ran> RunAsync(string[] arguments, string? input = null)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await errors);
    }

    /// <summary>A command line without quotes, as it would be typed.</summary>
    public Task<Ran> RunAsync(string commandLine, string? input = null) =>
        RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), input);

    public Task<string> OkAsync(string commandLine) =>
        OkAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs and expects 0; the output.</summary>
    public async Task<string> OkAsync(params string[] arguments)
    {
        var ran = await RunAsync(arguments);
        Assert.True(ran.Code == 0, $"{string.Join(' ', arguments)}: {ran.Code}\n{ran.Errors}");
        return ran.Output;
    }

    /// <summary>What stands in a file that takes both streams.</summary>
    public async Task<string> TogetherAsync(params string[] arguments)
    {
        using var process = Start("sh", ["-c", "exec \"$@\" 2>&1", "sh", "dotnet", Assembly, .. arguments]);
        process.StandardInput.Close();
        return await process.StandardOutput.ReadToEndAsync();
    }

    // Whoever runs the tests in the background has Ctrl-C ignored, and children inherit that.
    public Process Start(params string[] arguments) =>
        Start("env", ["--default-signal=INT", "dotnet", Assembly, .. arguments]);

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        start.Environment["XDG_CONFIG_HOME"] = folder;
        foreach (var (name, value) in new[]
        {
            ("ELASTIC_ACCESS_KEY", key), ("ELASTIC_ACCESS_URL", service?.AbsoluteUri), ("ELASTIC_ACCESS_PROFILE", null),
        })
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        return Process.Start(start)!;
    }
}
