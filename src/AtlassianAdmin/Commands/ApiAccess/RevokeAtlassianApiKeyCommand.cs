using AtlassianAdmin.Changes.Operations.ApiAccess;

namespace AtlassianAdmin.Commands.ApiAccess;

/// <summary>Revokes admin API keys for good. It may be the key of this very connection: the service does not tell which that is.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RevokeAtlassianApiKeyCommand : ChangeCmdlet
{
    /// <summary>The key, as Get-AtlassianApiKey lists it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ApiKeyId { get; set; } = "";

    /// <summary>The label under which the key was listed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Label { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Engine.Add(
        ApiKeyId, new RevokeApiKey(ApiKeyId, Label), "Revoke API key", p => $"{p.Question} {p.Who}, which may be the one in use, of {Used.DisplayName}");
}
