using System.Data.Common;
using System.Globalization;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Data.Usage;

/// <summary>What the groups of a summary are read as: columns of the store, and then a key.</summary>
internal sealed class SummaryColumns
{
    private readonly Dictionary<string, DictionaryValues> known = new(StringComparer.Ordinal);
    private readonly string[] dictionaryKeys;
    private readonly int bucket;
    private readonly int instance;
    private readonly int account;
    private readonly int activation;
    private readonly int item;
    private readonly int version;
    private readonly int requester;
    private readonly int dictionary;

    public SummaryColumns(Grouping grouping)
    {
        bool By(GroupKind kind) => grouping.Keys.Any(key => key.Kind == kind);
        dictionaryKeys = [.. grouping.Keys.Select(key => key.DictionaryKey).OfType<string>()];
        IsByTime = grouping.Unit is not null;
        IsByLineItem = By(GroupKind.LineItem);
        IsByAccount = By(GroupKind.Account);
        IsByInstance = By(GroupKind.Instance);
        IsByItem = By(GroupKind.Item);
        IsByVersion = By(GroupKind.ItemVersion);
        IsByRequester = By(GroupKind.Requester);
        bucket = Next(IsByTime);
        instance = Next(IsByInstance);
        account = Next(IsByAccount);
        activation = Next(IsByLineItem);
        item = Next(IsByItem);
        version = Next(IsByVersion);
        requester = Next(IsByRequester, 2);
        dictionary = Next(IsByDictionary);
    }

    public bool IsByTime { get; }

    public bool IsByLineItem { get; }

    public bool IsByAccount { get; }

    public bool IsByInstance { get; }

    public bool IsByItem { get; }

    public bool IsByVersion { get; }

    public bool IsByRequester { get; }

    public bool IsByDictionary => dictionaryKeys.Length > 0;

    public bool IsByWho => IsByRequester || IsByDictionary;

    /// <summary>Of the key; those of the sums follow.</summary>
    public int Count { get; private set; }

    public UsageKey ReadKey(DbDataReader rows, SummaryPlan plan) => new(
        bucket < 0
            ? null : plan.Names[Convert.ToInt32(rows.GetValue(bucket), CultureInfo.InvariantCulture) - 1],
        instance < 0 ? null : rows.GetGuid(instance),
        account < 0 ? null : rows.GetString(account),
        activation < 0 ? null : EntryRows.Text(rows, activation),
        item < 0 ? null : rows.GetString(item),
        version < 0 ? null : rows.GetString(version),
        requester < 0 ? null : rows.GetString(requester),
        requester < 0 ? null : rows.GetString(requester + 1),
        dictionary < 0 ? DictionaryValues.None : Values(EntryRows.Text(rows, dictionary)));

    private int Next(bool isBy, int columns = 1)
    {
        var at = isBy ? Count : -1;
        Count += isBy ? columns : 0;
        return at;
    }

    private DictionaryValues Values(string? text)
    {
        if (!known.TryGetValue(text ?? "", out var values))
        {
            known.Add(text ?? "", values = DictionaryValues.Of(text, dictionaryKeys));
        }

        return values;
    }
}
