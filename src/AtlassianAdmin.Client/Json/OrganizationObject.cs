using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Json;

/// <summary>An object of an organization. It knows which one, so that it is not taken for the same thing of another.</summary>
public abstract class OrganizationObject : ServiceObject, IOrganizationObject
{
    /// <summary>The id of the organization that it came from; null when it came from none.</summary>
    [JsonIgnore]
    public string? OrganizationId => Origin?.OrganizationId;

    /// <summary>Where it came from; null when nobody sent it.</summary>
    [JsonIgnore]
    internal OrganizationOrigin? Origin { get; } = OrganizationOrigin.OfReply;

    OrganizationOrigin? IOrganizationObject.Origin => Origin;
}
