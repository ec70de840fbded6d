using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>What may be done to whom, and the reason if it may not. The vendor documents the reasons; which of them stands on which privilege is a guess.</summary>
internal static class AccountRules
{
    private static readonly PermissionRule Allowed = new(true, null);

    public static PermissionRule For(SandboxPerson person, string privilege) => privilege switch
    {
        Privilege.EmailSet when person.Lifecycle == Lifecycle.Closed => Denied("administrative"),
        Privilege.EmailSet => External(person),
        Privilege.LifecycleEnablement when person.Kind == SandboxPersonKind.ExportControlled => Denied("blocked.exportControl"),
        Privilege.LifecycleEnablement or Privilege.LifecycleDelete when person.Kind == SandboxPersonKind.Administrator =>
            Denied("administrative.notMyself"),
        Privilege.LifecycleEnablement or Privilege.LifecycleDelete => External(person),
        _ => Allowed,
    };

    /// <summary>The rule of a field, by its path on the wire.</summary>
    public static PermissionRule ForField(SandboxPerson person, string path)
    {
        if (person.Lifecycle == Lifecycle.Closed)
            return Denied("administrative");
        bool fromDirectory = path == "name" || path.StartsWith("extended_profile.", StringComparison.Ordinal);
        if (fromDirectory && (person.State.IsScimManaged || person.Kind == SandboxPersonKind.ManagedByGoogle))
            return External(person);
        if (path == "name" && person.Kind == SandboxPersonKind.SamlProfile)
            return Denied("authPolicy.saml");
        return Allowed;
    }

    /// <summary>The rule of a field that no administrator can change, such as <c>account_status</c>.</summary>
    public static PermissionRule ReadOnlyField() => Denied("administrative");

    private static PermissionRule External(SandboxPerson person) =>
        person.State.IsScimManaged ? Denied("externalDirectory.scim")
        : person.Kind == SandboxPersonKind.ManagedByGoogle ? Denied("externalDirectory.google")
        : Allowed;

    private static PermissionRule Denied(string reason) => new(false, reason);
}
