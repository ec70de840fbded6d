using System.IO;
using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Changes.Tests.Plans;
using AtlassianAdmin.Changes.Undo;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Journal;

/// <summary>Out of the journal alone everybody of a run is named, one row each, and nobody is called done who is not.</summary>
public sealed class JournalNamesEverybodyTests : IDisposable
{
    private readonly Company _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task A_run_that_changes_nothing_names_everybody()
    {
        Plan plan = await PlanAsync([OffboardingStepKind.Suspend], "admin@example.com", "nobody@example.com", "not.invited@example.com", "contractor@example.net");
        Assert.Equal(
            [PlanDecision.Refused, PlanDecision.Refused, PlanDecision.NothingToDo, PlanDecision.Planned], plan.People.Select(p => p.Decision));
        await DoAsync(new SuspendAccess(Directories: null), "contractor@example.net");

        await RunAsync(plan);

        IReadOnlyList<PersonSummary> rows = Summary();
        Assert.Equal(["admin@example.com", "nobody@example.com", "not.invited@example.com", "contractor@example.net"], rows.Select(r => r.Input));
        Assert.Equal(
            [SummaryResult.Refused, SummaryResult.Refused, SummaryResult.AlreadyAsWanted, SummaryResult.AlreadyAsWanted], rows.Select(r => r.Result));
        Assert.Equal([ErrorCode.NotAllowedOnSelf, ErrorCode.IdentityNotFound, null, null], rows.Select(r => r.ErrorCode));
        Assert.All(rows.Take(2), r => Assert.True(r is { IsOpen: true, Why.Length: > 0, NextStep.Length: > 0 }));
        Assert.All(rows, r => Assert.Equal("Company", r.Organization));
    }

    [Fact]
    public async Task Cut_off_behind_any_line_it_calls_nobody_done_whose_steps_are_not()
    {
        Plan plan = await PlanAsync([OffboardingStepKind.RevokeTokens], "many.tokens@example.com", "mia.active@example.com", "already.disabled@example.com");
        await RunAsync(plan);
        string[] lines = await File.ReadAllLinesAsync(_company.JournalPath);
        int tokens = ChangeJournal.Read(_company.JournalPath).Changes.Count;
        Assert.True(tokens > 40, $"{tokens} changes");
        Assert.All(Summary(), r => Assert.Equal((SummaryResult.Done, null), (r.Result, r.NextStep)));

        int open = 0;
        for (int cut = plan.People.Count + 1; cut < lines.Length; cut++)
        {
            string path = Path.Combine(_company.Folder, "cut.jsonl");
            await File.WriteAllLinesAsync(path, lines.Take(cut));
            ChangeJournal journal = ChangeJournal.Read(path);
            IReadOnlyList<PersonSummary> rows = ChangeSummary.Of(journal);

            Assert.Equal(plan.People.Select(p => p.AccountId), rows.Select(r => r.AccountId));
            foreach (PersonSummary row in rows.Where(r => !r.IsOpen))
            {
                int whole = ChangeJournal.Read(_company.JournalPath).Changes.Count(c => c.AccountId == row.AccountId);
                Assert.Equal(whole, journal.Changes.Count(c => c.AccountId == row.AccountId && c is { EndedAt: not null, Outcome: ChangeOutcome.Changed }));
            }

            foreach (PersonSummary row in rows.Where(r => r.IsOpen))
            {
                open++;
                Assert.True(row is { ErrorCode.Length: > 0 } or { Result: SummaryResult.NotProven }, $"{row} {row.Why}");
            }
        }

        Assert.True(open > lines.Length / 2, $"{open} rows were open");
    }

    [Fact]
    public async Task A_journal_without_the_lines_of_people_is_read_as_far_as_its_changes_tell()
    {
        await RunAsync(await PlanAsync([OffboardingStepKind.Disable], "mia.active@example.com", "admin@example.com"));
        string[] lines = await File.ReadAllLinesAsync(_company.JournalPath);
        string[] older = lines.Where(l => !l.Contains("\"record\":\"Person\"", StringComparison.Ordinal)).ToArray();
        Assert.Equal(lines.Length - 2, older.Length);
        await File.WriteAllLinesAsync(_company.JournalPath, older);

        PersonSummary row = Assert.Single(Summary());

        Assert.Equal(("mia.active@example.com", SummaryResult.Done), (row.Email, row.Result));
    }

    [Fact]
    public async Task What_somebody_changed_since_is_told_by_the_journal_of_the_resumed_run_and_so_is_its_end()
    {
        Plan plan = await PlanAsync([OffboardingStepKind.Disable], "mia.active@example.com", "alex.kim@example.com");
        await RunAsync(plan);
        SandboxPerson mia = _company.Sandbox.Find("mia.active@example.com")!;

        await DoAsync(new EnableAccount(), mia.Email);
        await RunAsync(plan, resume: true);

        Assert.Equal([(SummaryResult.NotStarted, (bool?)false, ErrorCode.PreconditionFailed), (SummaryResult.Done, true, null)], Summary().Select(r => (r.Result, r.Verified, r.ErrorCode)));
        Assert.Equal("active", mia.AccountStatus);

        // Still nothing is done for her: the note is no attempt that failed.
        IReadOnlyList<Change> again = await RunAsync(plan, resume: true);
        Assert.Equal((ChangeOutcome.Skipped, ErrorCode.PreconditionFailed), (again[0].Outcome, again[0].ErrorCode));

        await DoAsync(new DisableAccount(), mia.Email);
        await RunAsync(plan, resume: true);
        int lines = File.ReadAllLines(_company.JournalPath).Length;
        Assert.Equal([(SummaryResult.AlreadyAsWanted, (bool?)true, null), (SummaryResult.Done, true, null)], Summary().Select(r => (r.Result, r.Verified, r.ErrorCode)));

        // What is as the journal tells it already is not told again: only the run and its people.
        await RunAsync(plan, resume: true);
        Assert.Equal(lines + 3, File.ReadAllLines(_company.JournalPath).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_undone_and_changed_again_is_not_told_as_undone(bool preview)
    {
        await RunAsync(await PlanAsync([OffboardingStepKind.Disable], "mia.active@example.com", "alex.kim@example.com"));
        Assert.All(await UndoAsync(), c => Assert.Equal((ChangeOutcome.Changed, "Enable"), (c.Outcome, c.Action)));
        SandboxPerson mia = _company.Sandbox.Find("mia.active@example.com")!;
        await DoAsync(new DisableAccount(), mia.Email);

        IReadOnlyList<Change> changes = await UndoAsync(preview);

        Change hers = Assert.Single(changes, c => c.Email == mia.Email);
        Assert.Equal((ChangeOutcome.Skipped, ErrorCode.CannotBeUndone), (hers.Outcome, hers.ErrorCode));
        Assert.Contains("it is inactive now", hers.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("inactive", mia.AccountStatus);
        Change other = Assert.Single(changes, c => c.Email != mia.Email);
        Assert.Equal(preview ? ChangeOutcome.WhatIf : ChangeOutcome.AlreadyInState, other.Outcome);
        if (!preview)
            Assert.Equal([true, false], Summary().Select(r => r.IsOpen));
    }

    [Fact]
    public void Who_approved_and_how_it_was_asked_stand_in_the_journal()
    {
        var approval = new PlanApproval { Signer = "CN=Ann", Thumbprint = "AB12", SignedAt = DateTimeOffset.UnixEpoch, Chain = ["CN=Ann (AB12)", "CN=Root (CD34)"] };
        using (JournalWriter writer = JournalWriter.Open(_company.JournalPath))
        {
            writer.Start(new JournalRun
            {
                Kind = JournalRunKind.Plan,
                Organization = "Company",
                Approval = approval,
                Parameters = "JournalPath=run.jsonl; Resume=True",
                People = [new AskedPerson(new Subject("ann@example.com"), "", "Refused", ErrorCode.IdentityNotFound, "Nobody has it.", "Look again.")],
            });
        }

        RunInfo run = Assert.Single(ChangeJournal.Read(_company.JournalPath).RunInfos);

        Assert.Equal(("CN=Ann (AB12)", DateTimeOffset.UnixEpoch), ($"{run.Approval}", run.Approval!.SignedAt));
        Assert.Equal(("Company", "JournalPath=run.jsonl; Resume=True"), (run.Organization, run.Parameters));
        Assert.Equal("Look again.", Assert.Single(Summary()).NextStep);
    }

    private IReadOnlyList<PersonSummary> Summary() => ChangeSummary.Of(ChangeJournal.Read(_company.JournalPath));

    private async Task<Plan> PlanAsync(OffboardingStepKind[] steps, params string[] people)
    {
        var maker = new OffboardingPlanMaker(_company.Client, _company.Guard, new OffboardingRequest { Organization = "Company", Steps = steps });
        await maker.AddAsync(
            people.Select(p => _company.Sandbox.Find(p) is null
                ? (p, null, new AdminException(ErrorCode.IdentityNotFound, ("address", p), ("organization", "Company")), null)
                : (p, (Subject?)_company.Person(p), (AdminException?)null, (DateTimeOffset?)null)),
            CancellationToken.None);
        return maker.Make();
    }

    /// <summary>Somebody does it by hand.</summary>
    private async Task DoAsync(OperationSpec spec, string email) =>
        Assert.All(
            await _company.Runner().RunAsync(spec.ToIntent(_company.Person(email), _company.Clients), new RunOptions(ReadFirst: false, Verify: false)),
            c => Assert.Equal(ChangeOutcome.Changed, c.Outcome));

    private async Task<IReadOnlyList<Change>> RunAsync(Plan plan, bool resume = false)
    {
        using JournalWriter journal = JournalWriter.Open(_company.JournalPath);
        return await PlanRunner.Create(_company.Clients, _company.Guard, plan, "Company", journal, resume).RunAsync();
    }

    private async Task<IReadOnlyList<Change>> UndoAsync(bool preview = false)
    {
        using JournalWriter? journal = preview ? null : JournalWriter.Open(_company.JournalPath);
        UndoRunner undo = UndoRunner.Create(_company.Clients, _company.Guard, "Company", ChangeJournal.Read(_company.JournalPath), new UndoRequest(), journal);
        var foreseen = new List<Change>();
        foreach (UndoUnit unit in undo.Units)
        {
            if (preview)
                foreseen.AddRange(await unit.PreviewAsync(byPage: false, CancellationToken.None));
            else
                await unit.RunAsync(default, new RunStatus(), CancellationToken.None);
        }

        return preview ? foreseen : undo.Units.SelectMany(u => u.Changes).ToList();
    }
}
