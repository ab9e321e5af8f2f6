using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Model.Tests.Driving;
using ElasticAccess.Model.Tests.Memory;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>
/// The database of all replicas. It does one thing after the other, in an order that the seed draws; it goes on when a
/// replica dies, and notices that only later.
/// </summary>
internal sealed class Server(Scheduler scheduler, Faults faults, Coverage coverage, Slips slips, Audit audit)
{
    private readonly Context own = new(scheduler);
    private Tables? stale;

    public Tables Tables { get; } = new();

    public Locks Locks { get; } = new();

    /// <summary>Who does the work that only one replica at a time does.</summary>
    public object? Leader { get; set; }

    public Task<bool> GatherAsync(SimHotPath path, Connection on, Needs needs, Books books)
    {
        var done = new TaskCompletionSource<bool>();
        own.After(faults.Delay(), () =>
        {
            if (faults.Strikes("trouble while gathering"))
            {
                Answer(done, new StoreFault(Fault.InTrouble, "no connection"));
                return;
            }

            Lock(on, [.. needs.Instances.Order()], () =>
            {
                path.PlainVersion = Tables.PlainVersion;
                path.Before = audit.World;
                Gathering.Read(Snapshot(), needs, books);
                Answer(done);
            });
        });
        return done.Task;
    }

    public Task<bool> WriteAsync(SimHotPath path, Connection on, Books books)
    {
        var done = new TaskCompletionSource<bool>();
        own.After(faults.Delay(), () =>
        {
            if (!on.IsGone)
            {
                Write(path, on, books, done);
            }
        });
        return done.Task;
    }

    public Task<bool?> WasWrittenAsync(Connection on, Books books)
    {
        var done = new TaskCompletionSource<bool?>();
        own.After(faults.Delay(), () =>
        {
            if (faults.Strikes("trouble while gathering"))
            {
                Answer(done, new StoreFault(Fault.InTrouble, "no connection"));
                return;
            }

            var book = books.Instances.FirstOrDefault(b => b.HasWork);
            Lock(on, book is null ? [] : [book.InstanceId], () =>
            {
                bool? written = slips.HasFlag(Slips.CommitsDenied) ? false : WasWritten(book, books);
                coverage.Add($"looked up: {(written is null ? "cannot be told" : written.Value ? "written" : "not")}");
                Locks.LetGo(on);
                own.After(faults.Delay(), () => done.SetResult(written));
            });
        });
        return done.Task;
    }

    public Task<bool> AbandonAsync(Connection on)
    {
        var done = new TaskCompletionSource<bool>();
        own.After(faults.Delay(), () =>
        {
            Locks.LetGo(on);
            Answer(done);
        });
        return done.Task;
    }

    /// <summary>
    /// A connection whose client no longer answers: what it sent still arrives, its locks are freed later.
    /// </summary>
    public void Lose(Connection on, long noticedAfterMs) => own.After(noticedAfterMs, () =>
    {
        on.IsGone = true;
        Locks.LetGo(on);
    });

    public void After(long delayMs, Action action) => own.After(delayMs, action);

    private void Write(SimHotPath path, Connection on, Books books, TaskCompletionSource<bool> done)
    {
        if (faults.Strikes("conflict"))
        {
            Answer(done, new StoreFault(Fault.Conflict, "40001"));
        }
        else if (path.TakenLeft > 0 && faults.Strikes("taken"))
        {
            path.TakenLeft--;
            Answer(done, new StoreFault(Fault.Taken, "23505"));
        }
        else if (faults.Strikes("trouble while writing"))
        {
            Answer(done, new StoreFault(Fault.InTrouble, "53200"));
        }
        else if (faults.Strikes("lost before the commit"))
        {
            coverage.Add("unknown outcome");
            Answer(done, new StoreFault(Fault.UnknownOutcome, "lost before"));
        }
        else if (faults.Strikes("lost after the commit"))
        {
            coverage.Add("unknown outcome");
            coverage.Add(Commit(path, on, books) is null ? "unknown outcome, committed" : "unknown outcome, refused");
            Answer(done, new StoreFault(Fault.UnknownOutcome, "lost after"));
        }
        else if (faults.Strikes("lost, and the commit comes later"))
        {
            coverage.Add("unknown outcome");
            Answer(done, new StoreFault(Fault.UnknownOutcome, "lost meanwhile"));
            own.After(faults.Delay(), () =>
            {
                if (!on.IsGone && Commit(path, on, books) is null)
                {
                    coverage.Add("unknown outcome, committed");
                }
            });
        }
        else if (faults.Strikes("killed while committing"))
        {
            path.KillReplica();
            coverage.Add(Commit(path, on, books) is null ? "killed after the commit" : "killed before the commit");
        }
        else
        {
            Answer(done, Commit(path, on, books));
        }
    }

    // Null when it is done. Whatever is outside the ledger must be as it was, or the order would not be serial.
    private StoreFault? Commit(SimHotPath path, Connection on, Books books)
    {
        try
        {
            if (path.PlainVersion != Tables.PlainVersion && !slips.HasFlag(Slips.NoGuards))
            {
                throw new StoreFault(Fault.Conflict, "a setting or a rate table changed");
            }

            Committing.Write(Tables, books, slips);
        }
        catch (StoreFault fault)
        {
            return fault;
        }

        // Whoever waits for the lock reads at once.
        audit.Committed(books);
        Locks.LetGo(on);
        return null;
    }

    private void Lock(Connection on, Guid[] instances, Action then)
    {
        if (slips.HasFlag(Slips.NoLocks))
        {
            then();
        }
        else
        {
            Locks.Take(on, instances, then);
        }
    }

    // As a ledger would see it that kept what it knew of the batch before.
    private Tables Snapshot()
    {
        if (!slips.HasFlag(Slips.StaleFacts))
        {
            return Tables;
        }

        var kept = stale ?? Tables.Copied();
        stale = Tables.Copied();
        return kept;
    }

    // The head names the last batch; where ours wrote a row, the row's id tells too; else nothing does.
    private bool? WasWritten(InstanceBook? book, Books books)
    {
        if (book is null)
        {
            return null;
        }

        var instance = Tables.Instances[book.InstanceId];

        EntryRow? At(long sequence) =>
            instance.Entries.Count >= sequence ? instance.Entries[(int)sequence - 1] : null;
        return instance.BatchId == books.BatchId ? true
            : book.Entries.Count == 0 ? null
            : At(book.SequenceWas + 1)?.Id == book.Entries[0].Id;
    }

    private void Answer<T>(TaskCompletionSource<T> done, Exception? fault = null) => own.After(faults.Delay(), () =>
    {
        if (fault is null)
        {
            done.SetResult(default!);
        }
        else
        {
            done.SetException(fault);
        }
    });
}
