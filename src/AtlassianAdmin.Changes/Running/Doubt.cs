namespace AtlassianAdmin.Changes.Running;

/// <summary>A refusal came, and what it means is still being read. Where errors stop the command, nobody starts until that is known: none overtakes the error.</summary>
internal sealed class Doubt(RunStatus status) : IDisposable
{
    private bool _isBegun;

    /// <summary>The refusal came.</summary>
    public void Begin()
    {
        if (_isBegun || !status.StopsAtErrors)
            return;
        _isBegun = true;
        status.BeginDoubt();
    }

    /// <summary>What became of it is noted.</summary>
    public void Dispose()
    {
        if (_isBegun)
            status.EndDoubt();
        _isBegun = false;
    }
}
