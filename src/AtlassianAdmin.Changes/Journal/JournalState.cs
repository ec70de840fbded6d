using AtlassianAdmin.Changes.Operations.Directories;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>The state of an account as a journal keeps it: what the change is about, and no more of the person than that.</summary>
internal sealed class JournalState
{
    public string? Status { get; set; }

    public string? Shown { get; set; }

    public string? Email { get; set; }

    public string? Name { get; set; }

    public IReadOnlyList<string>? TokenIds { get; set; }

    public IReadOnlyList<JournalMembership>? Memberships { get; set; }

    public bool? IsThere { get; set; }

    public IReadOnlyList<string>? RoleMethods { get; set; }

    public Dictionary<string, string?>? Fields { get; set; }

    public static JournalState? Of(AccountState? state) => state is null ? null : new JournalState
    {
        Status = state.Status,
        Shown = state.Shown,
        Email = state.Email,
        Name = state.Name,
        TokenIds = state.TokenIds,
        Memberships = state.Memberships?.Select(m => new JournalMembership { DirectoryId = m.DirectoryId, Name = m.Name, Status = m.Status }).ToList(),
        IsThere = state.IsThere,
        RoleMethods = state.RoleMethods,
        Fields = state.Fields?.ToDictionary(f => f.Key, f => f.Value),
    };

    public AccountState ToAccountState() => new(Status, Email, Name, Shown)
    {
        TokenIds = TokenIds,
        Memberships = Memberships?.Select(m => new DirectoryMembership(m.DirectoryId ?? "", m.Name, m.Status ?? "")).ToList(),
        IsThere = IsThere,
        RoleMethods = RoleMethods,
        Fields = Fields,
    };
}

/// <summary>A membership in a directory as a journal keeps it.</summary>
internal sealed class JournalMembership
{
    public string? DirectoryId { get; set; }

    public string? Name { get; set; }

    public string? Status { get; set; }
}
