namespace AtlassianAdmin.Changes.Operations;

/// <summary>The membership of a person in one directory.</summary>
/// <param name="Status"><c>active</c>, <c>suspended</c> or <c>no_membership</c>; the set is open.</param>
public sealed record DirectoryState(string Status) : State
{
    internal const string Active = "active";
    internal const string Suspended = "suspended";
    internal const string NoMembership = "no_membership";

    private protected override string Text => Status;
}
