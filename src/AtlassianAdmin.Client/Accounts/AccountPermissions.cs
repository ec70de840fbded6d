using System.Text.Json;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Accounts;

/// <summary>What the administrator may do to one account. Source: user-management document, <c>GET /users/{account_id}/manage</c>.</summary>
public sealed class AccountPermissions
{
    /// <summary>Makes the permissions of an account from its rules.</summary>
    /// <param name="accountId">The account asked about.</param>
    /// <param name="privileges">The rule of each privilege, by the service's name for it.</param>
    /// <param name="profileFields">The rule of each profile field, by its JSON path.</param>
    public AccountPermissions(
        string accountId,
        IReadOnlyDictionary<string, PermissionRule> privileges,
        IReadOnlyDictionary<string, PermissionRule> profileFields)
    {
        AccountId = accountId;
        Privileges = privileges;
        ProfileFields = profileFields;
    }

    /// <summary>The account asked about.</summary>
    public string AccountId { get; }

    /// <summary>Rules by privilege, such as <c>lifecycle.enablement</c> (see <see cref="Privilege"/>); the set is open.</summary>
    public IReadOnlyDictionary<string, PermissionRule> Privileges { get; }

    /// <summary>Rules by JSON path of the profile field, such as <c>extended_profile.department</c>.</summary>
    public IReadOnlyDictionary<string, PermissionRule> ProfileFields { get; }

    /// <summary>The rule of a privilege, or null when the service did not answer for it.</summary>
    public PermissionRule? this[string privilege] =>
        Privileges.TryGetValue(privilege, out PermissionRule? rule) ? rule : null;

    internal static AccountPermissions Read(string accountId, Dictionary<string, JsonElement> reply)
    {
        var privileges = new Dictionary<string, PermissionRule>(StringComparer.Ordinal);
        var fields = new Dictionary<string, PermissionRule>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, JsonElement> entry in reply)
        {
            if (entry.Value.ValueKind != JsonValueKind.Object)
                continue;
            if (PermissionRule.TryRead(entry.Value, out PermissionRule? rule))
            {
                privileges[entry.Key] = rule!;
                continue;
            }

            // `profile` is the deprecated twin of `profile.write`: the newer name wins.
            foreach (JsonProperty field in entry.Value.EnumerateObject())
            {
                bool known = fields.ContainsKey(field.Name) && entry.Key != Privilege.ProfileWrite;
                if (!known && PermissionRule.TryRead(field.Value, out PermissionRule? fieldRule))
                    fields[field.Name] = fieldRule!;
            }
        }

        return new AccountPermissions(accountId, privileges, fields);
    }
}

/// <summary>Whether one thing is allowed, and the service's reason when it is not.</summary>
public sealed class PermissionRule
{
    /// <summary>Makes a rule.</summary>
    public PermissionRule(bool allowed, string? reason)
    {
        Allowed = allowed;
        Reason = reason;
    }

    /// <summary>True when it is allowed.</summary>
    public bool Allowed { get; }

    /// <summary>The service's reason key, such as <c>externalDirectory.scim</c>; null when allowed or not given.</summary>
    public string? Reason { get; }

    internal static bool TryRead(JsonElement element, out PermissionRule? rule)
    {
        rule = null;
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("allowed", out JsonElement allowed))
            return false;
        string? reason = null;
        if (element.TryGetProperty("reason", out JsonElement reasonElement))
        {
            reason = PlainValue.TextOf(
                reasonElement.ValueKind == JsonValueKind.Object && reasonElement.TryGetProperty("key", out JsonElement key) ? key : reasonElement);
        }

        rule = new PermissionRule(allowed.ValueKind == JsonValueKind.True, reason);
        return true;
    }
}

/// <summary>The service's names for what can be allowed on an account. Source: user-management document.</summary>
public static class Privilege
{
    /// <summary>Reading the profile.</summary>
    public const string ProfileRead = "profile.read";

    /// <summary>Changing profile fields; answered field by field.</summary>
    public const string ProfileWrite = "profile.write";

    /// <summary>Changing the e-mail address.</summary>
    public const string EmailSet = "email.set";

    /// <summary>Disabling and enabling.</summary>
    public const string LifecycleEnablement = "lifecycle.enablement";

    /// <summary>Deleting and cancelling a deletion.</summary>
    public const string LifecycleDelete = "lifecycle.delete";

    /// <summary>Listing API tokens.</summary>
    public const string ApiTokenRead = "apiToken.read";

    /// <summary>Revoking API tokens.</summary>
    public const string ApiTokenDelete = "apiToken.delete";

    /// <summary>Every privilege that can be asked for, without the deprecated <c>profile</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
        [ProfileRead, ProfileWrite, EmailSet, LifecycleEnablement, LifecycleDelete, ApiTokenRead, ApiTokenDelete];

    /// <summary>The values that can be asked for, the deprecated <c>profile</c> included.</summary>
    public static KnownValues Known { get; } = new("Privilege", "", [.. All, "profile"]);
}
