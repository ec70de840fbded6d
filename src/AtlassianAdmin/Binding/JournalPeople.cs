using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Binding;

/// <summary>The people of a journal: by their accounts, and by the addresses that they had when they were changed.</summary>
internal sealed class JournalPeople(ChangeJournal journal) : IPersonDirectory, IPersonLookup
{
    public bool Takes(PersonClue clue) => OrganizationPeople.TakesAsAccount(clue) || clue.Kind == ClueKind.Email;

    public IPersonLookup Begin(IReadOnlyList<PersonClue> clues, CancellationToken cancellationToken) => this;

    public bool Confirms(FoundPerson person, PersonClue clue) => OrganizationPeople.TakesAsAccount(clue) && person.Key == clue.Value;

    public Task<IReadOnlyList<FoundPerson>> FindAsync(PersonClue clue, UserIdentity identity)
    {
        List<FoundPerson> people = journal.Changes
            .Where(change => OrganizationPeople.TakesAsAccount(clue) ? change.AccountId == clue.Value : Same(change.Email, clue.Value) || Same(change.BeforeState?.Email, clue.Value))
            .Where(change => KeyOf(change).Length > 0)
            .GroupBy(KeyOf, (key, changes) => new FoundPerson(key, changes.First().AccountId, changes.First().Email, changes.First().Name))
            .ToList();
        return people.Count > 0
            ? Task.FromResult<IReadOnlyList<FoundPerson>>(people)
            : throw new AdminException(ErrorCode.IdentityNotFound, ("address", clue.Value), ("organization", $"the journal {journal.Path}"));
    }

    /// <summary>What tells the people of a journal apart: the account, and the address of a record that is linked to none. Empty for a change of something else.</summary>
    public static string KeyOf(JournaledChange change) =>
        change.AccountId.Length > 0 ? change.AccountId : change.Email?.ToUpperInvariant() ?? "";

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
