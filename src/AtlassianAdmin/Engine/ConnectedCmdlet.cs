using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that works on a connected organization, and may change something in it.</summary>
public abstract class ConnectedCmdlet : AtlassianCmdlet
{
    private AtlassianConnection? _used;
    private ChangeEngine? _engine;
    private ScimClient? _scim;
    private int? _readAhead;

    /// <summary>The connection to use, or its name; without it the current one of this runspace.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public virtual AtlassianConnection? Connection { get; set; }

    /// <summary>How many inputs are read before the first of them is worked on: one, where a pipeline variable goes with each. Asked for first while the pipeline begins.</summary>
    internal int ReadAhead => _readAhead ??= MyInvocation.ExpectingInput && UpstreamVariable.IsThere() ? 1 : InputWindow<IPending>.LargestSize;

    /// <summary>The run that the connection journals; null when it has no journal.</summary>
    internal Changes.Journal.JournalRun? JournaledRun => _used?.Journal?.Run;

    /// <summary>How far the work is, of a cmdlet that takes many inputs.</summary>
    internal ProgressMeter Progress => field ??= NewProgress(TargetConnection);

    /// <summary>The connection that the command works on, from its beginning to its end.</summary>
    private protected AtlassianConnection Used
    {
        get
        {
            if (_used is null)
            {
                AtlassianConnection? connection = Connection ?? State.CurrentConnection;
                if (connection is null || !Hold(connection.Lifetime))
                    Fail(NotConnected.ToOrganization(Host, State));
                _used = connection!;
                OrganizationCheck.Begin(_used, isNamed: Connection is not null);
            }

            return _used;
        }
    }

    /// <summary>The SCIM directory of the connection, the same for the whole command; null when none is connected.</summary>
    private protected ScimClient? ScimInUse
    {
        get
        {
            if (_scim is null && Used.Scim is { } scim && Hold(scim.Lifetime))
                _scim = scim.Client;
            return _scim;
        }
    }

    private protected AdminClient Client => Used.Client;

    /// <summary>The SCIM directory of the connection; ends the command when none is connected.</summary>
    private protected ScimClient Scim
    {
        get
        {
            if (ScimInUse is null)
                Fail(new AdminException(ErrorCode.ScimNotConnected, ("organization", Used.DisplayName), ("action", "this")));
            return ScimInUse!;
        }
    }

    /// <summary>What the cmdlet works on; fails when nothing is connected. Asked on the pipeline thread only.</summary>
    private protected virtual ITargetConnection TargetConnection => field ??= new OrganizationTarget(Used, ScimInUse);

    /// <summary>Tells of an empty list that an id was asked for which is not there.</summary>
    private protected void WriteMissing(
        Changes.Operations.Subject? person, IReadOnlyList<DirectoryReference>? directories = null, IReadOnlyList<ResourceReference>? resources = null, string? input = null)
    {
        if (Run(() => EmptyList.ReasonAsync(Client, person, directories, resources, GiveUp)) is { } missing)
            WriteError(missing.ToErrorRecord(this, input ?? person?.Who));
    }

    /// <summary>Tells of people who were named by ids that nobody has.</summary>
    private protected void WriteMissing(IEnumerable<ResolvedIdentity> people)
    {
        foreach (ResolvedIdentity person in people)
            WriteMissing(person.Target, input: person.Identity.Input);
    }

    /// <summary>What runs the changes of a cmdlet that has begun to use it.</summary>
    private protected ChangeEngine Engine => _engine!;

    /// <summary>Begins to use the engine: from here on what became of everything is remembered, and told when the command is stopped.</summary>
    private protected ChangeEngine UseEngine(EngineSettings settings) => _engine = new ChangeEngine(this, TargetConnection, settings);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _engine?.Finish();
        base.EndProcessing();
    }

    private protected override void Drain()
    {
        base.Drain();
        _engine?.Drain();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // What is in flight is answered first.
        if (disposing)
            _engine?.Stop();
        base.Dispose(disposing);
    }

    private ProgressMeter NewProgress(ITargetConnection target) => new(this, $"{MyInvocation.MyCommand.Name}, {target.DisplayName}", () => target.Wait);
}
