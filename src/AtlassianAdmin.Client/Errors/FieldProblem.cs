namespace AtlassianAdmin.Client.Errors;

/// <summary>What is wrong with a field, in words. The service tells it by keys. Source: user-management document, constraint keys and RestrictionReason.</summary>
internal static class FieldProblem
{
    /// <summary>The words for one or more keys, separated by commas.</summary>
    /// <param name="keys">Constraint keys, or the reason of a restriction; null or empty when the service told none.</param>
    public static string Of(string? keys)
    {
        string[] each = [.. (keys ?? "").Split(',').Select(key => key.Trim()).Where(key => key.Length > 0)];
        return each.Length == 0 ? "Atlassian does not say why"
            : keys == "not allowed" ? "it may not be changed"
            // A sentence is no key.
            : Array.Exists(each, key => key.Contains(' ')) ? keys!.Trim().TrimEnd('.')
            : string.Join(" and ", each.Select(Word));
    }

    private static string Word(string key) => key switch
    {
        "maxLength" or "max" or "size" => "it is too long",
        "minLength" or "min" => "it is too short",
        "partMaxLength" => "a part of it is too long",
        "validCharacters" => "it has characters that are not allowed",
        "validEmail" or "email" => "it is no complete e-mail address",
        "required" or "notNull" or "notBlank" or "notEmpty" => "it is empty",
        "externalDirectory.scim" => "an identity provider sets it, through SCIM",
        "externalDirectory.google" => "Google Workspace sets it",
        "authPolicy.saml" => "SAML sets it at each log-in",
        "blocked.exportControl" => "export control blocks the account",
        "administrative" => "Atlassian keeps it for administrative use",
        "administrative.notMyself" => "an administrator may not change it on the own account",
        "myselfOnly" => "only the person may change it",
        "managedAccount" => "the organization does not manage the account",
        _ => $"Atlassian names the reason '{key}'",
    };
}
