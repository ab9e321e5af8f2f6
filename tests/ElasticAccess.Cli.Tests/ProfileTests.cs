using System.Runtime.Versioning;
using System.Security.Cryptography;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Cli.Tests;

/// <summary>Credentials are kept for their owner only, shown in part, and sent to their own service.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProfileTests(ToolFixture fixture)
{
    private const string Profiles = "elastic-access/profiles.json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task A_key_from_standard_input_is_kept_with_rights_0600()
    {
        var tool = new Tool(fixture.Tool().Folder, key: null);
        var login = await tool.RunAsync(
            $"login --url {fixture.Address(Store.Sqlite)}", $"{ServiceProcess.AdminKey}\n");
        Assert.True(login.Code == 0, login.Errors);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(tool.At(Profiles)));
        Assert.Equal(0, (await tool.RunAsync("instances list")).Code);

        // Neither here nor there is the whole key to be seen.
        var listed = await tool.RunAsync("profiles list -o json");
        Assert.Contains("\"credential\":\"ea_admin_012", listed.Output, StringComparison.Ordinal);
        var said = login.Output + login.Errors + listed.Output + listed.Errors;
        Assert.DoesNotContain(ServiceProcess.AdminKey, said, StringComparison.Ordinal);

        // Whoever opened the file to others is told, and it is closed again.
        File.SetUnixFileMode(tool.At(Profiles), OwnerOnly | UnixFileMode.OtherRead);
        Assert.Contains("0600", (await tool.RunAsync("profiles list")).Errors, StringComparison.Ordinal);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(tool.At(Profiles)));
    }

    [Fact]
    public async Task A_key_that_the_service_does_not_know_is_not_kept()
    {
        var tool = new Tool(fixture.Tool().Folder, key: null);
        var login = $"login --url {fixture.Address(Store.Sqlite)}";
        Assert.Equal(5, (await tool.RunAsync(login, "ea_admin_of_somebody_else\n")).Code);
        Assert.Equal(2, (await tool.RunAsync(login, "\n")).Code);
        Assert.Equal(2, (await tool.RunAsync($"{login} --key ea_admin_in_sight")).Code);
        Assert.False(File.Exists(tool.At(Profiles)));
    }

    [Fact]
    public async Task The_key_of_a_profile_goes_to_its_own_service_only()
    {
        var tool = new Tool(fixture.Tool().Folder, key: null);
        foreach (var (name, store) in new[] { ("one", Store.Sqlite), ("two", Store.Postgres) })
        {
            var login = $"login -p {name} --url {fixture.Address(store)}";
            Assert.Equal(0, (await tool.RunAsync(login, ServiceProcess.AdminKey)).Code);
        }

        var (instance, _) = await fixture.CustomerAsync(Store.Postgres);
        Assert.Equal(0, (await tool.RunAsync($"instances show {instance}")).Code);
        Assert.Equal(4, (await tool.RunAsync($"instances show {instance} -p one")).Code);
        Assert.Equal(2, (await tool.RunAsync("instances list --url http://localhost:9")).Code);
        Assert.Equal(0, (await tool.RunAsync("profiles use one")).Code);
        Assert.Equal(4, (await tool.RunAsync($"instances show {instance}")).Code);
        Assert.Equal(0, (await tool.RunAsync("logout")).Code);
        Assert.Equal(["name", "two"], (await tool.RunAsync("profiles list")).Lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_private_key_signs_and_stays_in_its_file()
    {
        var tool = fixture.Tool();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(tool.At("private.pem"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(tool.At("public.pem"), key.ExportSubjectPublicKeyInfoPem());
        await tool.OkAsync("keys public create cli-key --type admin --public-key public.pem");
        var signer = tool.With(null);
        await signer.OkAsync("login -p signed --private-key private.pem --key-id cli-key");
        await signer.OkAsync("instances list");
        Assert.DoesNotContain("PRIVATE", await File.ReadAllTextAsync(tool.At(Profiles)), StringComparison.Ordinal);
    }
}
