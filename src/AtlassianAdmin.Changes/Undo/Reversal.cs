using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Undo;

/// <summary>What brings back the state before one change, from what the journal recorded of it; or why nothing can.</summary>
internal sealed class Reversal
{
    private Reversal(IReadOnlyList<AccountOperation> operations, string? impossible)
    {
        Operations = operations;
        Impossible = impossible;
    }

    /// <summary>What is done, in this order; empty when nothing can be.</summary>
    public IReadOnlyList<AccountOperation> Operations { get; }

    /// <summary>Why it cannot be undone; null when it can.</summary>
    public string? Impossible { get; }

    /// <summary>Whether the state is still what the change made of it: what somebody else has changed since is left alone.</summary>
    public Func<AccountState, bool> IsStillOurs { get; private init; } = _ => true;

    /// <summary>Finds the way back.</summary>
    /// <param name="change">What was done.</param>
    /// <param name="scim">The SCIM directory that is connected now; null when none is.</param>
    public static Reversal Of(JournaledChange change, ScimClient? scim)
    {
        if (change.Action is "RevokeToken")
            return Not("a revoked API token is gone for good, and only its owner can make a new one");
        if (change.Action is "UnlinkScim")
            return Not("no call links an account and a SCIM record again; the identity provider may, at its next synchronization");
        if (change.Action is "RemoveFromDirectory")
            return Not("only a new invitation brings a person back into a directory");
        if (change.AccountId.Length > 0 && change.Route == "Scim" && change.Action is "Disable" or "Enable")
            return OfScim(change, scim);
        if (change.AccountId.Length == 0 || change.Route is not ("Account" or "Directory"))
            return Not($"{change.Action} by way of {change.Route} has no way back here");
        return change.Before is { } before ? Of(change, before) : Not("the state before was not recorded");
    }

    private static Reversal Of(JournaledChange change, AccountState before) => change.Action switch
    {
        "Disable" or "Enable" or "Delete" or "Restore" => OfLifecycle(change.Action, before),
        "Suspend" => OfMemberships(before, "active", DirectoryOperation.Resume),
        "Resume" => OfMemberships(before, "suspended", DirectoryOperation.Suspend),
        "AddToGroup" or "RemoveFromGroup" => before.IsThere is { } wasMember
            ? new Reversal([new GroupMembershipOperation(GroupOf(change), wasMember)], null)
            : Not("the state before was not recorded"),
        "GrantRole" or "RevokeRole" => before.RoleMethods is { } methods && Detail(change, ChangeDetail.Role) is { } role
            ? new Reversal([new RoleOperation(role, Detail(change, ChangeDetail.ResourceId), methods.Contains("direct"))], null)
            : Not("the state before was not recorded"),
        "SetEmail" => OfEmail(change, before),
        "SetProfile" => OfProfile(change, before),
        _ => Not($"there is no way back from {change.Action}"),
    };

    private static Reversal OfLifecycle(string action, AccountState before)
    {
        AccountOperation[] operations = (action, before.Status) switch
        {
            ("Disable", AccountState.Active) => [LifecycleOperation.Enable()],
            ("Enable", AccountState.Inactive) => [LifecycleOperation.Disable()],
            ("Delete", AccountState.Active) => [LifecycleOperation.CancelDelete()],
            // Cancelling a deletion also enables the account.
            ("Delete", AccountState.Inactive) => [LifecycleOperation.CancelDelete(), LifecycleOperation.Disable()],
            ("Restore", AccountState.ForDeletion) => [LifecycleOperation.Delete()],
            _ => [],
        };
        return operations.Length > 0 ? new Reversal(operations, null) : Not($"there is no way back to '{before}'");
    }

    private static Reversal OfScim(JournaledChange change, ScimClient? scim)
    {
        string? directoryId = Detail(change, ChangeDetail.ScimDirectoryId);
        if (scim is null || (directoryId is not null && directoryId != scim.DirectoryId))
            return Not($"it was done in the SCIM directory {directoryId}, which is not connected: run Connect-AtlassianScimDirectory for it, and then undo again");
        if (change.Before is not { } before)
            return Not("the state before was not recorded");
        Reversal inAccount = OfLifecycle(change.Action, before);
        return inAccount.Impossible is null
            ? new Reversal(inAccount.Operations.Cast<LifecycleOperation>().Select(o => o.InScim(scim)).ToList(), null)
            : inAccount;
    }

    private static Reversal OfMemberships(AccountState before, string status, Func<IEnumerable<string>?, DirectoryOperation> operation)
    {
        List<string> directories = (before.Memberships ?? []).Where(m => m.Status == status).Select(m => m.DirectoryId).ToList();
        return directories.Count > 0 ? new Reversal([operation(directories)], null) : Not("the state before was not recorded");
    }

    private static Reversal OfEmail(JournaledChange change, AccountState before) => before.Email is { } email
        ? new Reversal([new EmailOperation(email)], null)
        {
            IsStillOurs = now => string.Equals(now.Email, Detail(change, ChangeDetail.NewEmail), StringComparison.OrdinalIgnoreCase)
                || string.Equals(now.Email, email, StringComparison.OrdinalIgnoreCase),
        }
        : Not("the address before was hidden");

    private static Reversal OfProfile(JournaledChange change, AccountState before)
    {
        IReadOnlyDictionary<string, string?> fields = before.Fields ?? new Dictionary<string, string?>();
        if (fields.Values.Any(v => v is null))
            return Not($"a field that was empty cannot be emptied again ({string.Join(", ", fields.Where(f => f.Value is null).Select(f => f.Key))})");
        if (fields.Count == 0)
            return Not("the state before was not recorded");
        string? Field(string name) => fields.TryGetValue(name, out string? value) ? value : null;
        var update = new UserProfileUpdate
        {
            Name = Field(nameof(UserProfileUpdate.Name)),
            Nickname = Field(nameof(UserProfileUpdate.Nickname)),
            TimeZone = Field(nameof(UserProfileUpdate.TimeZone)),
            Locale = Field(nameof(UserProfileUpdate.Locale)),
            JobTitle = Field(nameof(UserProfileUpdate.JobTitle)),
            Organization = Field(nameof(UserProfileUpdate.Organization)),
            Department = Field(nameof(UserProfileUpdate.Department)),
            Location = Field(nameof(UserProfileUpdate.Location)),
        };
        return new Reversal([new ProfileOperation(update, onlyDifferences: true)], null)
        {
            IsStillOurs = now => fields.All(f => now.Fields is { } current && current.TryGetValue(f.Key, out string? value)
                && (value == Detail(change, f.Key) || value == f.Value)),
        };
    }

    private static Group GroupOf(JournaledChange change) => new()
    {
        GroupId = Detail(change, ChangeDetail.GroupId) ?? "",
        Name = Detail(change, ChangeDetail.GroupName),
        DirectoryId = Detail(change, ChangeDetail.DirectoryId),
    };

    private static string? Detail(JournaledChange change, string name) => change.Details.TryGetValue(name, out string? value) ? value : null;

    private static Reversal Not(string why) => new([], why);
}
