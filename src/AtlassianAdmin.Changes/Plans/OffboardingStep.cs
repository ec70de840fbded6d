using System.Text.Json.Serialization;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>One step of a plan: one thing that is done for one person.</summary>
public sealed class OffboardingStep
{
    /// <summary>The id of the step in its plan, such as <c>12.2</c>: the second one of the twelfth person.</summary>
    [JsonInclude]
    public string StepId { get; internal set; } = "";

    /// <summary>What kind of step it is.</summary>
    [JsonInclude]
    public OffboardingStepKind Kind { get; internal set; }

    /// <summary>What it will change, in words.</summary>
    [JsonInclude]
    public string Effect { get; internal set; } = "";

    /// <summary>What must still hold when it runs, in words. It is checked again then.</summary>
    [JsonInclude]
    public string Precondition { get; internal set; } = "";

    /// <summary>True when Undo-AtlassianChange can reverse it.</summary>
    [JsonInclude]
    public bool CanBeUndone { get; internal set; }

    /// <summary>The group to leave; null for other steps.</summary>
    [JsonInclude]
    public string? GroupId { get; internal set; }

    /// <summary>The name of that group.</summary>
    [JsonInclude]
    public string? GroupName { get; internal set; }

    /// <summary>The directories to suspend in, or that of the group; empty for other steps.</summary>
    [JsonInclude]
    public IReadOnlyList<string> DirectoryIds { get; internal set; } = [];

    /// <summary>The SCIM records to unlink, with a blank between them; null for other steps.</summary>
    [JsonInclude]
    public string? ScimUserId { get; internal set; }

    /// <summary>The SCIM directory of those records.</summary>
    [JsonInclude]
    public string? ScimDirectoryId { get; internal set; }

    /// <summary>Whose step it is.</summary>
    [JsonIgnore]
    public string AccountId { get; internal set; } = "";

    /// <summary>The e-mail address of the person; null when hidden.</summary>
    [JsonIgnore]
    public string? Email { get; internal set; }

    /// <summary>The display name of the person; null when hidden.</summary>
    [JsonIgnore]
    public string? Name { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();
}
