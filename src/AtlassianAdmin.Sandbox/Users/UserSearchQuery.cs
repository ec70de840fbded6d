using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>Finds the people that a search asks for.</summary>
internal sealed class UserSearchQuery
{
    private readonly UserSearchRequest _search;
    private readonly PeopleStore _people;
    private readonly IReadOnlyList<string> _directoryIds;
    private readonly int? _directory;

    /// <summary>Makes a query.</summary>
    /// <param name="search">What is asked.</param>
    /// <param name="people">Of whom.</param>
    /// <param name="directoryIds">The ids of the directories, in their order.</param>
    /// <param name="directory">The directory that the path names; null for all of them.</param>
    public UserSearchQuery(UserSearchRequest search, PeopleStore people, IReadOnlyList<string> directoryIds, int? directory)
    {
        _search = search;
        _people = people;
        _directoryIds = directoryIds;
        _directory = directory;
    }

    /// <summary>Takes a page from that place on, and tells where the next one starts; null at the end.</summary>
    public IReadOnlyList<SandboxPerson> Take(int start, int size, out int? next)
    {
        IReadOnlyList<SandboxPerson> candidates = Candidates();
        var page = new List<SandboxPerson>();
        next = null;
        for (int i = start; i < candidates.Count; i++)
        {
            if (!Matches(candidates[i]))
                continue;
            if (page.Count == size)
            {
                next = i;
                break;
            }

            page.Add(candidates[i]);
        }

        return page;
    }

    /// <summary>Named people are looked up; only a search without names goes through everybody.</summary>
    private IReadOnlyList<SandboxPerson> Candidates()
    {
        IReadOnlyList<SandboxPerson> candidates =
            _search.Emails is { } emails ? Found(emails.Select(_people.ByEmail))
            : _search.AccountIds is { } ids ? Found(ids.Select(_people.ById))
            : _people.All;
        return _search.SortBy?[0].Direction switch
        {
            "asc" => candidates.OrderBy(person => person.State.Nickname, StringComparer.OrdinalIgnoreCase).ToList(),
            "desc" => candidates.OrderByDescending(person => person.State.Nickname, StringComparer.OrdinalIgnoreCase).ToList(),
            _ => candidates,
        };
    }

    private static List<SandboxPerson> Found(IEnumerable<SandboxPerson?> people) =>
        people.OfType<SandboxPerson>().Distinct().OrderBy(person => person.Index).ToList();

    private bool Matches(SandboxPerson person) =>
        (_directory is not { } only || IsIn(person, only))
        && (_search.DirectoryIds is not { } ids || person.Memberships.Any(membership => ids.Contains(_directoryIds[membership.Directory])))
        && IsOneOf(_search.AccountIds, person.AccountId)
        && (_search.SearchTerm is not { } term || Contains(person.Name, term) || Contains(person.Email, term))
        && (_search.EmailDomains is not { } domains || domains.Any(domain => IsAt(person.Email, domain)))
        && (_search.ClaimStatus is not { } claim || claim == PersonViews.ClaimStatus(person))
        && IsOneOf(_search.Status, PersonViews.Status(person, _directory))
        && IsOneOf(_search.AccountStatus, person.AccountStatus)
        && IsOneOf(_search.MembershipStatus, PersonViews.MembershipStatus(person, _directory))
        && (_search.MfaEnabled is not { } mfa || person.MfaEnabled == mfa)
        && (_search.GroupIds is not { } groups || person.State.Groups.Any(group => groups.Contains(group.GroupId, StringComparer.OrdinalIgnoreCase)))
        && (_search.RoleIds is not { } roles || SandboxAccess.RolesOf(person).Any(role => roles.Contains(role.Role)))
        && (_search.ResourceIds is not { } resources || SandboxAccess.RolesOf(person).Any(role => resources.Contains(role.Resource.ResourceId)));

    private static bool IsIn(SandboxPerson person, int directory) =>
        person.Memberships.Any(membership => membership.Directory == directory);

    private static bool IsOneOf(IReadOnlyList<string>? wanted, string value) => wanted is null || wanted.Contains(value);

    private static bool Contains(string text, string term) => text.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsAt(string email, string domain) =>
        email.EndsWith("@" + domain.TrimStart('@'), StringComparison.OrdinalIgnoreCase);
}
