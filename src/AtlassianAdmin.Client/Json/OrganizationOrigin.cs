namespace AtlassianAdmin.Client.Json;

/// <summary>The organization that an object came from. Two simulated organizations may bear one id: their addresses tell them apart.</summary>
internal sealed class OrganizationOrigin(string organizationId, Uri? address)
{
    [ThreadStatic]
    private static OrganizationOrigin? _ofReply;

    // Null when only the id is known, as of a row of a file.
    private readonly Uri? _address = address;

    /// <summary>Where the reply comes from that this thread is reading; null while it reads none.</summary>
    public static OrganizationOrigin? OfReply => _ofReply;

    public string OrganizationId { get; } = organizationId;

    /// <summary>Reads a reply: every object made meanwhile comes from that organization.</summary>
    public static T Read<T>(OrganizationOrigin? origin, Func<T> read)
    {
        _ofReply = origin;
        try
        {
            return read();
        }
        finally
        {
            _ofReply = null;
        }
    }

    /// <summary>How to name this one where another is meant; null when it may be the same.</summary>
    public string? DifferenceFrom(OrganizationOrigin? here)
    {
        if (here is null || !string.Equals(OrganizationId, here.OrganizationId, StringComparison.OrdinalIgnoreCase))
            return $"organization {OrganizationId}";
        // Only sandboxes share an id.
        return _address is null || here._address is null || _address == here._address ? null : "another sandbox";
    }
}
