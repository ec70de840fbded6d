using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Takes accounts and their SCIM records apart; both stay. From then on the account is administered here, until the identity provider links it again. Takes the admin key.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimLink", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimLinkCommand : PersonChangeCmdlet
{
    /// <summary>Only the record of this SCIM directory, by its id; without it, of every one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? ScimDirectoryId { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Unlink from the identity provider the account", new UnlinkAllScim(ScimDirectoryId))];
}
