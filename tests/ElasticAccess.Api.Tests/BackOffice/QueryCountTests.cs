using System.Diagnostics;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ElasticAccess.Api.Tests.BackOffice;

/// <summary>A large sale asks the store no more often than a small one.</summary>
public sealed class QueryCountTests
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Twenty_line_items_need_no_more_queries_than_two(Store store)
    {
        await using var service = await Service.StartAsync(store);
        await SellAndDeployAsync(service, lineItems: 2);

        var (few, some) = (await CountAsync(service, lineItems: 2), await CountAsync(service, lineItems: 20));

        Assert.InRange(few, 5, 30);
        Assert.Equal(few, some);
    }

    private static async Task<int> CountAsync(Service service, int lineItems)
    {
        using var counter = new Counter(service.ConnectionString);
        using var all = DiagnosticListener.AllListeners.Subscribe(counter);
        await SellAndDeployAsync(service, lineItems);
        return counter.Selects;
    }

    private static async Task SellAndDeployAsync(Service service, int lineItems)
    {
        var shop = await Shop.OpenAsync(service);
        await service.Admin.CreateEntitlementAsync(new NewEntitlement(
            shop.Account,
            [.. Enumerable.Repeat(
                new NewEntitlementLineItem($"p-{shop.Mark}", $"m-{shop.Mark}", 1, DateTimeOffset.UnixEpoch),
                lineItems)],
            shop.Mark));
        await service.Admin.StepEntitlementAsync(shop.Mark, LifeStep.Deploy);
    }

    /// <summary>Counts the queries on one database that look for what a line item names or where it goes.</summary>
    private sealed class Counter(string database)
        : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly string[] Looks = ["product", "license_model", "default_instance"];

        private readonly List<IDisposable> subscriptions = [];
        private int selects;

        public int Selects => selects;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandExecutedEventData { Command: { } command } data
                && command.CommandText.StartsWith("select", StringComparison.OrdinalIgnoreCase)
                && Looks.Any(look => command.CommandText.Contains(look, StringComparison.Ordinal))
                && database.Contains(
                    data.Connection is SqliteConnection file ? file.DataSource : data.Connection.Database,
                    StringComparison.Ordinal))
            {
                Interlocked.Increment(ref selects);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
