using System.IO;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Changes.Undo;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>What was foreseen is what runs, in an order in which it can run, and what undoing brings back.</summary>
public sealed class ChangePlanTests
{
    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_permutation_of_addresses_ends_as_meant_and_is_undone_to_where_it_began(int seed)
    {
        using var company = new Company();
        var random = new Random(seed);
        string[] people = People(company, 9);
        // To each other's addresses, and some to new ones.
        string[] targets = people.Select((p, i) => random.Next(4) == 0 ? $"new{i}@example.com" : p).OrderBy(_ => random.Next()).ToArray();
        (string From, string To)[] moves = people.Zip(targets).OrderBy(_ => random.Next()).ToArray();
        Dictionary<string, string> meant = moves.ToDictionary(m => company.Person(m.From).AccountId, m => m.To);

        Plan plan = await AddressMoves.PlanAsync(company, moves, parkingDomain: "example.org");
        Assert.DoesNotContain(plan.People, p => p.Findings.Count > 0);
        using (JournalWriter journal = JournalWriter.Open(company.JournalPath))
        {
            IReadOnlyList<Change> changes = await PlanRunner.Create(company.Clients, company.Guard, plan, "Company", journal, resume: false).RunAsync();
            Assert.All(changes, c => Assert.True(c.IsDone && c.Verified == true, $"{c} {c.ErrorMessage}"));
        }

        Assert.All(meant, m => Assert.Equal(m.Value, company.Sandbox.Find(m.Key)!.Email));

        using (JournalWriter journal = JournalWriter.Open(company.JournalPath))
        {
            UndoRunner undo = UndoRunner.Create(company.Clients, company.Guard, "Company", ChangeJournal.Read(company.JournalPath), new UndoRequest(), journal);
            foreach (IReadOnlyList<UndoUnit> stage in undo.Stages)
                await Task.WhenAll(stage.Select(u => u.RunAsync(default, new RunStatus(), CancellationToken.None)));
            Assert.All(undo.Units.SelectMany(u => u.Changes), c => Assert.True(c.IsDone, $"{c} {c.ErrorMessage}"));
        }

        Assert.All(moves, m => Assert.Equal(m.From, company.Sandbox.Find(meant.First(x => x.Value == m.To).Key)!.Email));
    }

    [Fact]
    public async Task A_cycle_without_a_parking_domain_is_refused_and_named_and_who_hangs_on_it_too()
    {
        using var company = new Company();
        string[] people = People(company, 5);

        Plan plan = await AddressMoves.PlanAsync(company, [(people[0], people[1]), (people[1], people[2]), (people[2], people[0]), (people[3], "free@example.com"), (people[4], people[3])]);

        Assert.Equal(
            [PlanDecision.Refused, PlanDecision.Refused, PlanDecision.Refused, PlanDecision.Planned, PlanDecision.Planned],
            plan.People.Select(p => p.Decision));
        Assert.All(plan.People.Take(3), p => Assert.Equal(ErrorCode.AddressCycle, p.ErrorCode));
        Assert.Contains($"{people[0]} to {people[1]}, {people[1]} to {people[2]}, {people[2]} to {people[0]}", plan.People[0].Findings[0].Message, StringComparison.Ordinal);

        Plan hanging = await AddressMoves.PlanAsync(company, [(people[0], people[1]), (people[1], people[0]), (people[2], people[0])]);
        Assert.Equal([ErrorCode.AddressCycle, ErrorCode.AddressCycle, ErrorCode.InvalidField], hanging.People.Select(p => p.ErrorCode));
    }

    [Fact]
    public async Task An_address_that_its_holder_keeps_or_that_two_want_is_refused()
    {
        using var company = new Company();
        string[] people = People(company, 4);

        Plan plan = await AddressMoves.PlanAsync(company, [(people[0], people[3]), (people[1], "same@example.com"), (people[2], "SAME@example.com")]);

        Assert.Equal([ErrorCode.InvalidField, null, ErrorCode.InvalidField], plan.People.Select(p => p.ErrorCode));
        Assert.Contains("belongs to", plan.People[0].Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("by this plan already", plan.People[2].Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_verified_domain_parks()
    {
        using var company = new Company();

        AdminException refusal = await Assert.ThrowsAsync<AdminException>(() => AddressMoves.PlanAsync(company, [], parkingDomain: "nowhere.example.net"));

        Assert.Equal(ErrorCode.DomainNotVerified, refusal.Code);
    }

    [Fact]
    public async Task A_step_whose_predecessor_failed_is_not_sent()
    {
        using var company = new Company();
        string[] people = People(company, 2);
        Plan plan = await AddressMoves.PlanAsync(company, [(people[0], people[1]), (people[1], "free@example.com")]);
        // Somebody takes the free address in between.
        await company.Runner().RunAsync(new SetEmail("free@example.com").ToIntent(company.Person(People(company, 3)[2]), company.Clients), default);

        IReadOnlyList<Change> changes = await PlanRunner.Create(company.Clients, company.Guard, plan, "Company", null, resume: false).RunAsync();

        Assert.Equal([ChangeOutcome.Failed, ChangeOutcome.Failed], changes.Select(c => c.Outcome));
        Change second = changes.Single(c => c.Input == people[0]);
        Assert.Equal((ErrorCode.PreconditionFailed, 0), (second.ErrorCode, second.Attempts));
        Assert.Contains("step 2.1 comes first", second.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_has_changed_since_is_refused_and_what_is_done_by_now_is_done()
    {
        using var company = new Company();
        string[] people = People(company, 2);
        Plan plan = await AddressMoves.PlanAsync(company, [(people[0], "one@example.com"), (people[1], "two@example.com")]);
        await company.Runner().RunAsync(new SetEmail("other@example.com").ToIntent(company.Person(people[0]), company.Clients), default);
        await company.Runner().RunAsync(new SetEmail("two@example.com").ToIntent(company.Person(people[1]), company.Clients), default);

        PlanRunner runner = PlanRunner.Create(company.Clients, company.Guard, plan, "Company", null, resume: false);
        await runner.CheckAsync(runner.Units, CancellationToken.None);
        List<Change> foreseen = (await Task.WhenAll(runner.Units.Select(u => u.PreviewAsync(byPage: true, CancellationToken.None)))).SelectMany(c => c).ToList();

        Assert.Equal([ErrorCode.PreconditionFailed, null], foreseen.Select(c => c.ErrorCode));
        Assert.Equal("two@example.com", foreseen[1].After);
        Assert.Equal([ChangeOutcome.Failed, ChangeOutcome.AlreadyInState], (await runner.RunAsync()).Select(c => c.Outcome));
    }

    [Fact]
    public async Task A_preview_of_exchanged_addresses_foresees_no_refusal()
    {
        using var company = new Company();
        string[] people = People(company, 2);
        Plan plan = await AddressMoves.PlanAsync(company, [(people[0], people[1]), (people[1], people[0])], parkingDomain: "example.org");
        Assert.Equal((3, 3), (plan.StageCount, plan.Steps.Count));

        PlanRunner runner = PlanRunner.Create(company.Clients, company.Guard, plan, "Company", null, resume: false);
        foreach (PlanUnit unit in runner.Stages.SelectMany(s => s))
        {
            foreach (Change change in await unit.PreviewAsync(byPage: false, CancellationToken.None))
                Assert.Null(change.ErrorCode);
        }
    }

    [Fact]
    public async Task Of_somebody_who_was_told_only_what_became_of_them_is_kept_and_later_stages_know_it()
    {
        using var company = new Company();
        string[] people = People(company, 2);
        Plan plan = await AddressMoves.PlanAsync(company, [(people[0], people[1]), (people[1], "free@example.com")]);
        PlanRunner runner = PlanRunner.Create(company.Clients, company.Guard, plan, "Company", null, resume: false);

        foreach (IReadOnlyList<PlanUnit> stage in runner.Stages)
        {
            await runner.CheckAsync(stage, CancellationToken.None);
            foreach (PlanUnit unit in stage)
            {
                await unit.RunAsync(default, new RunStatus(), CancellationToken.None);
                unit.Forget();
            }
        }

        Assert.Equal(2, runner.Stages.Count);
        Assert.Equal([ChangeOutcome.Changed, ChangeOutcome.Changed], runner.Units.SelectMany(u => u.Changes).Select(c => c.Outcome));
        Assert.All(runner.Units, u => Assert.Throws<InvalidOperationException>(() => u.OrderKey));
    }

    [Fact]
    public async Task Of_somebody_whose_turn_never_came_what_is_kept_says_so()
    {
        using var company = new Company();
        string[] people = People(company, 1);
        Plan plan = await AddressMoves.PlanAsync(company, [(people[0], "free@example.com")]);
        PlanUnit unit = Assert.Single(PlanRunner.Create(company.Clients, company.Guard, plan, "Company", null, resume: false).Units);

        unit.Forget();

        Assert.Equal(ChangeOutcome.Skipped, Assert.Single(unit.Changes).Outcome);
    }

    [Fact]
    public async Task Steps_of_who_is_refused_never_run_whatever_a_plan_holds()
    {
        using var company = new Company();
        Subject mia = company.Person("mia.active@example.com");
        Plan plan = new Plan
        {
            OrganizationId = company.Sandbox.OrganizationId,
            People =
            [
                new()
                {
                    Input = mia.Input,
                    AccountId = mia.AccountId,
                    Findings = [new() { Code = ErrorCode.ProtectedAccount, Refuses = true }],
                    Steps = [new() { Operation = new DisableAccount() }],
                },
            ],
        }.Seal();

        Assert.Empty(PlanRunner.Create(company.Clients, company.Guard, plan, "Company", null, resume: false).Units);
    }

    [Fact]
    public async Task The_limit_counts_who_has_steps_that_will_run_and_holds_when_it_runs()
    {
        using var company = new Company();
        string[] people = People(company, 3);
        Plan plan = await AddressMoves.PlanAsync(company, people.Select((p, i) => (p, $"n{i}@example.com")).ToArray());
        Plan Limited(int limit) => new Plan { OrganizationId = plan.OrganizationId, MaxChanges = limit, People = plan.People }.Seal();

        AdminException refusal = Assert.Throws<AdminException>(() => PlanRunner.Create(company.Clients, company.Guard, Limited(2), "Company", null, resume: false));

        Assert.Equal(ErrorCode.ChangeLimitReached, refusal.Code);
        Assert.Equal(3, PlanRunner.Create(company.Clients, company.Guard, Limited(3), "Company", null, resume: false).Units.Count);
        Assert.Throws<AdminException>(() => PlanRunner.Create(company.Clients, new ChangeGuard(maxChanges: 2), Limited(0), "Company", null, resume: false));
    }

    [Fact]
    public async Task A_change_that_was_made_goes_into_no_plan()
    {
        using var company = new Company();
        Change made = (await company.Runner().RunAsync(new SetEmail("done@example.com").ToIntent(company.Person(People(company, 1)[0]), company.Clients), default))[0];
        var maker = new ChangePlanMaker(company.Clients, company.Guard, new ChangePlanRequest());

        Assert.Equal(ErrorCode.PlanUnusable, Assert.Throws<AdminException>(() => maker.Add(made)).Code);
    }

    [Fact]
    public async Task What_changes_a_group_comes_before_its_deletion_whoever_it_is_for()
    {
        using var company = new Company();
        Subject mia = company.Person("mia.active@example.com");
        TargetGroup group = await GroupAsync(company);
        var maker = new ChangePlanMaker(company.Clients, company.Guard, new ChangePlanRequest());
        foreach ((OperationSpec spec, Subject subject) in new (OperationSpec, Subject)[]
        {
            (new GroupMembership(group, Member: true), mia), (new DeleteGroup(group), new Subject(group.Name!)),
        })
        {
            foreach (Change change in await company.Runner().PreviewAsync(spec.ToIntent(subject, company.Clients), CancellationToken.None))
                maker.Add(change);
        }

        Plan plan = await maker.MakeAsync(CancellationToken.None);

        Assert.Equal([1, 2], plan.Steps.Select(s => s.Stage));
        Assert.Equal(["1.1"], plan.Steps[1].After);
        Assert.Equal("group", plan.People[1].Noun);
        IReadOnlyList<Change> changes = await PlanRunner.Create(company.Clients, company.Guard, plan, "Company", null, resume: false).RunAsync();
        Assert.All(changes, c => Assert.Equal(ChangeOutcome.Changed, c.Outcome));
    }

    private static async Task<TargetGroup> GroupAsync(Company company)
    {
        string directory = (await company.Client.Organizations.GetDirectoriesAsync().FirstAsync()).DirectoryId;
        await company.Runner().RunAsync(new CreateGroup("Passing", null, directory).ToIntent(new Subject("Passing"), company.Clients), default);
        await foreach (Client.Groups.Group found in company.Client.Groups.SearchAsync(new() { GroupNames = ["Passing"] }))
            return TargetGroup.Of(found);
        throw new InvalidOperationException("The group was not made.");
    }

    private static string[] People(Company company, int count) =>
        company.Sandbox.People.Where(p => p.Kind == SandboxPersonKind.Active).Select(p => p.Email).Take(count).ToArray();
}
