namespace ElasticAccess.Cli.Connecting;

/// <summary>
/// Which service, and who calls: <c>--profile</c>; else <c>ELASTIC_ACCESS_KEY</c> with <c>--url</c> or
/// <c>ELASTIC_ACCESS_URL</c>; else <c>ELASTIC_ACCESS_PROFILE</c> or the current profile.
/// </summary>
internal static class Where
{
    public const string KeyVariable = "ELASTIC_ACCESS_KEY";
    public const string UrlVariable = "ELASTIC_ACCESS_URL";
    public const string ProfileVariable = "ELASTIC_ACCESS_PROFILE";

    public static Profile Find(string? profile, string? url)
    {
        if (profile is null && Variable(KeyVariable) is { } key)
        {
            var from = url ?? Variable(UrlVariable) ?? throw new Failure(
                ExitCode.Usage, $"With {KeyVariable} the service is named by --url or {UrlVariable}.");
            return new Profile(Checked(from).AbsoluteUri) { Key = key.Trim() };
        }

        var list = ProfileFile.Read();
        var name = profile ?? Variable(ProfileVariable) ?? list.Current ?? throw new Failure(
            ExitCode.NotAuthorised, $"There is no profile: `elastic login --url URL`, or set {KeyVariable}.");
        var found = Named(list, name);

        // A key is for the service it was made by; another one would learn it.
        return url is null || Checked(url) == Checked(found.Url)
            ? found
            : throw new Failure(
                ExitCode.Usage, $"The key of profile {name} is for {found.Url}: `elastic login --url {url}`.");
    }

    public static Profile Named(ProfileList list, string name) => list.Profiles.GetValueOrDefault(name)
        ?? throw new Failure(ExitCode.NotFound, $"There is no profile {name}: `elastic profiles list`.");

    public static Uri Checked(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0
            ? address
            : throw new Failure(ExitCode.Usage, $"{url} is no http or https address, such as http://localhost:5080.");

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
