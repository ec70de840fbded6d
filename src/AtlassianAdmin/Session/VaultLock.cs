using System.Diagnostics;

namespace AtlassianAdmin.Session;

/// <summary>
/// One caller of SecretManagement at a time in the whole process: it has a single runspace of its own behind all of its
/// cmdlets, and a second caller would fail with "a pipeline is already running".
/// </summary>
internal static class VaultLock
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(100);
    private static readonly object Lock = new();

    /// <summary>Waits for its turn; the same thread may enter again.</summary>
    /// <returns>What to dispose afterwards; null when it took too long or the caller was stopped.</returns>
    public static IDisposable? Enter(TimeSpan patience, Func<bool> isStopping)
    {
        var watch = Stopwatch.StartNew();
        do
        {
            if (Monitor.TryEnter(Lock, Pulse))
                return new Turn();
        }
        while (watch.Elapsed < patience && !isStopping());
        return null;
    }

    private sealed class Turn : IDisposable
    {
        public void Dispose() => Monitor.Exit(Lock);
    }
}
