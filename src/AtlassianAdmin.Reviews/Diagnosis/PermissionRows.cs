using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Reviews.Diagnosis;

/// <summary>Puts the service's permission rules into rows with words.</summary>
internal static class PermissionRows
{
    public static IEnumerable<UserPermission> Of(AccountPermissions permissions, Subject target, OrganizationOrigin? origin)
    {
        foreach (KeyValuePair<string, PermissionRule> rule in permissions.Privileges.OrderBy(p => Order(p.Key)))
            yield return Row(target, origin, rule.Key, field: null, Gerund(rule.Key), rule.Value);
        foreach (KeyValuePair<string, PermissionRule> rule in permissions.ProfileFields.OrderBy(f => FieldOrder(f.Key)))
        {
            string field = ProfileField.FromPath(rule.Key)?.Name ?? rule.Key;
            yield return Row(target, origin, Privilege.ProfileWrite, field, $"changing {field}", rule.Value);
        }
    }

    /// <summary>What a privilege lets you do, as it stands in sentences.</summary>
    public static string Gerund(string privilege) => privilege switch
    {
        Privilege.ProfileRead => "reading the profile",
        Privilege.ProfileWrite => "changing the profile",
        Privilege.EmailSet => "changing the e-mail address",
        Privilege.LifecycleEnablement => "disabling or enabling",
        Privilege.LifecycleDelete => "deleting or cancelling a deletion",
        Privilege.ApiTokenRead => "listing API tokens",
        Privilege.ApiTokenDelete => "revoking API tokens",
        _ => privilege,
    };

    private static UserPermission Row(Subject target, OrganizationOrigin? origin, string privilege, string? field, string gerund, PermissionRule rule)
    {
        var row = new UserPermission(target.AccountId, target.Email, target.Name, privilege, field, rule.Allowed) { Origin = origin };
        if (rule.Allowed)
            return row;
        var objection = new AdminException(
            ErrorCatalogue.CodeOfReason(rule.Reason),
            ("account", target.Email ?? target.AccountId),
            ("action", gerund),
            ("detail", rule.Reason ?? "no reason was given"));
        row.Reason = objection.Message;
        row.Remedy = objection.Remedy;
        row.ErrorCode = objection.Code;
        row.ReasonKey = rule.Reason;
        return row;
    }

    private static int Order(string privilege)
    {
        int index = Privilege.All.ToList().IndexOf(privilege);
        return index < 0 ? int.MaxValue : index;
    }

    private static int FieldOrder(string path)
    {
        int index = ProfileField.All.ToList().FindIndex(f => f.Path == path);
        return index < 0 ? int.MaxValue : index;
    }
}
