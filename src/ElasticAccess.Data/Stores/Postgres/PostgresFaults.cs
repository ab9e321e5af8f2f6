using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>What an error of PostgreSQL or of the way to it means for a batch.</summary>
internal static class PostgresFaults
{
    private const string IdleInTransaction = "25P03";

    public static Fault Classify(Exception fault, bool whileWriting) => fault switch
    {
        // A FATAL or PANIC can be the last word of a backend that has already committed.
        PostgresException { InvariantSeverity: "FATAL" or "PANIC" } when whileWriting => Fault.UnknownOutcome,

        PostgresException postgres => Classify(postgres.SqlState),

        NpgsqlException or IOException or SocketException or TimeoutException =>
            whileWriting ? Fault.UnknownOutcome : Fault.InTrouble,

        _ => Fault.OfTheBatch,
    };

    public static bool IsInTrouble(Exception? fault) => fault switch
    {
        null => false,
        PostgresException postgres => Classify(postgres.SqlState) is Fault.Conflict or Fault.InTrouble,
        NpgsqlException or SocketException or TimeoutException => true,
        _ => IsInTrouble(fault.InnerException),
    };

    /// <summary>Another transaction came first, or took away or made what this one had found.</summary>
    public static bool IsConflict(Exception? fault) => fault switch
    {
        null => false,
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => true,
        DbUpdateConcurrencyException => true,
        PostgresException postgres => Classify(postgres.SqlState) is Fault.Conflict or Fault.Taken,
        _ => IsConflict(fault.InnerException),
    };

    private static Fault Classify(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => Fault.Conflict,

        // Two instances raced for one activation id, two requests for one key.
        PostgresErrorCodes.UniqueViolation => Fault.Taken,

        // Connection, resources (predicate locks, connections, disk), operator intervention, system errors.
        _ when state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57", StringComparison.Ordinal)
            || state.StartsWith("58", StringComparison.Ordinal)
            || state is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction
            || state == IdleInTransaction => Fault.InTrouble,

        _ => Fault.OfTheBatch,
    };
}
