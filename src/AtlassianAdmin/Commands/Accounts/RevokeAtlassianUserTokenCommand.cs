using AtlassianAdmin.Changes.Operations.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Revokes API tokens of managed accounts for good.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianUserToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Token")]
[OutputType(typeof(Change))]
public sealed class RevokeAtlassianUserTokenCommand : PersonChangeCmdlet
{
    /// <summary>The token to revoke; Get-AtlassianUserToken tells it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Token")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(TokenIdCompleter))]
    public string? TokenId { get; set; } = "";

    /// <summary>Revokes every token of each person.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity)
    {
        if (All)
            return [new("Revoke all API tokens", new RevokeAllTokens())];
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(TokenId)))
            Fail(new AdminException(ErrorCode.TokenNotNamed, ("account", identity.Input)), identity.Input);
        return [new($"Revoke API token {TokenId}", new RevokeToken(TokenId?.Trim() ?? ""))];
    }
}
