using AtlassianAdmin.Changes.Operations.ApiAccess;

namespace AtlassianAdmin.Commands.ApiAccess;

/// <summary>Revokes admin API keys for good. It may be the key of this very connection: the service does not tell which that is.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RevokeAtlassianApiKeyCommand : ChangeCmdlet
{
    /// <summary>The key, as Get-AtlassianApiKey lists it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    public ApiKeyReference ApiKeyId { get; set; } = new("");

    /// <summary>The label under which the key was listed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApiKeyLabelCompleter))]
    public string? Label { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var key = new RevokeApiKey(ApiKeyId.Text, Label) { Violation = OrganizationCheck.Refusal(ApiKeyId.Origin, $"API key {Label ?? ApiKeyId.Text}") };
        Engine.Add(ApiKeyId.Text, key, "Revoke API key", p => $"{p.Question} {p.Who}, which may be the one in use, of {Used.DisplayName}");
    }
}
