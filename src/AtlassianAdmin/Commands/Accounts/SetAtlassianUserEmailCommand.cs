using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Sets the e-mail address of managed accounts. All sessions of the person end.</summary>
[Cmdlet(VerbsCommon.Set, "AtlassianUserEmail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class SetAtlassianUserEmailCommand : PersonChangeCmdlet
{
    /// <summary>The address to set; its domain must be verified by the organization.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? NewEmail { get; set; } = "";

    private protected override string Question => $"Set e-mail address to {NewEmail}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override OperationSpec CreateSpec(UserIdentity identity) => new SetEmail(NewEmail?.Trim() ?? "");
}
