using AtlassianAdmin.Changes.Operations.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Sets the e-mail address of managed accounts. All sessions of the person end.</summary>
[Cmdlet(VerbsCommon.Set, "AtlassianUserEmail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class SetAtlassianUserEmailCommand : PersonChangeCmdlet
{
    /// <summary>The address to set; its domain must be verified by the organization. Without it, the column NewEmail, 'New Email' or 'Target email' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? NewEmail { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity)
    {
        SetEmail spec = SpecOf(identity, NewEmail);
        return [new($"Set e-mail address to {spec.NewEmail}", spec)];
    }

    /// <summary>What is asked for a person: the typed address, which counts for everybody, or the one that the row tells.</summary>
    internal static SetEmail SpecOf(UserIdentity identity, string? typed)
    {
        // A row may tell its own in a column of another name.
        IReadOnlyList<string> told = typed is null ? identity.Row?.NewEmails ?? [] : [typed];
        string clean = CellText.Clean(told.Count > 0 ? told[0] : null);
        string wanted = told.Count > 1 ? "" : CellText.ReadEmail(clean, out _) ?? clean;
        AdminException? violation = told.Count > 1
            ? new AdminException(ErrorCode.InvalidField, ("field", nameof(NewEmail)), ("detail", $"the row tells several: {string.Join(", ", told)}"))
            : null;
        return new SetEmail(wanted) { Violation = violation };
    }
}
