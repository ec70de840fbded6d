using AtlassianAdmin.Client.ApiAccess;

namespace AtlassianAdmin.Binding;

/// <summary>Which admin API key of the organization is meant.</summary>
public sealed class ApiKeyReference : Reference
{
    /// <summary>An id.</summary>
    public ApiKeyReference(string text)
        : base(text)
    {
    }

    /// <summary>A key that this module returned, or a row with the column ApiKeyId.</summary>
    public ApiKeyReference(object row)
        : base(row, ours => (ours as OrganizationApiKey)?.ApiKeyId, "ApiKeyId")
    {
    }
}
