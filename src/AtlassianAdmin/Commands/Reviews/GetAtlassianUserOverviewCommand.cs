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

    private protected override Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person) => ListOfAsync(_reader!.ReadAsync(person.Target!, GiveUp));

    // Of any type: to await one of another assembly here would load that assembly with the module.
    private static async Task<IEnumerable<object>> ListOfAsync<T>(Task<T> reading)
        where T : class => [await reading.ConfigureAwait(false)];
}
