using AtlassianAdmin.Reviews.Overview;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Gets everything that an admin asks about a person before doing something, and what each command would do.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserOverview")]
[OutputType(typeof(UserOverview))]
public sealed class GetAtlassianUserOverviewCommand : PersonReadCmdlet
{
    private OverviewReader? _reader;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _reader = new OverviewReader(TargetConnection.Clients, TargetConnection.CreateRunner());
    }

    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person) =>
        [await _reader!.ReadAsync(person.Target!, GiveUp).ConfigureAwait(false)];
}
