namespace ElasticAccess.Model.Tests.Memory;

/// <summary>What a store may do wrong on purpose, to prove that the tests would notice.</summary>
[Flags]
internal enum Slips
{
    None = 0,

    /// <summary>A batch is written although others have written since it was gathered.</summary>
    NoGuards = 1,

    /// <summary>A session's interval may be charged, and a charge refunded, more than once.</summary>
    NoUniqueness = 2,

    /// <summary>Two replicas may work on one instance at once.</summary>
    NoLocks = 4,

    /// <summary>The effect of a request is kept, its key and answer are not.</summary>
    NoAnswers = 8,

    /// <summary>A commit is made and reported as not made.</summary>
    CommitsDenied = 16,

    /// <summary>A batch is given the facts that the batch before it was given.</summary>
    StaleFacts = 32,

    /// <summary>A refund reaches the balance twice.</summary>
    RefundsDoubled = 64,
}
