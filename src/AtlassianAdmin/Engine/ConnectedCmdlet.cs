using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that works on a connected organization.</summary>
public abstract class ConnectedCmdlet : AtlassianCmdlet
{
    private AtlassianConnection? _used;

    /// <summary>The connection to use, or its name; without it the current one of this runspace.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public virtual AtlassianConnection? Connection { get; set; }

    private protected AtlassianConnection Used
    {
        get
        {
            if (_used is null)
            {
                _used = Connection ?? State.CurrentConnection;
                if (_used is null)
                    Fail(new AdminException(ErrorCode.NotConnected));
                if (_used!.IsClosed)
                    Fail(new AdminException(ErrorCode.NotConnected));
            }

            return _used;
        }
    }

    private protected AdminClient Client => Used.Client;

    /// <summary>How far the work is, of a cmdlet that takes many inputs.</summary>
    private protected ProgressMeter Progress => field ??= NewProgress(Workplace);

    /// <summary>Where the cmdlet works; fails when nothing is connected. Asked on the pipeline thread only.</summary>
    private protected virtual IWorkplace Workplace => Used;

    private ProgressMeter NewProgress(IWorkplace place) => new(this, $"{MyInvocation.MyCommand.Name}, {place.DisplayName}", () => place.WaitingUntil);
}
