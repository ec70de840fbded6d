using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Connections;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Http;
using AtlassianAdmin.Site;

namespace AtlassianAdmin.Pipeline;

/// <summary>What every cmdlet of this module shares: waiting on the pipeline thread, stopping, and telling errors.</summary>
public abstract class AtlassianCmdlet : PSCmdlet, IDisposable
{
    // A write in flight gets this long to be answered after a stop.
    private protected static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _nothingNew = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly ConcurrentQueue<RequestTrace> _traces = new();
    private RequestScope? _scope;

    /// <summary>Starts what every cmdlet shares.</summary>
    protected AtlassianCmdlet()
    {
        // Kept apart from their sources: work that outlives the command still asks them.
        NothingNew = _nothingNew.Token;
        GiveUp = _giveUp.Token;
    }

    /// <summary>Cancelled when the command is stopped: what is in flight gets a moment more, see <see cref="GiveUp"/>.</summary>
    private protected CancellationToken NothingNew { get; }

    /// <summary>Cancelled when what is in flight is given up.</summary>
    private protected CancellationToken GiveUp { get; }

    /// <summary>The state of this runspace.</summary>
    private protected static RunspaceState State => RunspaceState.Current;

    /// <inheritdoc/>
    protected override void StopProcessing() => StopAll();

    /// <summary>What the requests of this command share: they are traced and end with it. Asked for on the pipeline thread.</summary>
    private RequestScope Scope => _scope ??= new RequestScope(IsVerbose() ? _traces.Enqueue : null, NothingNew);

    /// <summary>The same work, for whichever thread it comes to, in the scope of this command.</summary>
    private protected Func<Task<T>> InScope<T>(Func<Task<T>> work)
    {
        RequestScope scope = Scope;
        return async () =>
        {
            RequestScope.Current = scope;
            return await work().ConfigureAwait(false);
        };
    }

    /// <summary>Starts work off the pipeline thread, in the scope of this command.</summary>
    private protected Task<T> Begin<T>(Func<Task<T>> work) => Task.Run(InScope(work));

    /// <summary>Waits on the pipeline thread for the end of a task, however it ends, and tells meanwhile what there is to tell.</summary>
    private protected void WaitFor(Task task)
    {
        while (!Wait(task))
            Tell();
        Tell();
    }

    /// <summary>Waits on the pipeline thread for what comes of a task, and tells meanwhile what there is to tell.</summary>
    private protected T Await<T>(Task<T> task)
    {
        WaitFor(task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs work and waits for it; a failure ends the command.</summary>
    private protected T Run<T>(Func<Task<T>> work)
    {
        try
        {
            return Await(Begin(work));
        }
        catch (AdminException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(this, target: null));
            throw;
        }
    }

    /// <summary>Writes the items of a list as they come, one page ahead of the pipeline.</summary>
    private protected void Stream<T>(Func<CancellationToken, IAsyncEnumerable<T>> list, Func<T, bool>? wanted = null)
    {
        IAsyncEnumerator<T> items = list(GiveUp).GetAsyncEnumerator(GiveUp);
        try
        {
            while (true)
            {
                ValueTask<bool> next = Advance(items);
                bool isThere = next.IsCompletedSuccessfully ? next.Result : Await(next.AsTask());
                Tell();
                if (!isThere)
                    break;
                if (wanted is null || wanted(items.Current))
                    WriteObject(items.Current);
            }
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, target: null));
        }
        catch (OperationCanceledException) when (NothingNew.IsCancellationRequested)
        {
            // Stopped by the user: PowerShell says so itself.
        }
        finally
        {
            DisposeQuietly(items);
        }
    }

    /// <summary>Asks as PowerShell asks.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ConfirmationUnavailable"/> when nobody can be asked.</exception>
    private protected bool Ask(string what, string caption, string who, string action, out ShouldProcessReason reason)
    {
        try
        {
            return ShouldProcess(what, what + "?", caption, out reason);
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException or NullReferenceException)
        {
            // The last one is how pwsh takes the end of its standard input.
            throw new AdminException(ErrorCode.ConfirmationUnavailable, e, ("account", who), ("action", action));
        }
    }

    /// <summary>True when the next question would be put to somebody.</summary>
    private protected bool WouldAsk(ConfirmImpact impact)
    {
        if (MyInvocation.BoundParameters.TryGetValue("Confirm", out object? confirm))
            return LanguagePrimitives.IsTrue(confirm);
        if (PowerShellEngine.AsksWhenDebugging && MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug) && LanguagePrimitives.IsTrue(debug))
            return true;
        return SessionState.PSVariable.GetValue("ConfirmPreference") is ConfirmImpact preference
            && preference != ConfirmImpact.None && impact >= preference;
    }

    /// <summary>Whether a switch is on, or the preference variable that stands in for it.</summary>
    private protected bool IsOn(string parameter, string variable) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue(variable));

    /// <summary>Tells what has come up since the last call. Runs on the pipeline thread.</summary>
    private protected virtual void Tell()
    {
        while (_traces.TryDequeue(out RequestTrace? trace))
            WriteVerbose(trace.ToString());
    }

    /// <summary>Stops everything: nothing new starts, and what is in flight is given up after the grace.</summary>
    private protected void StopAll()
    {
        try
        {
            _nothingNew.Cancel();
            _giveUp.CancelAfter(Grace);
        }
        catch (ObjectDisposedException)
        {
            // The command ended by itself at this very moment.
        }
    }

    /// <summary>The site to use: the one given, or the current one of this runspace.</summary>
    private protected AtlassianSite SiteInUse(AtlassianSite? given)
    {
        AtlassianSite? site = given ?? State.CurrentSite;
        if (site is null || site.IsClosed)
            Fail(new AdminException(ErrorCode.SiteNotConnected));
        return site!;
    }

    /// <summary>Ends the command with an error.</summary>
    private protected void Fail(AdminException failure, object? target = null) => ThrowTerminatingError(failure.ToErrorRecord(this, target));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what still runs.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        StopAll();
        _nothingNew.Dispose();
        _giveUp.Dispose();
    }

    private ValueTask<bool> Advance<T>(IAsyncEnumerator<T> items)
    {
        RequestScope.Current = Scope;
        try
        {
            return items.MoveNextAsync();
        }
        finally
        {
            // The pipeline thread is PowerShell's: nothing of ours stays on it.
            RequestScope.Current = null;
        }
    }

    private static bool Wait(Task task)
    {
        try
        {
            return task.Wait(Pulse);
        }
        catch (AggregateException)
        {
            // The awaiter throws it unwrapped.
            return true;
        }
    }

    private static void DisposeQuietly<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            items.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (NotSupportedException)
        {
            // Stopped while a page was being fetched: the token has ended that fetch.
        }
    }

    /// <summary>True when the caller asked that the first error ends the command.</summary>
    private protected bool StopsAtErrors() =>
        LanguagePrimitives.TryConvertTo(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? bound) ? bound : SessionState.PSVariable.GetValue("ErrorActionPreference"),
            out ActionPreference preference)
        && preference == ActionPreference.Stop;

    private bool IsVerbose() =>
        MyInvocation.BoundParameters.TryGetValue("Verbose", out object? bound)
            ? LanguagePrimitives.IsTrue(bound)
            : SessionState.PSVariable.GetValue("VerbosePreference") is ActionPreference preference
                && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
