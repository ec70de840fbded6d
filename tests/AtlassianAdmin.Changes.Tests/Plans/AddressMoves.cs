using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>Plans of new addresses, made as New-AtlassianPlan makes them: of what a preview foresaw.</summary>
internal static class AddressMoves
{
    public static async Task<Plan> PlanAsync(Company company, IReadOnlyList<(string From, string To)> moves, string? parkingDomain = null)
    {
        var maker = new ChangePlanMaker(company.Clients, company.Guard, new ChangePlanRequest { Organization = "Company", ParkingDomain = parkingDomain });
        foreach ((string from, string to) in moves)
        {
            var unit = new IntentUnit(company.Runner(), new SetEmail(to).ToIntent(company.Person(from), company.Clients));
            foreach (Change change in await unit.PreviewAsync(byPage: false, CancellationToken.None))
                maker.Add(change);
        }

        return await maker.MakeAsync(CancellationToken.None);
    }

    /// <summary>Runs a plan stage by stage, several people at once.</summary>
    public static async Task<IReadOnlyList<Change>> RunAsync(this PlanRunner runner)
    {
        var status = new RunStatus();
        foreach (IReadOnlyList<PlanUnit> stage in runner.Stages)
        {
            await runner.CheckAsync(stage, CancellationToken.None);
            await Task.WhenAll(stage.Select(u => u.RunAsync(default, status, CancellationToken.None)));
        }

        return runner.Units.SelectMany(u => u.Changes).ToList();
    }
}
