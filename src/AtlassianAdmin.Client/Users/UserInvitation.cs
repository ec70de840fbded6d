using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Users;

/// <summary>Whom to invite, and to what. Source: organization document, <c>POST /v2/orgs/{orgId}/users/invite</c>.</summary>
public sealed class UserInvitation
{
    /// <summary>The most people one request takes.</summary>
    public const int LargestBatch = 25;

    /// <summary>E-mail addresses, 1 to 25.</summary>
    [JsonPropertyName("emails")]
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Roles to give; null for none.</summary>
    [JsonPropertyName("permissionRules")]
    public IReadOnlyList<InvitedRole>? Roles { get; init; }

    /// <summary>Ids of groups to add to; null for none.</summary>
    [JsonPropertyName("additionalGroups")]
    public IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>True to send an e-mail; the service's default is not to.</summary>
    [JsonPropertyName("sendNotification")]
    public bool SendNotification { get; init; }

    /// <summary>Text of that e-mail; null for the service's own.</summary>
    [JsonPropertyName("notificationText")]
    public string? NotificationText { get; init; }

    /// <summary>The same for other people.</summary>
    internal UserInvitation For(IReadOnlyList<string> emails) => new()
    {
        Emails = emails,
        Roles = Roles,
        GroupIds = GroupIds,
        SendNotification = SendNotification,
        NotificationText = NotificationText,
    };
}

/// <summary>A role on a resource that an invitation gives.</summary>
public sealed class InvitedRole
{
    /// <summary>The resource (an ARI).</summary>
    [JsonPropertyName("resource")]
    public string Resource { get; init; } = "";

    /// <summary>The role, such as <c>atlassian/user</c>.</summary>
    [JsonPropertyName("role")]
    public string Role { get; init; } = "";
}

/// <summary>What became of one person's invitation.</summary>
public sealed class UserInvitationResult : OrganizationObject
{
    /// <summary>The account; empty when the service gave none.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string AccountId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The e-mail address that was invited.</summary>
    [JsonInclude, JsonPropertyName("email")]
    public string? Email { get; internal set; }

    /// <summary>The display name; always null, an invited person has none yet.</summary>
    [JsonIgnore]
    public string? Name { get; internal set; }

    /// <summary>True when there is an account and every role and group was given.</summary>
    [JsonIgnore]
    public bool Succeeded => AccountId.Length > 0 && Failures.Count == 0;

    /// <summary>What was not given and why, such as <c>atlassian/user on ari:…: LICENSE_EXCEEDED</c>; empty when all was.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Failures =>
        TextList.Of((Results ?? []).SelectMany(r =>
            (r.Roles ?? []).Where(a => a.Failed).Select(a => $"{a.Role} on {a.Resource}: {a.StatusReason ?? "no reason was given"}")
                .Concat((r.Groups ?? []).Where(a => a.Failed).Select(a => $"group {a.Group}: {a.StatusReason ?? "no reason was given"}"))));

    /// <summary>True when there is an account and not everything was refused.</summary>
    [JsonIgnore]
    internal bool GaveSomething => AccountId.Length > 0
        && (Succeeded || (Results ?? []).Any(r => (r.Roles ?? []).Concat(r.Groups ?? []).Any(a => !a.Failed)));

    [JsonInclude, JsonPropertyName("results")]
    internal IReadOnlyList<InvitationResult>? Results { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => WireObject.Items("results", Results);

    /// <inheritdoc/>
    public override string ToString() => $"{Email}: {(Succeeded ? "invited" : "not everything was given")}";
}

/// <summary>The results of one person on the wire.</summary>
internal sealed class InvitationResult : ServiceObjectPart
{
    [JsonPropertyName("roleAssignmentResult")]
    public IReadOnlyList<InvitationAssignment>? Roles { get; set; }

    [JsonPropertyName("groupAssignmentResult")]
    public IReadOnlyList<InvitationAssignment>? Groups { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
        [.. WireObject.Items("roleAssignmentResult", Roles), .. WireObject.Items("groupAssignmentResult", Groups)];
}

/// <summary>The result of one role or group on the wire.</summary>
internal sealed class InvitationAssignment : ServiceObjectPart
{
    [JsonPropertyName("resource")]
    public string? Resource { get; set; }

    [JsonPropertyName("role")]
    public string? Role { get; set; }

    [JsonPropertyName("group")]
    public string? Group { get; set; }

    [JsonPropertyName("status")]
    public string? Status { get; set; }

    [JsonPropertyName("statusReason")]
    public string? StatusReason { get; set; }

    [JsonIgnore]
    public bool Failed => !string.Equals(Status, "INVITED", System.StringComparison.OrdinalIgnoreCase);
}
