using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Checks;

/// <summary>The rows of one instance, added up as they come. Pure.</summary>
/// <remarks>
/// An activation id that was deleted and mapped again is another line item with a balance of its own; rows name both by
/// the same id, so that its lives are told apart by their balances.
/// </remarks>
internal sealed class Ledger
{
    private readonly Dictionary<string, List<decimal>> _lives = new(StringComparer.Ordinal);
    private long _sequence;

    public int Rows { get; private set; }

    /// <summary>False when the service has dropped its oldest months: sums of rows say nothing then.</summary>
    public bool IsWhole { get; private set; } = true;

    public List<string> Differences { get; } = [];

    public void Add(UsageRow row)
    {
        if (Rows++ == 0)
        {
            IsWhole = row.Sequence == 1;
        }
        else if (row.Sequence != _sequence + 1)
        {
            Differences.Add($"row {row.Sequence} comes after row {_sequence}");
        }

        _sequence = row.Sequence;
        if (row.Kind switch
        {
            UsageKind.Charge or UsageKind.AutomaticCharge => row.Tokens < 0,
            UsageKind.Refund => row.Tokens > 0,
            UsageKind.Denial => row.Tokens != 0,
            _ => false,
        })
        {
            Differences.Add($"row {row.Sequence}: {row.Tokens} tokens of a {row.Kind}");
        }

        if (row.ActivationId is { } id)
        {
            Move(id, row);
        }
    }

    /// <summary>All that was ever charged under an activation id, less what was given back.</summary>
    public decimal Net(string activationId) => _lives.GetValueOrDefault(activationId, []).Sum();

    /// <summary>The balance of the line item that has the activation id now.</summary>
    public decimal Balance(string activationId) => _lives.GetValueOrDefault(activationId, [0m])[^1];

    public IEnumerable<string> ActivationIds => _lives.Keys;

    private void Move(string id, UsageRow row)
    {
        if (!_lives.TryGetValue(id, out var lives))
        {
            _lives[id] = lives = [0m];
        }

        var begins = row.Kind != UsageKind.Refund && row.Used == row.Tokens && lives[^1] + row.Tokens != row.Used;
        if (begins && IsWhole)
        {
            lives.Add(0);
        }

        var life = lives.FindLastIndex(balance => balance + row.Tokens == row.Used);
        lives[life < 0 ? lives.Count - 1 : life] += row.Tokens;
    }
}
