using System.CommandLine;
using System.Net;
using System.Text.Json;
using ElasticAccess.Cli.Connecting;
using ElasticAccess.Cli.Output;
using ElasticAccess.Client;

namespace ElasticAccess.Cli.Commands;

/// <summary>Profiles: made by <c>login</c>, which tries the credential before it keeps it.</summary>
internal static class LoginCommands
{
    private const string DefaultName = "default";

    private static readonly View ProfileView = View.Of("name", "url", "credential", "current");

    private static readonly Option<string?> KeyFile = new("--key-file")
    {
        Description = "File with the API key. Without it the key is asked for, or read from standard input: there is "
            + "no option that takes the key itself, since other users could read it in the list of processes",
        HelpName = "file",
    };

    private static readonly Option<string?> PrivateKey = new("--private-key")
    {
        Description = "PEM file of a private key to sign with, in place of an API key; it stays where it is",
        HelpName = "file",
    };

    private static readonly Option<string?> KeyId = new("--key-id")
    {
        Description = "Id under which the public key of --private-key was uploaded",
    };

    private static readonly Option<string[]> ForInstances = new("--for-instance")
    {
        Description = "With --private-key of a client: the instances (UUID) that it may act on",
        HelpName = "uuid",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Unchecked = new("--no-check")
    {
        Description = "Keep the profile without asking the service",
    };

    private static readonly Argument<string> Name = new("profile") { Description = "Name of the profile" };

    public static Command Login() => Syntax.Verb(
        "login",
        "Keep an address and a credential as a profile, 'default' if not named by -p, and make it the current one",
        [KeyFile, PrivateKey, KeyId, ForInstances, Unchecked],
        async run =>
        {
            var url = run.Get(Given.Url) ?? Environment.GetEnvironmentVariable(Where.UrlVariable)
                ?? throw new Failure(ExitCode.Usage, "Name the service: --url http://localhost:5080");
            var profile = Asked(run, Where.Checked(url).AbsoluteUri);
            if (!run.Get(Unchecked))
            {
                await CheckAsync(profile, run);
            }

            var list = ProfileFile.Read();
            var name = run.Get(Given.Profile) ?? DefaultName;
            list.Profiles[name] = profile;
            ProfileFile.Write(list with { Current = name });
            Run.Say($"Profile {name}: {profile.Url}, {profile.Shown}, kept in {ProfileFile.Path}");
        });

    public static Command Logout() => Syntax.Verb(
        "logout",
        "Forget a profile (-p), or the current one. The key itself stays valid: `elastic keys api delete`",
        [],
        run =>
        {
            var list = ProfileFile.Read();
            var name = run.Get(Given.Profile) ?? list.Current
                ?? throw new Failure(ExitCode.NotFound, "There is no profile to forget.");
            Where.Named(list, name);
            list.Profiles.Remove(name);
            var current = list.Current == name ? list.Profiles.Keys.FirstOrDefault() : list.Current;
            ProfileFile.Write(list with { Current = current });
            Run.Say($"Profile {name} is forgotten.");
            return Task.CompletedTask;
        });

    public static Command Profiles() => Syntax.Group(
        "profiles", "Services and credentials that are kept on this machine",
        Syntax.Verb("list", "All profiles; of a key only its beginning is shown", [], run =>
        {
            var list = ProfileFile.Read();
            var rows = list.Profiles.Select(p => JsonSerializer.SerializeToElement(new
            {
                name = p.Key,
                url = p.Value.Url,
                credential = p.Value.Shown,
                current = p.Key == list.Current,
            }));
            return run.Out.AllAsync(ProfileView, rows.ToAsyncEnumerable());
        }),
        Syntax.Verb("use", "Make a profile the current one", [Name], run =>
        {
            var list = ProfileFile.Read();
            Where.Named(list, run.Need(Name));
            ProfileFile.Write(list with { Current = run.Need(Name) });
            return Task.CompletedTask;
        }));

    private static Profile Asked(Run run, string url)
    {
        if (run.Get(PrivateKey) is not { } file)
        {
            return new Profile(url) { Key = ReadKey(run) };
        }

        var profile = new Profile(url)
        {
            PrivateKeyFile = Path.GetFullPath(file),
            KeyId = run.Get(KeyId) ?? throw new Failure(ExitCode.Usage, "--private-key needs --key-id."),
            Instances = run.Get(ForInstances) is { Length: > 0 } instances ? instances : null,
        };
        return profile;
    }

    private static string ReadKey(Run run)
    {
        string? key;
        if (run.Get(KeyFile) is { } file)
        {
            key = Files.Input.Text(file);
        }
        else if (Environment.GetEnvironmentVariable(Where.KeyVariable) is { Length: > 0 } kept)
        {
            key = kept;
        }
        else
        {
            key = Console.IsInputRedirected ? Console.In.ReadLine() : Secret.Ask("API key: ");
        }

        return key?.Trim() is { Length: > 0 } given && given.All(c => c is > ' ' and <= '~')
            ? given
            : throw new Failure(
                ExitCode.Usage, "An API key is one line of visible characters, ea_admin_… or ea_client_…");
    }

    // A client's key may not list instances, which it says with 403; then it is known all the same.
    private static async Task CheckAsync(Profile profile, Run run)
    {
        using var client = new ElasticAccessClient(new()
        {
            BaseAddress = new Uri(profile.Url),
            Credential = profile.Credential(),
            AttemptTimeout = run.Patience,
            Retry = RetryOptions.None,
        });
        try
        {
            await client.ListInstancesAsync(size: 1, ct: run.Ct);
        }
        catch (ElasticAccessException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            Run.Say("This is a client's credential: it reaches its own instances only.");
        }
    }
}
