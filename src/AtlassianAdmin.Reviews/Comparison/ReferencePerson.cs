namespace AtlassianAdmin.Reviews.Comparison;

/// <summary>A person as the reference knows them: another system, such as HR or an identity provider.</summary>
internal sealed record ReferencePerson
{
    /// <summary>The cell that names the person.</summary>
    public string Input { get; init; } = "";

    /// <summary>The account ids that the row has; empty when it has none.</summary>
    public IReadOnlyList<string> AccountIds { get; init; } = [];

    /// <summary>The e-mail addresses that the row has; empty when it has none.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>The display name; null when the row tells none.</summary>
    public string? Name { get; init; }

    /// <summary>False when the row says that the person has left or may not log in; null when it does not say.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The cell that says so, such as <c>Enabled is False</c>; null when none does.</summary>
    public string? Reason { get; init; }
}
