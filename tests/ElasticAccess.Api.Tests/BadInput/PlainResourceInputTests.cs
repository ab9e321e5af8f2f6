namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class PlainResourceInputOnSqlite(QuietSqliteService quiet) : PlainResourceInputTests(quiet);

[Collection<QuietPostgres>]
public sealed class PlainResourceInputOnPostgres(QuietPostgresService quiet) : PlainResourceInputTests(quiet);

/// <summary>Instances, keys, alerts and configuration.</summary>
public abstract class PlainResourceInputTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string NotAName = "must have 1 to 255 characters and no control characters";
    private const string NotAMeasure =
        "must be one of remaining, remainingPercent, overdraftUsed, usedInDay, usedInMonth, daysToExpiry, "
        + "allocationRemaining";
    private const string TooLow =
        "must not be below the threshold, which this measure is at or below when it fires";
    private const string TooHigh =
        "must not be above the threshold, which this measure is at or above when it fires";
    private const string NotADuration =
        "must be an ISO 8601 duration of weeks, or of days, hours, minutes and seconds, up to 366 days";
    private static readonly string EventNames = string.Join(", ", Domain.Webhooks.EventTypes.All);
    private const string NotAPem =
        "must be the PEM of a public RSA key of 2048 bits or more, or of a public key on P-256, P-384 or P-521";

    private static readonly string Rsa1024 = Pem(
        System.Security.Cryptography.RSA.Create(1024).ExportSubjectPublicKeyInfoPem());
    private static readonly string Private =
        Pem(System.Security.Cryptography.ECDsa.Create().ExportPkcs8PrivateKeyPem());

    [Fact]
    public Task Of_an_instance() => AreRefused(Target.Instance, $"""
        shortName  ""       $.shortName: {NotAName}
        shortName  " "      $.shortName: must not be blank
        shortName  "a\nb"   $.shortName: {NotAName}
        shortName  "{new string('n', 256)}"  $.shortName: {NotAName}
        accountId  ""       $.accountId: {NotAName}
        accountId  " \u00a0"  $.accountId: must not be blank
        accountId  "{new string('a', 256)}"  $.accountId: {NotAName}
        """);

    [Fact]
    public Task Of_an_alert() => AreRefused(Target.Alert, $"""
        name       ""       $.name: {NotAName}
        name       "a\nb"   $.name: {NotAName}
        name       "{new string('n', 256)}"  $.name: {NotAName}
        measure    -        $.measure: is missing but it is required
        measure    "Used"   $.measure: {NotAMeasure}
        measure    "REMAINING"  $.measure: {NotAMeasure}
        measure    "0"      $.measure: {NotAMeasure}
        measure    1        $.measure: integer found, string expected
        measure    "allocationRemaining"  $.actionId: is missing but it is required
        measure    "usedInDay"  $.recoverAt: {TooHigh}
        threshold  -        $.threshold: is missing but it is required
        threshold  null     $.threshold: is missing but it is required
        threshold  "1"      $.threshold: string found, number expected
        threshold  -1       $.threshold: must be from 0 to 9000000000000
        threshold  9000000000001  $.threshold: must be from 0 to 9000000000000
        recoverAt  99.999999  $.recoverAt: {TooLow}
        recoverAt  9000000000001  $.recoverAt: must be from 0 to 9000000000000
        cooldown   -        $.cooldown: is missing but it is required
        cooldown   ""       $.cooldown: {NotADuration}
        cooldown   "P1M"    $.cooldown: {NotADuration}
        cooldown   "P367D"  $.cooldown: {NotADuration}
        cooldown   3600     $.cooldown: integer found, string expected
        lineItemId  ""       $.lineItemId: {NotAName}
        lineItemId  "LI-9"   $.lineItemId: the instance has no such line item
        lineItemId  1        $.lineItemId: integer found, string expected
        actionId   "x"      $.actionId: must be a UUID
        actionId   "00000000-0000-0000-0000-000000000001"  $.actionId: is for the measure allocationRemaining only
        """);

    [Fact]
    public Task Of_an_API_key() => AreRefused(Target.ApiKey, $"""
        name       ""       $.name: {NotAName}
        name       "{new string('n', 256)}"  $.name: {NotAName}
        type       ""       $.type: must be admin or client
        type       "Admin"  $.type: must be admin or client
        type       "admin"  $.instances: an administration key names no instances
        instances  -        $.instances: a client key names 1 to 1000 instances
        instances  null     $.instances: a client key names 1 to 1000 instances
        instances  []       $.instances: a client key names 1 to 1000 instances
        instances  "x"      $.instances: string found, array expected
        instances  [1]      $.instances[0]: integer found, string expected
        instances  ["x"]    $.instances[0]: must be a UUID
        instances  ["{Instance}0"]  $.instances[0]: must be a UUID
        instances  ["{Instance}","00000000-0000-0000-0000-000000000000"]  $.instances[1]: there is no such instance
        instances  ["{Instance}","{Guid.NewGuid()}"]  $.instances[1]: there is no such instance
        expires    0        $.expires: must be in the future
        expires    1767225600  $.expires: must be in the future
        expires    -1       $.expires: must be a time in ms from 0 to 253402300799999
        expires    253402300800000  $.expires: must be a time in ms from 0 to 253402300799999
        expires    "1"      $.expires: string found, integer expected
        """);

    [Fact]
    public Task Of_a_webhook() => AreRefused(Target.Webhook, $"""
        url        ""       $.url: must be an absolute https URL of up to 2048 printable ASCII characters
        url        "x"      $.url: must be an absolute https URL of up to 2048 printable ASCII characters
        url        null     $.url: is missing but it is required
        url        -        $.url: is missing but it is required
        url        "http://hooks.example/"  $.url: must be https: plain http is only for use outside Production
        url        "https://a:b@hooks.example/"  $.url: must not hold a user or a password
        url        "https://10.0.0.1/"  $.url: must not point to a private, local or reserved address
        url        "https://hooks.example:25/"  $.url: must use port 443, 80 or one above 1023
        events     []       $.events: must hold 1 to 7 types, each once
        events     ["line-item.changed","line-item.changed"]  $.events: must hold 1 to 7 types, each once
        events     ["x"]    $.events[0]: must be one of {EventNames}
        events     ["webhook.test"]  $.events[0]: must be one of {EventNames}
        events     ["key.changed"]  $.events[0]: belongs to no instance: leave out instances to be told of it
        events     "key.changed"  $.events: string found, array expected
        instances  ["x"]    $.instances[0]: must be a UUID
        instances  ["{Instance}","{Guid.NewGuid()}"]  $.instances[1]: there is no such instance
        enabled    "true"   $.enabled: string found, boolean expected
        """);

    [Fact]
    public Task Of_public_keys()
    {
        var table = $"""
            [0].id         ""      $[0].id: {NotAName}
            [0].id         "a\nb"  $[0].id: {NotAName}
            [0].id         "{new string('k', 256)}"  $[0].id: {NotAName}
            [0].publicKey  ""      $[0].publicKey: {NotAPem}
            [0].publicKey  "x"     $[0].publicKey: {NotAPem}
            [0].publicKey  "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"  $[0].publicKey: {NotAPem}
            [0].publicKey  "{Rsa1024}"  $[0].publicKey: {NotAPem}
            [0].publicKey  "{Private}"  $[0].publicKey: {NotAPem}
            [0].publicKey  "{new string('p', 9_000)}"  $[0].publicKey: {NotAPem}
            """;
        return Task.WhenAll(AreRefused(Target.AdministrationKeys, table), AreRefused(Target.ClientKeys, table));
    }

    [Fact]
    public Task Of_a_list_of_keys() =>
        AreRefused(new[] { Target.AdministrationKeys, Target.ClientKeys }.SelectMany(target =>
    {
        var whole = target.For(Instance);
        var key = whole.Body.Trim()[1..^1];
        return Attempt.Of(whole, "no key", "[]", 400, "$: must hold 1 to 100 keys")
            .Concat(Attempt.Of(whole, "101 keys", $"[{string.Join(',', Enumerable.Repeat(key, 101))}]", 400,
                "$: must hold 1 to 100 keys"))
            .Concat(Attempt.Of(whole, "one id twice", $"[{key},{key}]", 400, "$: must hold each id once"))
            .Concat(Attempt.Of(whole, "no array", key, 400, "$: object found, array expected"));
    }));

    [Fact]
    public Task Of_the_configuration() => AreRefused(Target.Configuration, """
        [0].name   "timezone"  $[0].name: there is no such setting
        [0].name   "Timezone.tolerant"  $[0].name: there is no such setting
        [0].name   ""      $[0].name: there is no such setting
        [0].value  "yes"   $[0].value: must be true or false
        [0].value  "True"  $[0].value: must be true or false
        [0].value  ""      $[0].value: must be true or false
        [0].value  true    $[0].value: boolean found, string expected
        """);

    [Fact]
    public Task Of_the_charge_period() => AreRefused(
        new[] { "PT9M", "PT24H1M", "PT25H", "PT1H30S", "PT600S", "P1D", "PT", "PT1.5H", "PT-1H", "pt1h", " PT1H",
            "PT0H", "1:00", "PT99999999999H" }
            .SelectMany(value => Attempt.Of(
                Target.Configuration,
                value,
                $$"""{ "name": "session.charge.period", "value": "{{value}}" }""",
                400)
            .Select(attempt => attempt with
            {
                Text = attempt.Version == "v1.0"
                    ? "$[0].name: there is no such setting"
                    : "$[0].value: must be PTnH, PTnM or PTnHnM, from 10 minutes to 24 hours",
            })));

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a%b c+d?e#f Zoë 🦊 ' or 1=1 --")]
    public async Task Any_text_is_the_id_of_a_key(string id)
    {
        await Service.Admin.UploadClientKeysAsync([new(id, Target.TestPem)]);
        await Service.Admin.DeleteClientKeyAsync(id);
        Assert.DoesNotContain(await Service.Admin.AllPublicKeysAsync().ToListAsync(), key => key.Id == id);
    }

    [Theory]
    [InlineData("/instances?accountId=x", "$.accountId: must be given once, and only together with default=true")]
    [InlineData("/instances?default=false", "$.default: must be true where it is given")]
    [InlineData("/instances?default=", "$.default: must be true where it is given")]
    [InlineData("/instances?default=true&default=true", "$.default: must be true where it is given")]
    [InlineData("/instances?default=true&accountId=a&accountId=b", "$.accountId: " + NotAQuery)]
    [InlineData("/instances?default=true&accountId=%00", "$.accountId: " + NotAQuery)]
    [InlineData("/instances?default=true&accountId=", "$.accountId: " + NotAQuery)]
    [InlineData("/instances?size=0", "$.size: must be given once, as a whole number from 1")]
    [InlineData("/instances?size=-1", "$.size: must be given once, as a whole number from 1")]
    [InlineData("/instances?size=many", "$.size: must be given once, as a whole number from 1")]
    [InlineData("/instances?size=1.5", "$.size: must be given once, as a whole number from 1")]
    [InlineData("/instances?size=99999999999999999999", "$.size: must be given once, as a whole number from 1")]
    [InlineData("/instances?size=5&size=6", "$.size: must be given once, as a whole number from 1")]
    [InlineData("/public-keys?next=-1", "$.next: must be given once, as a whole number from 0")]
    [InlineData("/public-keys?next=abc", "$.next: must be given once, as a whole number from 0")]
    [InlineData("/public-keys?next=9223372036854775808", "$.next: must be given once, as a whole number from 0")]
    public Task Of_a_query(string path, string text) =>
        AreRefused(Attempt.Of(new(HttpMethod.Get, path, ""), "", "", 400, text));

    [Theory]
    [InlineData("/instances?size=1000000000")]
    [InlineData("/instances/?size=500")]
    [InlineData("/instances?next=9223372036854775807")]
    [InlineData("/instances?next=&size=")]
    [InlineData("/instances?default=True")]
    [InlineData("/instances?default=TRUE&accountId=nobody%27%20or%201=1%20--")]
    [InlineData("/instances?unknown=1")]
    [InlineData("/public-keys/?next=0")]
    public async Task Is_a_wish_or_not_ours(string path)
    {
        using var answer = await Service.Raw.GetAsync(new Uri($"/api/v1.1{path}", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private const string NotAQuery =
        "must be given once, as a name of up to 255 characters without control characters";

    private static string Pem(string pem) => pem.ReplaceLineEndings("\\n");
}
