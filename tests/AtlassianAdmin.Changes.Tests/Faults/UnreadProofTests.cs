using System.Net;
using System.Net.Http;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Changes.Undo;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>
/// A write that was accepted, and a read-back that was refused: the result, the journal, its report, the resumed run and the undoing
/// all tell the same, whatever stood in the way.
/// </summary>
public class UnreadProofTests
{
    private static readonly string[] People = ["mia.active@example.com", "many.tokens@example.com", "alex.kim@example.com"];

    /// <summary>What answers from the first accepted change on, and whether it ends the run.</summary>
    public static TheoryData<int, string, bool> Replies => new()
    {
        { 401, ErrorCode.KeyRejected, true },
        { 302, ErrorCode.UnexpectedResponse, false },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Accepted_and_unread_is_one_truth_in_the_result_the_journal_the_resumed_run_and_the_undoing(int status, string code, bool endsRun)
    {
        Wire? wire = null;
        using var company = new Company(network: inner => wire = new Wire(inner, wire) { Status = status });
        Plan plan = await PlanAsync(company);
        wire!.IsArmed = true;

        IReadOnlyList<Change> first = await RunAsync(company, plan);

        AssertAccepted(first[0], code);
        Assert.All(first.Skip(1), c => Assert.Equal((endsRun ? ChangeOutcome.Skipped : ChangeOutcome.Failed, code, 0), (c.Outcome, c.ErrorCode, c.Attempts)));
        Assert.Equal(["inactive", "active", "active"], People.Select(p => company.Sandbox.Find(p)!.AccountStatus));

        // The journal alone says the same.
        AssertAccepted(company.Journal()[0], code);
        IReadOnlyList<PersonSummary> rows = ChangeSummary.Of(ChangeJournal.Read(company.JournalPath));
        Assert.Equal((SummaryResult.NotProven, code, first[0].ErrorMessage), (rows[0].Result, rows[0].ErrorCode, rows[0].Why));
        Assert.All(rows, r => Assert.True(r.IsOpen, $"{r} is open"));

        // With a good key again nothing is sent a second time to who had it, and it is proven.
        wire.Heal();
        IReadOnlyList<Change> second = await RunAsync(company, plan);
        Assert.Equal(
            [(ChangeOutcome.AlreadyInState, 0, (bool?)true), (ChangeOutcome.Changed, 1, true), (ChangeOutcome.Changed, 1, true)],
            second.Select(c => (c.Outcome, c.Attempts, c.Verified)));
        Assert.All(ChangeSummary.Of(ChangeJournal.Read(company.JournalPath)), r => Assert.False(r.IsOpen));
        await AssertUndoneAsync(company, 3);
    }

    [Fact]
    public async Task Accepted_and_unread_is_undone_without_a_resumed_run()
    {
        Wire? wire = null;
        using var company = new Company(network: inner => wire = new Wire(inner, wire) { Status = 401 });
        Plan plan = await PlanAsync(company);
        wire!.IsArmed = true;
        AssertAccepted((await RunAsync(company, plan))[0], ErrorCode.KeyRejected);
        wire.Heal();

        await AssertUndoneAsync(company, 1);
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task What_an_earlier_run_proved_and_this_one_cannot_read_says_so(int status, string code, bool endsRun)
    {
        Wire? wire = null;
        using var company = new Company(network: inner => wire = new Wire(inner, wire) { Status = status });
        Plan plan = await PlanAsync(company);
        Assert.All(await RunAsync(company, plan), c => Assert.Equal(ChangeOutcome.Changed, c.Outcome));
        wire!.IsCut = true;

        IReadOnlyList<Change> changes = await RunAsync(company, plan, withPages: false);

        Assert.Equal((ChangeOutcome.Unknown, code, 0), (changes[0].Outcome, changes[0].ErrorCode, changes[0].Attempts));
        Assert.StartsWith("The journal proves this step, but its present state could not be read. ", changes[0].ErrorMessage, StringComparison.Ordinal);
        Assert.All(changes.Skip(1), c => Assert.NotEqual(ChangeOutcome.AlreadyInState, c.Outcome));
        Assert.Equal(endsRun ? 1 : 3, wire.Refused);
    }

    private static void AssertAccepted(Change change, string code)
    {
        Assert.Equal((ChangeOutcome.Unknown, code, 1), (change.Outcome, change.ErrorCode, change.Attempts));
        Assert.Equal(("active", null, null), (change.Before, change.After, change.Verified));
        Assert.StartsWith($"Atlassian accepted disabling on {People[0]}, but the result could not be read back. ", change.ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task AssertUndoneAsync(Company company, int people)
    {
        using JournalWriter journal = JournalWriter.Open(company.JournalPath);
        UndoRunner undo = UndoRunner.Create(company.Clients, company.Guard, "Company", ChangeJournal.Read(company.JournalPath), new UndoRequest(), journal);
        foreach (UndoUnit unit in undo.Units)
            await unit.RunAsync(default, new RunStatus(), CancellationToken.None);
        Change[] changes = undo.Units.SelectMany(u => u.Changes).ToArray();
        Assert.Equal(people, changes.Length);
        Assert.All(changes, c => Assert.Equal(("Enable", ChangeOutcome.Changed, (bool?)true), (c.Action, c.Outcome, c.Verified)));
        Assert.All(People, p => Assert.Equal("active", company.Sandbox.Find(p)!.AccountStatus));
    }

    private static async Task<Plan> PlanAsync(Company company)
    {
        var maker = new OffboardingPlanMaker(company.Client, company.Guard, new OffboardingRequest { Organization = "Company", Steps = [OffboardingStepKind.Disable] });
        await maker.AddAsync(People.Select(p => (p, (Subject?)company.Person(p), (AdminException?)null, (DateTimeOffset?)null)), CancellationToken.None);
        return maker.Make();
    }

    // One after the other, so that the first is the one who is cut off.
    private static async Task<IReadOnlyList<Change>> RunAsync(Company company, Plan plan, bool withPages = true)
    {
        using JournalWriter journal = JournalWriter.Open(company.JournalPath);
        PlanRunner runner = PlanRunner.Create(company.Clients, company.Guard, plan, "Company", journal, resume: true);
        var status = new RunStatus();
        if (withPages)
            await runner.CheckAsync(runner.Units, CancellationToken.None);
        foreach (PlanUnit unit in runner.Units)
            await unit.RunAsync(default, status, CancellationToken.None);
        return runner.Units.SelectMany(u => u.Changes).ToList();
    }

    /// <summary>A network that answers everything with one status as soon as the first change was accepted.</summary>
    private sealed class Wire(HttpMessageHandler inner, Wire? before) : DelegatingHandler(inner)
    {
        // A client may make its handlers anew.
        private readonly Breakage _breakage = before?._breakage ?? new Breakage();

        public int Status { get; init; }

        public bool IsArmed { set => _breakage.IsArmed = value; }

        public bool IsCut { set => _breakage.IsCut = value; }

        public int Refused => _breakage.Refused;

        public void Heal() => _breakage.IsArmed = _breakage.IsCut = false;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_breakage.IsCut)
            {
                _breakage.Refused++;
                return new HttpResponseMessage((HttpStatusCode)Status) { Content = new StringContent("{}"), RequestMessage = request };
            }

            HttpResponseMessage reply = await base.SendAsync(request, cancellationToken);
            _breakage.IsCut = _breakage.IsArmed && request.RequestUri!.AbsolutePath.EndsWith("/lifecycle/disable", StringComparison.Ordinal);
            return reply;
        }

        private sealed class Breakage
        {
            public bool IsArmed { get; set; }

            public bool IsCut { get; set; }

            public int Refused { get; set; }
        }
    }
}
