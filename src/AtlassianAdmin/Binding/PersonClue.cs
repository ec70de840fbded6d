namespace AtlassianAdmin.Binding;

/// <summary>How a value names a person.</summary>
internal enum ClueKind
{
    /// <summary>By the record of a SCIM directory.</summary>
    ScimUserId,

    /// <summary>By the account id.</summary>
    AccountId,

    /// <summary>By the e-mail address.</summary>
    Email,

    /// <summary>By the user name of a SCIM directory.</summary>
    UserName,

    /// <summary>By the identity provider's own id.</summary>
    ExternalId,

    /// <summary>By whatever it may be to a SCIM directory, which knows people by names of any form.</summary>
    Text,
}

/// <summary>One value that names a person.</summary>
/// <param name="Kind">How it names the person.</param>
/// <param name="Value">The value, cleaned.</param>
/// <param name="Column">The column that it stands in; null when it was given by itself.</param>
/// <param name="Rank">Of several clues only those of the lowest rank count; those must agree.</param>
internal sealed record PersonClue(ClueKind Kind, string Value, string? Column, int Rank)
{
    /// <summary>True for a name that may be out of date, so that nobody has it any more; an id never is.</summary>
    public bool MayBeNobodys => Kind is ClueKind.Email or ClueKind.UserName or ClueKind.ExternalId;

    /// <inheritdoc/>
    public override string ToString() => Column is null ? Value : $"{Column} {Value}";
}
