namespace AtlassianAdmin.Client.Json;

/// <summary>An object that knows which organization it came from, or what was found out about one.</summary>
internal interface IOrganizationObject
{
    /// <summary>Where it came from; null when nobody sent it.</summary>
    OrganizationOrigin? Origin { get; }
}
