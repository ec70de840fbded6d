namespace AtlassianAdmin.Session;

/// <summary>What was opened on the way to a connection: closed at the end, the last first, unless somebody took it over.</summary>
internal sealed class Opened : Stack<IDisposable>, IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable one in this)
            one.Dispose();
    }
}
