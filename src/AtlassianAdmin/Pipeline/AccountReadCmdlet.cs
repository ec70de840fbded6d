using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Identities;

namespace AtlassianAdmin.Pipeline;

/// <summary>A cmdlet that reads something of each person, many at once, and writes it in input order.</summary>
public abstract class AccountReadCmdlet : AccountCmdlet
{
    private readonly List<UserIdentity> _window = [];

    private protected override void Collect(UserIdentity identity) => _window.Add(identity);

    private protected override void Flush(bool isLast)
    {
        if (_window.Count == 0)
            return;
        UserIdentity[] window = _window.ToArray();
        _window.Clear();
        AdminClient client = Client;
        IReadOnlyList<Task<Answer>> answers = Await(Begin(async () =>
        {
            IReadOnlyList<ResolvedIdentity> people = await IdentityResolver.ResolveAsync(client, window, GiveUp).ConfigureAwait(false);
            return OrderedWork.Start(people, client.Options.ThrottleLimit, _ => null, ReadAsync);
        }));
        for (int index = 0; index < answers.Count; index++)
        {
            Answer answer = Await(answers[index]);
            if (answer.Failure is not null)
                WriteError(answer.Failure.ToErrorRecord(window[index].Input));
            else
                WriteObject(answer.Found, enumerateCollection: true);
        }
    }

    /// <summary>Reads what the cmdlet is for.</summary>
    private protected abstract Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person);

    private async Task<Answer> ReadAsync(ResolvedIdentity person)
    {
        if (person.Failure is not null)
            return new Answer([], person.Failure);
        try
        {
            IEnumerable<object> found = await ReadAsync(Client, person).ConfigureAwait(false);
            return new Answer(found.ToList(), null);
        }
        catch (AdminException e)
        {
            ChangeTarget target = person.Target!;
            return new Answer([], e.With(("account", target.Email ?? target.AccountId)));
        }
    }

    private readonly struct Answer(IReadOnlyList<object> found, AdminException? failure)
    {
        public IReadOnlyList<object> Found { get; } = found;

        public AdminException? Failure { get; } = failure;
    }
}
