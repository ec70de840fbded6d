using System.Globalization;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>The log oldest first, read page by page on the pipeline thread, with a file that keeps how far.</summary>
/// <param name="cmdlet">Waits, and warns.</param>
/// <param name="client">The client.</param>
/// <param name="checkpoint">The file; null when none is kept.</param>
/// <param name="kept">The place that it had kept; null for none.</param>
internal sealed class EventStream(AtlassianCmdlet cmdlet, AdminClient client, Checkpoint? checkpoint, AuditPosition? kept)
{
    private readonly AuditPosition? _kept = kept;
    private AuditPosition? _position = kept;

    /// <summary>Reads to the end of the log.</summary>
    /// <param name="from">The earliest time; null for the first one, or the place that was kept.</param>
    /// <param name="take">Takes an event; false when no more are wanted.</param>
    /// <returns>False when no more were wanted.</returns>
    public bool Read(DateTimeOffset? from, Func<AuditEvent, bool> take)
    {
        while (true)
        {
            try
            {
                return ReadPages(client.Audit.StreamAsync(from, to: null, _position, cmdlet.GiveUp), take);
            }
            catch (AdminException e) when (e.Code == ErrorCode.RequestRejected && _position?.Cursor is not null)
            {
                _position = _position.WithoutCursor() ?? throw (ReferenceEquals(_position, _kept) ? checkpoint!.Rejected(e) : e);
                string time = _position.Time!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                cmdlet.WriteWarning($"Atlassian refuses the kept place in the audit log: {e.Message} Reading goes on from {time}.");
            }
        }
    }

    /// <summary>Reads to the end of the log, and then what comes new, until no more is wanted or the command is stopped.</summary>
    /// <param name="from">The earliest time; null for now, or the place that was kept.</param>
    /// <param name="pause">How long it waits between two looks.</param>
    /// <param name="take">Takes an event; false when no more are wanted.</param>
    public void Follow(DateTimeOffset? from, TimeSpan pause, Func<AuditEvent, bool> take)
    {
        // Without a place to begin it means: from now on.
        from ??= _kept is null ? DateTimeOffset.UtcNow : null;
        while (Read(from, take))
        {
            cmdlet.Await(cmdlet.Begin(async () =>
            {
                await Task.Delay(pause, cmdlet.NothingNew).ConfigureAwait(false);
                return true;
            }));
        }
    }

    private bool ReadPages(IAsyncEnumerable<AuditPage> stream, Func<AuditEvent, bool> take)
    {
        IAsyncEnumerator<AuditPage> pages = stream.GetAsyncEnumerator(cmdlet.GiveUp);
        while (cmdlet.Await(cmdlet.Begin(() => pages.MoveNextAsync().AsTask())))
        {
            // The rest of the page comes again: a place is kept by pages.
            if (!pages.Current.Events.All(take))
                return false;

            // Kept only after the events went down the pipeline: a stop in between repeats, and never loses.
            _position = pages.Current.Position;
            checkpoint?.Write(_position);
        }

        return true;
    }
}
