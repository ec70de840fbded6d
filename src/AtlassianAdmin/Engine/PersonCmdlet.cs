namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that takes people, any number of them.</summary>
public abstract class PersonCmdlet : ConnectedCmdlet
{
    /// <summary>Who: an account id, an e-mail address, a person that this module returned, or a row with such a column.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public virtual UserIdentity[]? Identity { get; set; }

    /// <summary>The column of each row that names the person; without it, every column whose header says so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public virtual string? IdentityColumn { get; set; }

    private HashSet<string> _typed = [];

    /// <summary>True for a parameter that was typed, and not taken from the pipeline.</summary>
    private protected bool IsTyped(string parameter) => _typed.Contains(parameter);

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

    /// <summary>Hands to the engine what is asked for one person.</summary>
    private protected void Add(UserIdentity identity, IEnumerable<AskedChange> changes)
    {
        foreach (AskedChange change in changes)
            Engine.Add(identity, change.Spec, change.Question, Asked(identity, change.Question));
    }

    /// <summary>Everything that is asked beside the person of a row: rows of one person that ask the same are one change.</summary>
    private string Asked(UserIdentity identity, string question) => identity.Row is null ? "" : question + string.Concat(MyInvocation.BoundParameters
        .Where(p => p.Key != nameof(Identity))
        .Select(p => $"\n{p.Key}={(p.Value is Array list ? string.Join("\t", list.Cast<object>()) : p.Value)}"));
}
