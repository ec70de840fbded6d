using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that changes people; those named by e-mail are resolved in batches.</summary>
public abstract class AccountChangeCmdlet : ChangeCmdlet
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
    public string? IdentityColumn { get; set; }

    private readonly RepeatedRows _repeated = new();
    private bool _listHasEnded;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (UserIdentity identity in Identities.Take(Identity, IdentityColumn))
        {
            Add(new PendingChange(identity.Input, CreateOperation(identity), Question) { Identity = identity, Parameters = ParametersOf() });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _listHasEnded = true;
        base.EndProcessing();
        _repeated.Tell(WriteVerbose);
    }

    /// <summary>What is asked for one person, from the parameters as they are bound now.</summary>
    private protected abstract AccountOperation CreateOperation(UserIdentity identity);

    private protected override void Resolve(PendingChange[] window)
    {
        if (EndOfKey is { } end)
        {
            // Not even asked who they are.
            foreach (PendingChange pending in window)
                pending.Settle(Runner.NotStarted(pending.Input, pending.Operation).Because(end));
            return;
        }

        UserIdentity[] identities = window.Select(p => p.Identity!).ToArray();
        IWorkplace place = Workplace;
        IReadOnlyList<ResolvedIdentity> resolved = Await(Begin(() => place.ResolveAsync(identities, GiveUp)));
        for (int index = 0; index < window.Length; index++)
        {
            window[index].Target = resolved[index].Target;
            window[index].IsRepeated = _repeated.Take(resolved[index], window[index].Parameters);
            if (window[index].IsRepeated)
                continue;
            IdentityWarnings.Note(resolved[index]);
            if (resolved[index].Failure is { } failure)
                window[index].Settle(NotFound(window[index], failure));
        }

        // Of the last people of a list, before anything about them is sent.
        if (_listHasEnded)
            IdentityWarnings.Tell(WriteWarning);
    }

    /// <summary>Everything that was asked beside the person: rows of one person that ask the same are one change.</summary>
    private string ParametersOf() => Question + string.Concat(MyInvocation.BoundParameters
        .Where(p => p.Key != nameof(Identity))
        .Select(p => $"\n{p.Key}={(p.Value is Array list ? string.Join("\t", list.Cast<object>()) : p.Value)}"));

    private protected override string Describe(PendingChange pending) => $"{pending.Question} of {Who(pending)} in {Workplace.DisplayName}";

    private protected override string Who(PendingChange pending) => pending.Who;
}
