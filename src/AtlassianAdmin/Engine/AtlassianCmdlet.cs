using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation.Host;
using System.Runtime.CompilerServices;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Engine;

/// <summary>What every cmdlet of this module shares: waiting on the pipeline thread, stopping, and telling errors.</summary>
public abstract class AtlassianCmdlet : PSCmdlet, IDisposable
{
    // A write in flight gets this long to be answered after a stop.
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _nothingNew = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly ConcurrentQueue<RequestTrace> _traces = new();
    private readonly ConcurrentQueue<OddValue> _oddValues = new();
    private readonly ConcurrentQueue<AdminException> _unreadableRecords = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly Leases _leases = new();
    private RequestScope? _scope;
    private ObjectPage? _page;
    private bool _isPageKnown;
    private int _sent;
    private int _rateLimited;
    private AtlassianSite? _site;

    /// <summary>Starts what every cmdlet shares.</summary>
    protected AtlassianCmdlet()
    {
        // Kept apart from their sources: work that outlives the command still asks them.
        NothingNew = _nothingNew.Token;
        GiveUp = _giveUp.Token;
    }

    /// <summary>Cancelled when the command is stopped: what is in flight gets a moment more, see <see cref="GiveUp"/>.</summary>
    internal CancellationToken NothingNew { get; }

    /// <summary>Cancelled when what is in flight is given up.</summary>
    internal CancellationToken GiveUp { get; }

    /// <summary>The state of this runspace.</summary>
    internal RunspaceState State => field ??= RunspaceState.Of(SessionState);

    /// <summary>What the people of a list should be looked at for; told when the list ends.</summary>
    internal IdentityWarnings IdentityWarnings { get; } = new();

    /// <summary>The groups of the command, as they come.</summary>
    internal GroupList GroupsOfList => field ??= new GroupList();

    /// <summary>The people of the command, as they come.</summary>
    private protected IdentityList Identities => field ??= new IdentityList(IdentityWarnings);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IdentityWarnings.WriteTo(WriteWarning);
        GroupsOfList.WriteTo(WriteWarning);
        WriteRequests();
    }

    /// <summary>Says at the end what the command cost, where every request is told.</summary>
    private protected void WriteRequests()
    {
        if (_sent == 0)
            return;
        Drain();
        WriteVerbose($"Requests: {_sent} sent, {_scope!.Saved} single readings saved by pages, {_rateLimited} answered 429.");
    }

    /// <summary>Refuses what comes from another organization than the one that the command works on.</summary>
    internal OrganizationCheck OrganizationCheck { get; } = new();

    /// <inheritdoc/>
    protected override void StopProcessing() => StopAll();

    /// <summary>What the requests of this command share: they are traced and end with it. Asked for on the pipeline thread.</summary>
    private RequestScope Scope => _scope ??= CreateScope();

    /// <summary>The same work, for whichever thread it comes to, in the scope of this command.</summary>
    internal Func<Task<T>> InScope<T>(Func<Task<T>> work)
    {
        RequestScope scope = Scope;
        return async () =>
        {
            RequestScope.Current = scope;
            OrganizationCheck.Current = OrganizationCheck;
            return await work().ConfigureAwait(false);
        };
    }

    /// <summary>The same work, for whichever thread it comes to, in the scope of this command.</summary>
    internal Func<Task> InScope(Func<Task> work) => InScope(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    /// <summary>Starts work off the pipeline thread, in the scope of this command.</summary>
    internal Task<T> Begin<T>(Func<Task<T>> work) => Task.Run(InScope(work));

    /// <summary>Waits on the pipeline thread for the end of a task, however it ends, and writes meanwhile what there is to write.</summary>
    internal void WaitFor(Task task)
    {
        while (!Wait(task))
            Drain();
        Drain();
    }

    /// <summary>Waits on the pipeline thread for what comes of a task, and writes meanwhile what there is to write.</summary>
    internal T Await<T>(Task<T> task)
    {
        WaitFor(task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs work and waits for it; a failure ends the command.</summary>
    internal T Run<T>(Func<Task<T>> work)
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

    /// <summary>Reads each of the things that were named, by themselves: one that cannot be read is an error, and the others are read all the same.</summary>
    private protected void ReadEach<T>(IEnumerable<T> named, Func<T, string> inputOf, Action<T> read)
    {
        foreach (T one in named)
        {
            try
            {
                read(one);
            }
            catch (AdminException e)
            {
                WriteError(e.ToErrorRecord(this, inputOf(one)));
            }
        }
    }

    /// <summary>Writes the items of a list as they come, one page ahead of the pipeline. True when the list was read to its end.</summary>
    private protected bool Stream<T>(Func<CancellationToken, IAsyncEnumerable<T>> list, Func<T, bool>? wanted = null)
    {
        IAsyncEnumerator<T> items = list(GiveUp).GetAsyncEnumerator(GiveUp);
        // Set once, not for each item: that would cost more than the item.
        ExecutionContext scope = Await(Begin(() => Task.FromResult(ExecutionContext.Capture())));
        var step = Tuple.Create(items, new StrongBox<Task<bool>>());
        try
        {
            // How many there are is told even where there is none.
            _ = Page;
            while (true)
            {
                // A copy, because .NET Framework runs nothing twice in one context.
                ExecutionContext.Run(scope.CreateCopy(), Advance<T>, step);
                Task<bool> next = step.Item2.Value!;
                bool isThere = next.Status == TaskStatus.RanToCompletion ? next.Result : Await(next);
                Drain();
                if (!isThere)
                    break;
                if (wanted?.Invoke(items.Current) == false)
                    continue;
                WriteObject(items.Current);
                if (HasEnough)
                    break;
            }

            return true;
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, target: null));
            return false;
        }
        catch (OperationCanceledException) when (NothingNew.IsCancellationRequested)
        {
            // Stopped by the user: PowerShell says so itself.
            return false;
        }
        finally
        {
            DisposeQuietly(items);
        }
    }

    /// <summary>The page that -Skip and -First leave; null for a command that has no such parameters, or counts otherwise.</summary>
    private ObjectPage? Page
    {
        get
        {
            if (!_isPageKnown)
            {
                _isPageKnown = true;
                if (CountsObjects && PagingParameters is { } paging)
                {
                    _page = new ObjectPage(paging);
                    if (paging.IncludeTotalCount)
                        base.WriteObject(TotalCount(paging));
                }
            }

            return _page;
        }
    }

    /// <summary>Counts what there is in all, for -IncludeTotalCount; null where the service does not tell it.</summary>
    private protected virtual Func<Task<long?>>? Count => null;

    // Nobody asked for a number alone: the objects themselves may still be there to read.
    private PSObject TotalCount(PagingParameters paging)
    {
        long? count = null;
        try
        {
            count = Count is { } counting ? Await(Begin(counting)) : null;
        }
        catch (AdminException e)
        {
            WriteVerbose($"How many there are is not known: {e.Message}");
        }

        return paging.NewTotalCount((ulong)(count ?? 0), accuracy: count is null ? 0 : 1);
    }

    /// <summary>True when -First is reached: nothing more has to be read.</summary>
    private protected bool HasEnough => Page?.IsFull == true;

    /// <summary>False for a command whose -Skip and -First count something else than the objects that it returns.</summary>
    private protected virtual bool CountsObjects => true;

    /// <summary>Returns an object whose times and keys a CSV can hold.</summary>
    internal new void WriteObject(object? item)
    {
        if (Page?.Takes() != false)
            base.WriteObject(CellProperty.AddTo(item));
    }

    /// <summary>Returns objects whose times and keys a CSV can hold.</summary>
    internal new void WriteObject(object? items, bool enumerateCollection)
    {
        if (!enumerateCollection || items is not IEnumerable many)
            WriteObject(items);
        else
            base.WriteObject(many.Cast<object?>().Where(_ => Page?.Takes() != false).Select(CellProperty.AddTo), enumerateCollection: true);
    }

    /// <summary>A warning as it may be shown.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(ShownText.Of(text));

    /// <summary>Warnings as they may be shown.</summary>
    internal void WriteWarnings(IEnumerable<string> texts)
    {
        foreach (string text in texts)
            WriteWarning(text);
    }

    /// <summary>A warning from whichever thread, written when the pipeline thread comes to it.</summary>
    private protected void WarnLater(string text) => _warnings.Enqueue(text);

    /// <summary>Writes an error for each person who was not found.</summary>
    internal void WriteFailures(IEnumerable<ResolvedIdentity> people)
    {
        foreach (ResolvedIdentity person in people.Where(p => p.Failure is not null))
            WriteError(person.Failure!.ToErrorRecord(this, person.Identity.Input));
    }

    /// <summary>A detail as it may be shown.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(ShownText.Of(text));

    /// <summary>A question, or what <c>-WhatIf</c> says, as it may be shown.</summary>
    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(ShownText.Of(target), action);

    /// <summary>Asks as PowerShell asks.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ConfirmationUnavailable"/> when nobody can be asked.</exception>
    internal bool Ask(string what, string caption, string who, string action, out ShouldProcessReason reason)
    {
        try
        {
            string shown = ShownText.Of(what);
            return ShouldProcess(shown, shown + "?", caption, out reason);
        }
        catch (Exception e) when (IsNobodyThere(e))
        {
            throw new AdminException(ErrorCode.ConfirmationUnavailable, e, ("account", who), ("action", action));
        }
    }

    /// <summary>Asks as PowerShell asks about one thing.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ConfirmationUnavailable"/> when nobody can be asked.</exception>
    private protected bool Ask(string what, string caption, string action)
    {
        try
        {
            return ShouldProcess(what, caption);
        }
        catch (Exception e) when (IsNobodyThere(e))
        {
            throw new AdminException(ErrorCode.ConfirmationUnavailable, e, ("account", what), ("action", action));
        }
    }

    /// <summary>True when the next question would be put to somebody.</summary>
    internal bool WouldAsk(ConfirmImpact impact)
    {
        if (MyInvocation.BoundParameters.TryGetValue("Confirm", out object? confirm))
            return LanguagePrimitives.IsTrue(confirm);
        if (PowerShellEngine.AsksWhenDebugging && MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug) && LanguagePrimitives.IsTrue(debug))
            return true;
        ConfirmImpact preference = Preference("ConfirmPreference", ConfirmImpact.High);
        return preference != ConfirmImpact.None && impact >= preference;
    }

    /// <summary>Whether a switch is on, or the preference variable that stands in for it.</summary>
    internal bool IsOn(string parameter, string variable) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue(variable));

    /// <summary>Writes what has come up since the last call. Runs on the pipeline thread.</summary>
    private protected virtual void Drain()
    {
        while (_traces.TryDequeue(out RequestTrace? trace))
            WriteVerbose(trace.ToString());
        while (_oddValues.TryDequeue(out OddValue? odd))
            WriteWarning(odd.ToString());
        while (_unreadableRecords.TryDequeue(out AdminException? failure))
            WriteError(failure.ToErrorRecord(this, target: null));
        if (OrganizationCheck.TakeWarning() is { } warning)
            WriteWarning(warning);
        while (_warnings.TryDequeue(out string? late))
            WriteWarning(late);
    }

    /// <summary>Stops everything: nothing new starts, and what is in flight is given up after the grace.</summary>
    internal void StopAll()
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

    /// <summary>Keeps what is open open until this command ends. False when it is closed already.</summary>
    private protected bool Hold(Lifetime lifetime) => _leases.Hold(lifetime);

    /// <summary>The site to use, the same for the whole command: the one given, or the current one of this runspace.</summary>
    internal AtlassianSite SiteInUse(AtlassianSite? given)
    {
        if (_site is null)
        {
            AtlassianSite? site = given ?? State.CurrentSite;
            if (site is null || !Hold(site.Lifetime))
                Fail(NotConnected.ToSite(Host, State));
            _site = site!;
        }

        return _site;
    }

    /// <summary>Ends the command with an error.</summary>
    internal void Fail(AdminException failure, object? target = null) => ThrowTerminatingError(failure.ToErrorRecord(this, target));

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
        _leases.Dispose();
    }

    // No closure: PowerShell looks at its fields at import, and one would be of a library's type.
    private static void Advance<T>(object? state)
    {
        var step = (Tuple<IAsyncEnumerator<T>, StrongBox<Task<bool>>>)state!;
        step.Item2.Value = step.Item1.MoveNextAsync().AsTask();
    }

    private RequestScope CreateScope()
    {
        AdminClientOptions.HostUserAgent ??= AdminClientOptions.UserAgentOf(
            $"PowerShell {(SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary)?["PSVersion"] ?? Host.Version}");
        return new RequestScope(IsVerbose() ? Note : null, NothingNew)
        {
            OnOddValue = _oddValues.Enqueue,
            OnUnreadableRecord = _unreadableRecords.Enqueue,
        };
    }

    private void Note(RequestTrace trace)
    {
        Interlocked.Increment(ref _sent);
        if (trace.IsRateLimited)
            Interlocked.Increment(ref _rateLimited);
        _traces.Enqueue(trace);
    }

    // The last one is how pwsh takes the end of its standard input.
    private static bool IsNobodyThere(Exception e) => e is HostException or PSInvalidOperationException or NotImplementedException or NullReferenceException;

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
    internal bool StopsAtErrors() =>
        (MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? bound) && LanguagePrimitives.TryConvertTo(bound, out ActionPreference given)
            ? given
            : Preference("ErrorActionPreference", ActionPreference.Continue)) == ActionPreference.Stop;

    private bool IsVerbose() =>
        MyInvocation.BoundParameters.TryGetValue("Verbose", out object? bound)
            ? LanguagePrimitives.IsTrue(bound)
            : Preference("VerbosePreference", ActionPreference.SilentlyContinue) is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>A preference variable as PowerShell reads it. Outside the global scope it holds whatever was assigned, such as a text or a number.</summary>
    private T Preference<T>(string variable, T byDefault)
        where T : struct, Enum =>
        LanguagePrimitives.TryConvertTo(SessionState.PSVariable.GetValue(variable), out T preference) ? preference : byDefault;
}
