using System.Data.Common;
using ElasticAccess.Data.Reading;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Data.Stores;

/// <summary>
/// Reads the rate tables that a batch needs from rows of series, table id, version, effective from, created, item
/// name, item version, rate and formula. A table that prices none of the items asked for comes as one row without an
/// item.
/// </summary>
internal static class RateTableRows
{
    public static async Task ReadAsync(DbDataReader rows, List<RateTable> tables, CancellationToken ct)
    {
        var rates = new Dictionary<Guid, Dictionary<ItemKey, Price>>();
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetGuid(1);
            if (!rates.TryGetValue(id, out var ofTable))
            {
                rates.Add(id, ofTable = []);
                tables.Add(new RateTable(
                    id,
                    rows.GetString(0),
                    rows.GetString(2),
                    new Instant(rows.GetInt64(3)),
                    new Instant(rows.GetInt64(4)),
                    ofTable));
            }

            if (!await rows.IsDBNullAsync(5, ct))
            {
                ofTable[new(rows.GetString(5), rows.GetString(6))] = PriceReader.Read(
                    rows.IsDBNull(7) ? null : rows.GetInt64(7), rows.IsDBNull(8) ? null : rows.GetString(8));
            }
        }
    }
}
