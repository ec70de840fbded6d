using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Engine;

/// <summary>
/// A cmdlet that reads something of each person, many at once, and writes it in input order. A key that is refused is told once,
/// at the end, with how many people were not read for it.
/// </summary>
public abstract class PersonReadCmdlet : AccountCmdlet
{
    private OrderedWork<Answer>? _reader;
    private BulkWork<PendingRead>? _work;
    private volatile AdminException? _endOfKey;
    private string? _firstUnread;
    private int _unread;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _work?.Finish();
        Progress.Complete();
        base.EndProcessing();
        if (_endOfKey is not null)
            WriteError(EndOfKey(_endOfKey));
    }

    private protected override void Collect(UserIdentity identity)
    {
        _reader ??= new OrderedWork<Answer>(Workplace.ThrottleLimit);
        _work ??= new BulkWork<PendingRead>(BeginWindow, Write, WaitFor);
        Progress.Expect(1);
        _work.Add(new PendingRead(identity));
    }

    private protected override void Tell()
    {
        base.Tell();
        _work?.HandBackReady();
        Progress.Tell();
    }

    /// <summary>Reads what the cmdlet is for.</summary>
    private protected abstract Task<IEnumerable<object>> ReadPersonAsync(ResolvedIdentity person);

    private void BeginWindow(PendingRead[] window)
    {
        if (_endOfKey is { } end)
        {
            // Not even asked who they are.
            foreach (PendingRead pending in window)
                pending.Answer = Task.FromResult(new Answer([], end));
            return;
        }

        IWorkplace place = Workplace;
        UserIdentity[] identities = window.Select(p => p.Identity).ToArray();
        IReadOnlyList<ResolvedIdentity> people = Await(Begin(() => place.ResolveAsync(identities, GiveUp)));
        IdentityWarnings.Note(people);
        for (int index = 0; index < window.Length; index++)
        {
            ResolvedIdentity person = people[index];
            window[index].Answer = _reader!.Add(key: null, InScope(() => ReadAsync(person)));
        }
    }

    private async Task<Answer> ReadAsync(ResolvedIdentity person)
    {
        if (_endOfKey is { } end)
            return new Answer([], end);
        if (person.Failure is not null)
            return Refused(person.Failure);
        try
        {
            IEnumerable<object> found = await ReadPersonAsync(person).ConfigureAwait(false);
            return new Answer(found.ToList(), null);
        }
        catch (AdminException e)
        {
            ChangeTarget target = person.Target!;
            return Refused(e.With(("account", target.Email ?? target.AccountId)));
        }
    }

    private Answer Refused(AdminException failure)
    {
        if (failure.RefusesTheKey)
            _endOfKey ??= failure;
        return new Answer([], failure);
    }

    private void Write(PendingRead pending)
    {
        Answer answer = pending.Answer!.GetAwaiter().GetResult();
        Progress.Done();
        if (answer.Failure is { RefusesTheKey: true })
        {
            _firstUnread ??= pending.Identity.Input;
            _unread++;
        }
        else if (answer.Failure is not null)
        {
            WriteError(answer.Failure.ToErrorRecord(pending.Identity.Input));
        }
        else
        {
            WriteObject(answer.Found, enumerateCollection: true);
        }
    }

    private ErrorRecord EndOfKey(AdminException failure)
    {
        ErrorRecord record = failure.ToErrorRecord(_firstUnread);
        if (_unread > 1)
        {
            string others = _unread == 2 ? "One more person was" : $"{_unread - 1} more people were";
            record.ErrorDetails = new ErrorDetails($"{failure.Message} {others} not read for the same reason.") { RecommendedAction = failure.Remedy };
        }

        return record;
    }

    private sealed class PendingRead(UserIdentity identity) : IPendingPerson
    {
        public UserIdentity Identity { get; } = identity;

        /// <summary>What was read; null until begun.</summary>
        public Task<Answer>? Answer { get; set; }

        public Task? Ready => Answer;
    }

    private readonly struct Answer(IReadOnlyList<object> found, AdminException? failure)
    {
        public IReadOnlyList<object> Found { get; } = found;

        public AdminException? Failure { get; } = failure;
    }
}
