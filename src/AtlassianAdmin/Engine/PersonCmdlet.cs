namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that takes people, any number of them.</summary>
public abstract class PersonCmdlet : ConnectedCmdlet
{
    /// <summary>Who: an account id, an e-mail address, a person that this module returned, or a row with such a column.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public virtual UserIdentity[]? Identity { get; set; }

    /// <summary>The column of each row that names the person; without it, every column whose header says so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? IdentityColumn { get; set; }

    private HashSet<string> _typed = [];

    /// <summary>True for a parameter that was typed, and not taken from the pipeline.</summary>
    private protected bool IsTyped(string parameter) => _typed.Contains(parameter);

    /// <summary>The group of one person: the one that was typed, and else the one that the row names. A list without a column for groups ends the command.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="bound">What is bound to it.</param>
    /// <param name="beside">What the row of the person names; null where the person is no row.</param>
    /// <param name="identity">The person; null where people have names of any form.</param>
    private protected T GroupOf<T>(string parameter, T? bound, T? beside, UserIdentity? identity)
        where T : Reference
    {
        // Both are names that nobody could have: they changed places.
        if (IsTyped(parameter) && bound is { Text: { } text } && (CellText.ReadEmail(text, out _) ?? CellText.ReadAccountId(text)) is not null && identity is { IsNoPerson: true })
        {
            Fail(new AdminException(
                ErrorCode.InvalidIdentity, ("detail", $"'{identity.Input}' stands in the place of the person, and '{CellText.Show(text)}' in that of the group. The order is {MyInvocation.MyCommand.Name} <person> <group>")));
        }

        T? group = IsTyped(parameter) ? bound : beside is { LacksColumn: false } ? beside : bound;
        if (group is null)
            Fail(Reference.Unnamed());
        return group!;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Before the first row arrives, what is bound was typed.
        _typed = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        // Told before the first person, not after two hundred.
        _ = TargetConnection;
        _ = ReadAhead;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (UserIdentity identity in Identities.Take(Identity, IdentityColumn))
            Collect(identity);
    }

    /// <summary>Takes one person, together with what was bound for them.</summary>
    private protected abstract void Collect(UserIdentity identity);
}
