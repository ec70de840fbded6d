using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>10,000 changes of which every tenth attempt fails somehow: nothing is lost, nothing is doubled, and every change tells the truth.</summary>
public class FaultDriveTests
{
    private const int Changes = 10_000;

    // A bad certificate and an expired key are not of the moment: see FaultOutcomeTests.
    private static readonly Fault[] OfTheMoment = Enum.GetValues<Fault>().Except([Fault.BadCertificate, Fault.ExpiredKey]).ToArray();
    private static readonly Fault[] BelowHttp =
        [Fault.Reset, Fault.ResetLate, Fault.Stall, Fault.StallLate, Fault.CutLate, Fault.HtmlPage, Fault.HtmlError, Fault.Unavailable503, Fault.Gateway504Late];

    [Theory]
    [InlineData(Changes, false)]
    [InlineData(Changes / 2, true)]
    public async Task Over_a_transport_that_fails(int changes, bool lifecycleConflicts)
    {
        // With conflicts a repeated change is refused: the refusal is our own doing.
        var organization = new SandboxOrganization(new SandboxOptions { UserCount = 4_000, LifecycleConflicts = lifecycleConflicts });
        FaultPlan plan = FaultPlan.Share(10, seed: 7, OfTheMoment);
        await new FaultDrive(organization, plan).RunAsync(changes);
        AssertMet(plan, OfTheMoment);
    }

    [Fact]
    public async Task Over_connections_that_break()
    {
        var organization = new SandboxOrganization(new SandboxOptions { UserCount = 4_000 });
        FaultPlan plan = FaultPlan.Share(10, seed: 11, BelowHttp);
        using SandboxServer server = SandboxServer.Start(organization);
        using var proxy = new FaultyProxy(server.Uri, plan);
        await new FaultDrive(organization, plan).RunAsync(Changes, proxy.Uri);
        Assert.Empty(proxy.Surprises);
        AssertMet(plan, BelowHttp);
        // Only a broken connection is replaced.
        int broken = new[] { Fault.Reset, Fault.ResetLate, Fault.Stall, Fault.StallLate, Fault.CutLate }.Sum(f => plan.Met[f]);
        Assert.InRange(proxy.Connections, 1, broken + 64);
    }

    private static void AssertMet(FaultPlan plan, Fault[] faults)
    {
        Assert.InRange(plan.Met.Values.Sum() / (double)plan.Attempts, 0.08, 0.12);
        Assert.All(faults, f => Assert.True(plan.Met.GetValueOrDefault(f) > 2, $"{f} was met {plan.Met.GetValueOrDefault(f)} times"));
    }
}
