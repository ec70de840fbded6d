using System.Diagnostics;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>A cmdlet that makes something in the connected SCIM directory: asked about, remembered and journaled like every write.</summary>
public abstract class ScimCreationCmdlet : WriteCmdlet
{
    private readonly List<Change> _changes = [];

    private protected override IReadOnlyList<Change> Changes => _changes;

    private protected ScimClient Scim { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Scim = RequireScim();
    }

    /// <summary>Makes one thing and writes it as the directory has it.</summary>
    /// <param name="change">What is to be told of it.</param>
    /// <param name="kind">What it is, such as <c>SCIM user</c>.</param>
    /// <param name="prepare">Finds out what must be known before asking; its answer is the end of the question.</param>
    /// <param name="create">Sends it, and notes its id in the change.</param>
    private protected void Create<T>(Change change, string kind, Func<Task<string>> prepare, Func<Task<T>> create)
        where T : class
    {
        _changes.Add(change);
        change.Route = "Scim";
        change.Name = change.Input;
        var watch = Stopwatch.StartNew();
        T? made = null;
        try
        {
            string end = Await(Begin(prepare));
            if (Used.Guard.Objection(null, "creating") is { } objection)
                throw objection.With(("account", $"{kind} {change.Input}"));
            if (Ask($"Create {kind} {change.Input} in {Used.DisplayName}{end}", $"Create {kind}", $"{kind} {change.Input}", "creating", out ShouldProcessReason reason))
            {
                change.Attempts = Await(Begin(() => Used.Journal.SendAsync(change, async () =>
                {
                    made = await create().ConfigureAwait(false);
                    return 1;
                })));
                change.Outcome = ChangeOutcome.Changed;
            }
            else if (reason == ShouldProcessReason.WhatIf)
            {
                change.Outcome = ChangeOutcome.WhatIf;
            }
        }
        catch (AdminException e)
        {
            AdminException told = e.Code == ErrorCode.GroupExists ? e.With(("detail", change.Input)) : e;
            change.Fail(e.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, told);
            WriteError(told.ToErrorRecord(change.Input));
        }
        catch (RequestStoppedException e) when (NothingNew.IsCancellationRequested)
        {
            change.AsUnknown(e.MayHaveArrived);
        }

        change.Duration = watch.Elapsed;
        if (made is not null)
            WriteObject(made);
    }
}
