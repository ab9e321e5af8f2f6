using System.Globalization;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests;

/// <summary>
/// An account with an instance and a rate series of its own, and short words for charging it. A line item is known by
/// a letter; its activation id is made unique, since those are shared by all instances.
/// </summary>
public sealed class Customer
{
    public static readonly Requester Maria = new("user", "maria");

    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly Service? service;

    private Customer(Service? service, ElasticAccessClient client, string instance, string series)
    {
        this.service = service;
        Instance = instance;
        Series = series;
        Client = client;
    }

    public Service Service => service ?? throw new InvalidOperationException("Known by its address only");

    public string Instance { get; }

    public string Series { get; }

    /// <summary>What is asked with; v1.1 as administrator unless set.</summary>
    public ElasticAccessClient Client { get; set; }

    /// <summary>
    /// Rates as <c>name=rate</c> or <c>name/version=rate</c>; none, and the series stays without a table.
    /// </summary>
    public static async Task<Customer> NewAsync(Service service, params string[] rates) => new(
        service,
        service.Admin,
        await service.NewInstance(),
        rates.Length > 0 ? await service.NewSeries(rates) : $"series-{Guid.NewGuid():N}");

    /// <summary>Of a service in another process.</summary>
    public static async Task<Customer> NewAsync(ElasticAccessClient client, params string[] rates)
    {
        var series = $"series-{Guid.NewGuid():N}";
        await client.AddRateTableAsync(Service.Table(series, "1", DateTimeOffset.UnixEpoch, rates));
        return new(null, client, (await client.AddInstanceAsync("instance", series)).Id, series);
    }

    public string Id(string name) => $"{name}~{mark}";

    /// <summary>Maps a line item of the own series, in force from yesterday to tomorrow unless changed.</summary>
    public Task<LineItem> MapAsync(string name, long quantity, Func<LineItem, LineItem>? change = null)
    {
        var lineItem = Service.LineItem(Id(name), quantity, Series);
        return Client.PutLineItemAsync(Instance, change is null ? lineItem : change(lineItem));
    }

    public Task PublishAsync(string version, DateTimeOffset effectiveFrom, params string[] rates) =>
        Client.AddRateTableAsync(Service.Table(Series, version, effectiveFrom, rates));

    /// <summary>
    /// Items as <c>count*name</c> or <c>count*name/version</c>; answers as <c>1101 A-3 B-49</c> for each.
    /// </summary>
    public async Task<string> AskAsync(params string[] items) => Text(await RequestAsync(items));

    public Task<OneOffAccess> RequestAsync(params string[] items) =>
        Client.RequestOneOffAsync(Instance, Maria, [.. items.Select(Item)]);

    /// <summary>Of the line item, which must be the sum of its ledger rows as well.</summary>
    public async Task<decimal> UsedAsync(string name)
    {
        var shown = (await Client.GetLineItemAsync(Instance, Id(name))).Used;
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var (instance, activationId) = (Guid.Parse(Instance), Id(name));
        var row = await db.LineItems.SingleAsync(
            l => l.InstanceId == instance && l.ActivationId == activationId
                && l.State != Domain.Supply.LineItemState.Deleted);
        var entries = await db.Entries.Where(e => e.InstanceId == instance && e.LineItemId == row.LineItemId)
            .Select(e => e.TokensMicro).ToListAsync();
        Assert.Equal(new Tokens(entries.Sum()).Value, shown);
        return shown!.Value;
    }

    public static RequestedItem Item(string text)
    {
        var parts = text.Split('*', '/');
        var count = decimal.Parse(parts[0], CultureInfo.InvariantCulture);
        return new(parts[1], parts.Length == 3 ? parts[2] : null, count);
    }

    public static string Text(OneOffAccess access) => string.Join(", ", access.RequestedItems.Select(item =>
    {
        Assert.Equal(item.TotalTokensCharged, item.LineItems.Sum(lineItem => lineItem.TokensCharged));
        var charges = item.LineItems.Select(charge => string.Create(
            CultureInfo.InvariantCulture, $" {charge.ActivationId.Split('~')[0]}-{charge.TokensCharged:0.######}"));
        return item.Status.Code + string.Concat(charges);
    }));
}
