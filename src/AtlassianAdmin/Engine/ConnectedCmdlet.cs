using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that works on a connected organization.</summary>
public abstract class ConnectedCmdlet : AtlassianCmdlet
{
    private AtlassianConnection? _used;
    private ScimClient? _scim;

    /// <summary>The connection to use, or its name; without it the current one of this runspace.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public virtual AtlassianConnection? Connection { get; set; }

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

    /// <summary>How far the work is, of a cmdlet that takes many inputs.</summary>
    private protected ProgressMeter Progress => field ??= NewProgress(Workplace);

    /// <summary>Where the cmdlet works; fails when nothing is connected. Asked on the pipeline thread only.</summary>
    private protected virtual IWorkplace Workplace => Used;

    /// <summary>The SCIM directory of the connection; ends the command when none is connected.</summary>
    private protected ScimClient RequireScim()
    {
        if (ScimInUse is null)
            Fail(new AdminException(ErrorCode.ScimNotConnected, ("organization", Used.DisplayName), ("action", "this")));
        return ScimInUse!;
    }

    private ProgressMeter NewProgress(IWorkplace place) => new(this, $"{MyInvocation.MyCommand.Name}, {place.DisplayName}", () => place.WaitingUntil);
}
