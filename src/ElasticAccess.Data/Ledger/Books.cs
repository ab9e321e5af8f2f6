using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Data.Ledger;

/// <summary>What a batch found, and what it will write. Made anew for each attempt, never kept.</summary>
public sealed class Books(Guid batchId, Instant writeTime)
{
    private readonly Dictionary<Guid, InstanceBook> instances = [];
    private readonly Dictionary<AnswerKey, StoredAnswerRow> answers = [];

    public Guid BatchId { get; } = batchId;

    /// <summary>When the batch is written; what its requests call now lies a little earlier.</summary>
    public Instant WriteTime { get; } = writeTime;

    /// <summary>Configuration <c>timezone.tolerant</c>.</summary>
    public bool TimezoneTolerant { get; private set; }

    /// <summary>Configuration <c>session.charge.period</c>.</summary>
    public TimeSpan ChargePeriod { get; private set; } = Domain.Sessions.ChargePeriod.Default;

    public List<RateTable> RateTables { get; } = [];

    /// <summary>Owner of each activation id asked for that is mapped somewhere.</summary>
    public Dictionary<string, Guid> Activations { get; } = new(StringComparer.Ordinal);

    public IEnumerable<InstanceBook> Instances => instances.Values;

    public List<StoredAnswerRow> NewAnswers { get; } = [];

    public List<AuditRow> AuditRows { get; } = [];

    public bool HasWork => NewAnswers.Count > 0 || instances.Values.Any(book => book.HasWork);

    internal void Configure(string name, string value)
    {
        if (name == "timezone.tolerant")
        {
            TimezoneTolerant = value == "true";
        }
        else if (name == "session.charge.period" && Domain.Sessions.ChargePeriod.TryParse(value, out var period))
        {
            ChargePeriod = period;
        }
    }

    /// <summary>Null when there is no such instance.</summary>
    public InstanceBook? Of(Guid instanceId) => instances.GetValueOrDefault(instanceId);

    public StoredAnswerRow? Answer(AnswerKey key) => answers.GetValueOrDefault(key);

    internal InstanceBook Add(Guid instanceId, long sequence)
    {
        var book = new InstanceBook(instanceId, sequence, this);
        instances.Add(instanceId, book);
        return book;
    }

    internal void Found(StoredAnswerRow answer) => answers[new(answer.InstanceId, answer.KeyHash)] = answer;

    internal void Store(StoredAnswerRow answer)
    {
        Found(answer);
        NewAnswers.Add(answer);
    }
}
