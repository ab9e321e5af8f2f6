using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Configuration;

public sealed class ConfigurationOnSqlite() : ConfigurationTests(Store.Sqlite);

public sealed class ConfigurationOnPostgres() : ConfigurationTests(Store.Postgres);

/// <summary>Settings count for the whole service, which is therefore each test's own (contract 11).</summary>
public abstract class ConfigurationTests(Store store)
{
    [Fact]
    public async Task Settings_start_at_their_defaults_and_name_who_changed_them()
    {
        await using var service = await Service.StartAsync(store);
        using var v10 = service.ClientWith(Service.AdminKey, ApiVersion.V10);
        Assert.Equal(
            [new("timezone.tolerant", "false"), new("session.charge.period", "PT1H")],
            await service.Admin.GetConfigurationAsync());
        Assert.Equal([new("timezone.tolerant", "false")], await v10.GetConfigurationAsync());

        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var changed = await v10.PatchConfigurationAsync([new("timezone.tolerant", "true")]);

        var keyId = Assert.Single((await service.Admin.ListApiKeysAsync()).Items).Id;
        var setting = Assert.Single(changed);
        Assert.Equal(("true", keyId), (setting.Value, setting.UpdatedBy));
        Assert.InRange(setting.Modified!.Value, before, DateTimeOffset.UtcNow);
        Assert.Equal([setting, new("session.charge.period", "PT1H")], await service.Admin.GetConfigurationAsync());
        using var client = service.ClientWith(await service.ClientKeyFor(await service.NewInstance()));
        await Refused.With(HttpStatusCode.Forbidden, () => client.GetConfigurationAsync());
        await Refused.With(HttpStatusCode.Forbidden, () => client.PatchConfigurationAsync([]));
    }

    [Fact]
    public async Task A_period_lies_between_ten_minutes_and_a_day_and_faults_change_nothing()
    {
        await using var service = await Service.StartAsync(store);
        foreach (var period in new[] { "PT10M", "PT24H", "PT1H30M", "PT90M", "PT23H60M" })
        {
            var changed = await service.Admin.PatchConfigurationAsync([new("session.charge.period", period)]);
            Assert.Equal(period, changed[1].Value);
        }

        string[] faulty = ["", "1H", "PT9M", "PT24H1M", "PT25H", "PT60S", "PT1H0M1S", "P1D", "PT", "PT-20M", "pt1h",
            "PT1.5H"];
        foreach (var period in faulty)
        {
            var refusal = await Refused.With(HttpStatusCode.BadRequest, () => service.Admin.PatchConfigurationAsync(
                [new("timezone.tolerant", "true"), new("session.charge.period", period)]));
            Assert.StartsWith("$[1].value:", refusal.Message, StringComparison.Ordinal);
        }

        await Refused.With(
            HttpStatusCode.BadRequest, () => service.Admin.PatchConfigurationAsync([new("unknown", "true")]));
        await Refused.With(
            HttpStatusCode.BadRequest, () => service.Admin.PatchConfigurationAsync([new("timezone.tolerant", "True")]));
        var settings = await service.Admin.GetConfigurationAsync();
        Assert.Equal(["false", "PT23H60M"], settings.Select(setting => setting.Value));
        using var v10 = service.ClientWith(Service.AdminKey, ApiVersion.V10);
        await Refused.With(HttpStatusCode.BadRequest, () => v10.PatchConfigurationAsync(
            [new(ConfigurationNames.SessionChargePeriod, "PT1H")]));
    }

    [Fact]
    public async Task A_single_pair_is_taken_as_well_as_an_array()
    {
        await using var service = await Service.StartAsync(store);
        using var one = new StringContent(
            """{"name":"timezone.tolerant","value":"true"}""", Encoding.UTF8, "application/json");

        using var answer = await service.Raw.PatchAsync(
            new Uri("/provisioning/api/v1.0/configuration/", UriKind.Relative), one);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var settings = (await answer.Content.ReadFromJsonAsync<JsonArray>())!;
        Assert.Equal("true", (string?)Assert.Single(settings)!["value"]);
    }
}
