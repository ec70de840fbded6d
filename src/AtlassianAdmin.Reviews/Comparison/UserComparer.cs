using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Reviews.Comparison;

/// <summary>
/// Holds the people of an organization against a reference, both ways, by account id and by e-mail address. Reads the list of
/// people, and asks for each address that is not in it before anybody is called missing: the list hides addresses.
/// </summary>
internal sealed class UserComparer(AdminClient client, Func<string, string, bool> isSameName)
{
    private readonly List<User> _people = [];
    private readonly Dictionary<string, User> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<User>> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private int _seen;

    /// <summary>True to tell those who agree, too.</summary>
    public bool IncludesEqual { get; init; }

    /// <summary>Of whom the reference must have a row, if they are active; null for everybody.</summary>
    public Func<User, bool>? IsExpected { get; init; }

    /// <summary>How many people were read so far.</summary>
    public int PeopleSeen => Volatile.Read(ref _seen);

    /// <summary>The differences: in the order of the reference, then of those whom it does not have.</summary>
    /// <param name="reference">The people of the reference.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">The people could not be read.</exception>
    public async Task<IReadOnlyList<UserComparison>> CompareAsync(IReadOnlyList<ReferencePerson> reference, CancellationToken cancellationToken)
    {
        var everybody = new UserSearch { Limit = OrganizationsClient.LargestPage };
        await foreach (User user in client.Users.SearchAsync(everybody, cancellationToken).ConfigureAwait(false))
        {
            Add(user);
            Interlocked.Increment(ref _seen);
        }

        await FindHiddenAsync(reference, cancellationToken).ConfigureAwait(false);
        var rows = reference.Select(person => (Person: person, Users: Find(person))).ToList();
        List<UserComparison> differences = [.. Merge(rows).SelectMany(row => Compare(row.Person, row.Users))];
        var named = new HashSet<string>(rows.SelectMany(r => r.Users).Select(u => u.AccountId), StringComparer.Ordinal);
        differences.AddRange(_people
            .Where(user => !named.Contains(user.AccountId) && IsActive(user) && !IsApp(user) && IsExpected?.Invoke(user) != false)
            .Select(user => Difference(UserDifference.NotInReference, null, user, "No row of the reference names this account.")));
        return differences;
    }

    private void Add(User user)
    {
        if (_byId.ContainsKey(user.AccountId))
            return;
        _byId.Add(user.AccountId, user);
        _people.Add(user);
        if (user.Email is { } email)
            Name(email, user);
    }

    private void Name(string email, User user)
    {
        if (!_byEmail.TryGetValue(email, out List<User>? same))
            _byEmail.Add(email, same = []);
        if (!same.Contains(user))
            same.Add(user);
    }

    private async Task FindHiddenAsync(IReadOnlyList<ReferencePerson> reference, CancellationToken cancellationToken)
    {
        List<string> unknown = reference
            .Where(person => !person.AccountIds.Any(_byId.ContainsKey))
            .SelectMany(person => person.Emails)
            .Where(email => !_byEmail.ContainsKey(email))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (unknown.Count == 0)
            return;
        foreach (KeyValuePair<string, IReadOnlyList<User>> found in await client.Users.FindByEmailAsync(unknown, cancellationToken).ConfigureAwait(false))
        {
            foreach (User user in found.Value)
            {
                Add(user);
                Name(found.Key, _byId[user.AccountId]);
            }
        }
    }

    private List<User> Find(ReferencePerson person)
    {
        List<User> byId = person.AccountIds.Where(_byId.ContainsKey).Select(id => _byId[id]).ToList();
        IEnumerable<User> byEmail = person.Emails.Where(_byEmail.ContainsKey).SelectMany(email => _byEmail[email]);
        return byId.Concat(byEmail).Distinct().ToList();
    }

    // Of several rows about one person, one that says they are there decides: somebody who left one job may have another.
    private static IEnumerable<(ReferencePerson Person, List<User> Users)> Merge(List<(ReferencePerson Person, List<User> Users)> rows)
    {
        Dictionary<User, ReferencePerson> deciding = rows
            .Where(row => row.Users.Count == 1)
            .GroupBy(row => row.Users[0], row => row.Person)
            .ToDictionary(person => person.Key, person => person.FirstOrDefault(p => p.IsActive != false) ?? person.First());
        return rows.Where(row => row.Users.Count != 1 || deciding[row.Users[0]] == row.Person)
            .Distinct(SameRow.Instance);
    }

    private IEnumerable<UserComparison> Compare(ReferencePerson person, List<User> users)
    {
        bool hasLeft = person.IsActive == false;
        if (users.Count > 1)
        {
            yield return Difference(
                UserDifference.Ambiguous, person, null, $"The row names several accounts: {string.Join("; ", users.Select(u => $"{u.Email ?? u.Name} ({u.AccountId})"))}.");
            yield break;
        }

        if (users.Count == 0)
        {
            if (!hasLeft)
                yield return Difference(UserDifference.MissingHere, person, null, "The organization has no account with this id or e-mail address.");
            else if (IncludesEqual)
                yield return Difference(UserDifference.Equal, person, null, $"The person has left ({person.Reason}), and has no account.");
            yield break;
        }

        User user = users[0];
        bool differs = false;
        if (hasLeft == IsActive(user))
        {
            differs = true;
            yield return hasLeft
                ? Difference(UserDifference.LeftButActive, person, user, $"The reference says {person.Reason}, and the account is active.")
                : Difference(UserDifference.CameBack, person, user, $"The reference has the person, and the account is {(user.IsForDeletion ? "about to be deleted" : "deactivated")}.");
        }

        // Whoever has left need not be called as in the reference.
        if (!hasLeft && user.Email is { } email && person.Emails.Count > 0 && !person.Emails.Contains(email, StringComparer.OrdinalIgnoreCase) && person.AccountIds.Contains(user.AccountId))
        {
            differs = true;
            yield return Difference(UserDifference.EmailDiffers, person, user, $"The account has {email}, the reference {string.Join(", ", person.Emails)}.");
        }

        if (!hasLeft && user.Name is { } name && person.Name is { } other && !isSameName(name, other))
        {
            differs = true;
            yield return Difference(UserDifference.NameDiffers, person, user, $"The account is called {name}, in the reference {other}.");
        }

        if (!differs && IncludesEqual)
            yield return Difference(UserDifference.Equal, person, user, hasLeft ? $"The person has left ({person.Reason}), and the account is not active." : "The account and the reference agree.");
    }

    private UserComparison Difference(UserDifference difference, ReferencePerson? person, User? user, string detail) =>
        new(difference, person, user, detail, client.Options.Origin);

    // Only a deactivated account opens nothing: who is suspended in one directory may work in another.
    private static bool IsActive(User user) =>
        !user.IsForDeletion && !Is(user.Status, "deactivated") && !Is(user.AccountStatus, "inactive") && !Is(user.AccountStatus, "closed");

    private static bool IsApp(User user) => Is(user.AccountType, "app");

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);

    // Two rows that say the same of one person, or of nobody, are told once.
    private sealed class SameRow : IEqualityComparer<(ReferencePerson Person, List<User> Users)>
    {
        public static SameRow Instance { get; } = new();

        public bool Equals((ReferencePerson Person, List<User> Users) one, (ReferencePerson Person, List<User> Users) other) =>
            one.Users.Count == 1 ? other.Users.Count == 1 && one.Users[0] == other.Users[0]
            : other.Users.Count == one.Users.Count && one.Person.Input.Equals(other.Person.Input, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((ReferencePerson Person, List<User> Users) row) =>
            row.Users.Count == 1 ? row.Users[0].GetHashCode() : StringComparer.OrdinalIgnoreCase.GetHashCode(row.Person.Input);
    }
}
