using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>A cmdlet that changes users of the connected SCIM directory, by the same rules as accounts.</summary>
public abstract class ScimChangeCmdlet : AccountChangeCmdlet
{
    /// <summary>Who: a user name, a SCIM id, an external id, an account id, an e-mail address, a person that this module returned, or a row with such a column.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public override UserIdentity[]? Identity { get; set; }

    private protected ScimClient Scim => field ??= RequireScim();

    private protected override IWorkplace Workplace => field ??= new ScimWorkplace(Used, Scim);
}
