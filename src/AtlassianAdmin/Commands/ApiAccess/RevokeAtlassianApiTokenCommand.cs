using AtlassianAdmin.Changes.Operations.Accounts;

namespace AtlassianAdmin.Commands.ApiAccess;

/// <summary>Revokes API tokens for good, one at a time, as Get-AtlassianApiToken lists them. The service's call that revokes everybody's is not offered.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianApiToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RevokeAtlassianApiTokenCommand : PersonChangeCmdlet
{
    /// <summary>The token.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string TokenId { get; set; } = "";

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new($"Revoke API token {TokenId}", new RevokeToken(TokenId))];
}
