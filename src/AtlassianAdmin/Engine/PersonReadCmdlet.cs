using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Engine;

/// <summary>
/// A cmdlet that reads something of each person, many at once, and writes it in input order. A key that is refused is told once,
/// at the end, with how many people were not read for it.
/// </summary>
public abstract class PersonReadCmdlet : PersonCmdlet
{
    private OrderedWork<Answer>? _reader;
    private InputWindow<PendingRead>? _work;
    private readonly RunStatus _status = new();
    private string? _firstUnread;
    private int _unread;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _work?.Finish();
        Progress.Complete();
        base.EndProcessing();
        if (_status.KeyRejection is { } rejection)
            WriteError(KeyRejection(rejection));
    }

    private protected override void Collect(UserIdentity identity)
    {
        _reader ??= new OrderedWork<Answer>(TargetConnection.ThrottleLimit);
        _work ??= new InputWindow<PendingRead>(BeginWindow, Write, WaitFor, ReadAhead);
        Progress.Expect(1);
        _work.Add(new PendingRead(identity));
    }

    /// <summary>Writes everybody who was taken so far, so that what is written next keeps the order of the input.</summary>
    private protected void WriteCollected() => _work?.Finish();

    private protected override void Drain()
    {
        base.Drain();
        _work?.EmitReady();
        Progress.ReportProgress();
    }

    /// <summary>Reads what the cmdlet is for.</summary>
    private protected abstract Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person);

    private void BeginWindow(PendingRead[] window)
    {
        if (_status.KeyRejection is { } end)
        {
            // Not even asked who they are.
            foreach (PendingRead pending in window)
                pending.Answer = Task.FromResult(new Answer([], end));
            return;
        }

        ITargetConnection target = TargetConnection;
        UserIdentity[] identities = window.Select(p => p.Identity).ToArray();
        IReadOnlyList<ResolvedIdentity> people = Await(Begin(() => target.ResolveAsync(identities, GiveUp)));
        IdentityWarnings.Note(people);
        for (int index = 0; index < window.Length; index++)
        {
            ResolvedIdentity person = people[index];
            window[index].Answer = _reader!.Add(key: null, InScope(() => AnswerAsync(person)));
        }
    }

    private async Task<Answer> AnswerAsync(ResolvedIdentity person)
    {
        if (_status.KeyRejection is { } end)
            return new Answer([], end);
        if (person.Failure is not null)
            return Refused(person.Failure);
        try
        {
            IEnumerable<object> found = await ReadAsync(person).ConfigureAwait(false);
            return new Answer(found.Select(one => WithPerson(one, person.Target!)).ToList(), null);
        }
        catch (AdminException e)
        {
            Subject target = person.Target!;
            return Refused(e.With(("account", target.Email ?? target.AccountId)));
        }
    }

    private Answer Refused(AdminException failure)
    {
        _status.NoteFailure(failure);
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
            WriteError(answer.Failure.ToErrorRecord(this, pending.Identity.Input));
        }
        else
        {
            foreach (object found in answer.Found)
                WriteObject(pending.Identity.Row is null ? found : WithInput(found, pending.Identity.Input));
        }
    }

    // The service tells whose it is by the id alone.
    private static object WithPerson(object found, Subject person)
    {
        switch (found)
        {
            case UserApiToken token:
                (token.Email, token.Name) = (person.Email, person.Name);
                break;
            case RoleAssignment role:
                (role.Email, role.Name) = (person.Email, person.Name);
                break;
            case ScimLink link:
                (link.Email, link.Name) = (person.Email, person.Name);
                break;
        }

        return found;
    }

    // What comes out of a row can be joined with it again.
    private static PSObject WithInput(object found, string input)
    {
        PSObject known = PSObject.AsPSObject(found);
        if (known.Properties[nameof(Change.Input)] is null)
            known.Properties.Add(new PSNoteProperty(nameof(Change.Input), input));
        return known;
    }

    private ErrorRecord KeyRejection(AdminException failure)
    {
        if (_unread < 2)
            return failure.ToErrorRecord(this, _firstUnread);
        string others = _unread == 2 ? "One more person was" : $"{_unread - 1} more people were";
        return failure.ToErrorRecord(this, _firstUnread, $"{failure.Message} {others} not read for the same reason.", failure.Remedy);
    }

    private sealed class PendingRead(UserIdentity identity) : IPending
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
