using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Changes.Operations.Site;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>Whether a person is as an operation wants it, by what the service itself holds.</summary>
internal static class WantedState
{
    /// <summary>True when the person is; null where this does not judge.</summary>
    public static bool? IsIn(PersonState person, OperationSpec spec, SandboxOrganization organization) => spec switch
    {
        DisableAccount or DisableByScim => person.Lifecycle is Lifecycle.Disabled or Lifecycle.PendingDeletion,
        EnableAccount or EnableByScim or CancelDeletion => person.Lifecycle == Lifecycle.Active,
        DeleteAccount => person.Lifecycle is Lifecycle.PendingDeletion or Lifecycle.Closed,
        SetEmail set => string.Equals(person.Email, set.NewEmail, StringComparison.OrdinalIgnoreCase),
        SetProfile set => (set.JobTitle is null || set.JobTitle == person.JobTitle) && (set.Department is null || set.Department == person.Department),
        SuspendInDirectory suspend => MembershipOf(person, suspend.Directory, organization) is { IsSuspended: true },
        ResumeInDirectory resume => MembershipOf(person, resume.Directory, organization) is { IsSuspended: false },
        RemoveFromDirectory remove => MembershipOf(person, remove.Directory, organization) is null,
        GroupMembership membership => person.Groups.Any(g => g.GroupId == membership.Group.GroupId) == membership.Member,
        SiteGroupMembership membership => person.Groups.Any(g => g.GroupId == membership.GroupId) == membership.Member,
        RevokeToken revoke => !person.Tokens.Any(t => t.TokenId == revoke.TokenId),
        RevokeAllTokens => person.Tokens.Count == 0,
        UserRole role => person.Roles.Any(r => r.Role == role.Role && (role.ResourceId is null || r.Resource.ResourceId == role.ResourceId)) == role.Granted,
        _ => null,
    };

    private static Membership? MembershipOf(PersonState person, TargetDirectory directory, SandboxOrganization organization) =>
        person.Memberships.FirstOrDefault(m => organization.DirectoryIds[m.Directory] == directory.DirectoryId);
}
