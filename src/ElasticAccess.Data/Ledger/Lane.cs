using System.Diagnostics;
using System.Threading.Channels;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// Where requests wait. It takes all that waits, serves it in one transaction, and only then answers.
/// </summary>
internal sealed class Lane(
    IHotPath path, TimeProvider time, LedgerOptions options, Surroundings surroundings, Action left)
{
    private readonly SerializableTransaction transaction =
        new(path, time, surroundings.Random, TimeSpan.FromMilliseconds(options.DeadlineMs));

    private readonly Channel<Ticket> waiting =
        Channel.CreateUnbounded<Ticket>(new() { SingleReader = true, AllowSynchronousContinuations = false });

    /// <summary>When this lane last finished a batch while work was waiting; for readiness. Monotonic.</summary>
    public long BusySince { get; private set; }

    /// <summary>False once the lane is closed. Whoever queues has counted the ticket; the lane counts it off.</summary>
    public bool TryQueue(Ticket ticket)
    {
        ticket.QueuedAt = Stopwatch.GetTimestamp();
        return waiting.Writer.TryWrite(ticket);
    }

    /// <summary>No more tickets; those that wait are still served.</summary>
    public void Close() => waiting.Writer.TryComplete();

    /// <summary>Ends when the lane is closed and empty. <paramref name="stop"/> gives up on what still waits.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var batch = new List<Ticket>();
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            BusySince = Stopwatch.GetTimestamp();
            Take(batch);
            if (batch.Count > 0)
            {
                await ServeAsync(batch, stop);
                LedgerMetrics.Served(batch.Count, Stopwatch.GetElapsedTime(BusySince));
            }

            BusySince = 0;
            batch.Clear();
        }

        await path.DisposeAsync();
    }

    private void Take(List<Ticket> batch)
    {
        // By requests and not by calls: while one batch commits, the answers of the last one are written and the calls
        // of the next one read, which a batch of everything would bring to a standstill.
        for (var requests = 0; requests < options.BatchMax && waiting.Reader.TryRead(out var ticket);)
        {
            left();
            if (ticket.IsAbandoned)
            {
                ticket.Fail(new OperationCanceledException());
                continue;
            }

            requests += ticket.Requests;
            LedgerMetrics.Waited(Stopwatch.GetElapsedTime(ticket.QueuedAt));
            batch.Add(ticket);
        }
    }

    private async Task ServeAsync(List<Ticket> batch, CancellationToken stop)
    {
        try
        {
            var needs = new Needs();
            batch.ForEach(ticket => ticket.Need(needs));

            // In order of arrival, each on what those before it have left.
            bool Decide(Books books)
            {
                foreach (var ticket in batch)
                {
                    ticket.Decide(books);
                    surroundings.Witness?.Decided(ticket, books);
                }

                return books.HasWork;
            }

            await transaction.RunAsync(needs, Decide, stop);
            batch.ForEach(ticket => ticket.Answer());
        }
        catch (Exception fault)
            when (batch.Count > 1 && fault is not (StoreBusyException or OperationCanceledException))
        {
            // One request's fault must not be its neighbours': halve the batch until it stands alone.
            await ServeAsync(batch[..(batch.Count / 2)], stop);
            await ServeAsync(batch[(batch.Count / 2)..], stop);
        }
        catch (Exception fault)
        {
            batch.ForEach(ticket => ticket.Fail(fault));
        }
    }
}
