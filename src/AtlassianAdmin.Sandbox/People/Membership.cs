namespace AtlassianAdmin.Sandbox.People;

/// <summary>That a person is in a directory. The few that there are get shared by everybody.</summary>
internal sealed class Membership
{
    private Membership(int directory, bool suspended)
    {
        Directory = directory;
        IsSuspended = suspended;
    }

    public static IReadOnlyList<Membership> None { get; } = [];

    public static IReadOnlyList<Membership> Primary { get; } = [new(0, false)];

    public static IReadOnlyList<Membership> Partners { get; } = [new(1, false)];

    public static IReadOnlyList<Membership> Both { get; } = [new(0, false), new(1, false)];

    public static IReadOnlyList<Membership> SuspendedInPrimary { get; } = [new(0, true)];

    public static IReadOnlyList<Membership> SuspendedInPartnersOnly { get; } = [new(0, false), new(1, true)];

    /// <summary>The same memberships, with that one active or suspended.</summary>
    public static IReadOnlyList<Membership> With(IReadOnlyList<Membership> all, int directory, bool suspended) =>
        [.. Without(all, directory).Append(new Membership(directory, suspended)).OrderBy(membership => membership.Directory)];

    /// <summary>The same memberships without that one.</summary>
    public static IReadOnlyList<Membership> Without(IReadOnlyList<Membership> all, int directory) =>
        all.Where(membership => membership.Directory != directory).ToArray();

    /// <summary>The place of the directory in the organization's list.</summary>
    public int Directory { get; }

    public bool IsSuspended { get; }
}
