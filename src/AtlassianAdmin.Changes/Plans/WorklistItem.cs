using System.Text.Json.Serialization;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>Something that only the admin of the identity provider can do for a person.</summary>
public sealed class WorklistItem
{
    private const string Products = "Jira and Confluence";

    // No interface lists these, or hands them over.
    private static readonly string[] Owned =
    [
        "Hand over the filters that the person owns",
        "Hand over the boards and dashboards that the person owns",
        "Hand over the spaces and projects that the person leads or owns",
        "Hand over the automations that run as the person",
    ];

    /// <summary>The e-mail address, by which an identity provider knows people; null when hidden.</summary>
    [JsonInclude]
    public string? Email { get; internal set; }

    /// <summary>The display name; null when hidden.</summary>
    [JsonInclude]
    public string? Name { get; internal set; }

    /// <summary>The Atlassian account.</summary>
    [JsonInclude]
    public string AccountId { get; internal set; } = "";

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    [JsonIgnore]
    public string Person => Email ?? AccountId;

    /// <summary>Which identity provider: <c>SCIM</c> or <c>Google</c>.</summary>
    [JsonInclude]
    public string Provider { get; internal set; } = "";

    /// <summary>What to do there.</summary>
    [JsonInclude]
    public string Task { get; internal set; } = "";

    /// <summary>The group that it is about; null for the person as a whole.</summary>
    [JsonInclude]
    public string? Group { get; internal set; }

    /// <summary>The ids of the person's SCIM records, with a blank between them; null for none.</summary>
    [JsonInclude]
    public string? ScimUserId { get; internal set; }

    /// <summary>What a leaver may own that no interface lists or hands over.</summary>
    internal static IEnumerable<WorklistItem> HandOver(PlanPerson person) =>
        Owned.Select(task => new WorklistItem { Email = person.Email, Name = person.Name, AccountId = person.AccountId, Provider = Products, Task = task });

    /// <inheritdoc/>
    public override string ToString() => $"{Email ?? AccountId}: {Task}{(Group is null ? "" : " " + Group)}";
}
