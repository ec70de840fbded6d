using System.Collections.Concurrent;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>The people, found by id and by e-mail, and the one place where they change.</summary>
internal sealed class PeopleStore
{
    private readonly object _authorization = new();
    private readonly ConcurrentDictionary<string, SandboxPerson> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SandboxPerson> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    private readonly GrowingList<SandboxPerson> _all;
    private readonly GrowingList<SandboxPerson> _managed;

    public PeopleStore(SandboxPerson[] people)
    {
        _all = new GrowingList<SandboxPerson>(people);
        _managed = new GrowingList<SandboxPerson>(people.Where(person => person.IsManaged).ToArray());
        foreach (SandboxPerson person in people)
        {
            _byId[person.AccountId] = person;
            _byEmail[person.Email] = person;
        }
    }

    public IReadOnlyList<SandboxPerson> All => _all;

    public IReadOnlyList<SandboxPerson> Managed => _managed;

    public SandboxPerson? ById(string accountId) => _byId.TryGetValue(accountId, out SandboxPerson? person) ? person : null;

    public SandboxPerson? ByEmail(string email) => _byEmail.TryGetValue(email, out SandboxPerson? person) ? person : null;

    /// <summary>Runs a decision and the change that follows from it without another change in between.</summary>
    public SandboxReply Exclusively(Func<SandboxReply> decide)
    {
        lock (_authorization)
            return decide();
    }

    /// <summary>Adds somebody who was not here, made for their place in the list.</summary>
    public SandboxPerson Add(Func<int, SandboxPerson> make)
    {
        lock (_authorization)
        {
            SandboxPerson person = _all.Add(make);
            _byId[person.AccountId] = person;
            _byEmail[person.Email] = person;
            if (person.IsManaged)
                _managed.Add(_ => person);
            return person;
        }
    }

    public void Change(SandboxPerson person, Func<PersonState, PersonState> change)
    {
        lock (_authorization)
            person.State = change(person.State);
    }

    /// <summary>Gives a person a new address; false when it is somebody else's.</summary>
    public bool TryChangeEmail(SandboxPerson person, string email)
    {
        lock (_authorization)
        {
            if (ByEmail(email) is { } owner && owner != person)
                return false;

            // The new address first, so that the person can be found at any moment.
            string old = person.Email;
            _byEmail[email] = person;
            person.State = person.State with { Email = email };
            if (!string.Equals(old, email, StringComparison.OrdinalIgnoreCase))
                _byEmail.TryRemove(old, out _);
            return true;
        }
    }
}
