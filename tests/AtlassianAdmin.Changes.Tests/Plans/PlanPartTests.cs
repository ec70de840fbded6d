using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>Several runs share a plan: each person is in one of them, and together they do all of it.</summary>
public sealed class PlanPartTests
{
    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Parts_that_run_beside_each_other_do_all_of_the_plan_and_nothing_twice(int seed)
    {
        using var company = new Company();
        var random = new Random(seed);
        string[] people = company.Sandbox.People.Where(p => p.Kind == SandboxPersonKind.Active).Select(p => p.Email).Take(24).ToArray();
        // Pairs and threes that wait for each other, and some on their own.
        string[] targets = people.Select((p, i) => (i % 6) switch { 0 => people[i + 1], 1 => people[i - 1], 2 => people[i + 1], 3 => people[i + 1], 4 => $"free{i}@example.com", _ => $"own{i}@example.com" }).ToArray();
        (string From, string To)[] moves = people.Zip(targets).OrderBy(_ => random.Next()).ToArray();
        Dictionary<string, string> meant = moves.ToDictionary(m => company.Person(m.From).AccountId, m => m.To);
        Plan plan = await AddressMoves.PlanAsync(company, moves, parkingDomain: "example.org");
        Assert.DoesNotContain(plan.People, p => p.Findings.Count > 0);
        int count = random.Next(2, 7);

        PlanPart[] parts = Enumerable.Range(1, count).Select(n => new PlanPart(n, count)).ToArray();

        Assert.Equal(plan.People.Select(p => p.Input).Order(), parts.SelectMany(p => p.PeopleOf(plan)).Select(p => p.Input).Order());
        Assert.All(parts, p => Assert.All(p.PeopleOf(plan).SelectMany(x => x.Steps).SelectMany(s => s.Awaited), awaited => Assert.Contains(awaited.Owner, p.PeopleOf(plan))));
        Assert.All(parts, p => Assert.True(p.PeopleOf(plan).SequenceEqual(plan.People.Where(p.PeopleOf(plan).Contains)), "the order of the plan is kept"));

        IReadOnlyList<Change>[] changes = await Task.WhenAll(parts.Select(async part =>
        {
            using JournalWriter journal = JournalWriter.Open($"{company.JournalPath}.{part.Number}");
            return await PlanRunner.Create(company.Clients, company.Guard, plan, "Company", journal, resume: false, part: part).RunAsync();
        }));

        Assert.All(changes.SelectMany(c => c), c => Assert.Equal(ChangeOutcome.Changed, c.Outcome));
        Assert.Equal(plan.Steps.Count, changes.Sum(c => c.Count));
        Assert.All(meant, m => Assert.Equal(m.Value, company.Sandbox.Find(m.Key)!.Email));
    }

    [Fact]
    public async Task Rows_of_one_person_stay_together()
    {
        using var company = new Company();
        Plan plan = await AddressMoves.PlanAsync(company, [("mia.active@example.com", "one@example.com")]);
        Plan twice = new Plan { OrganizationId = plan.OrganizationId, People = [plan.People[0], Nobody(1), plan.People[0], Nobody(2)] };

        PlanPerson[][] parts = [.. Enumerable.Range(1, 3).Select(n => new PlanPart(n, 3).PeopleOf(Distinct(twice)).ToArray())];

        Assert.Equal([2, 1, 1], parts.Select(p => p.Length));
        Assert.All(parts[0], p => Assert.Equal(plan.People[0].AccountId, p.AccountId));
    }

    [Fact]
    public async Task A_journal_of_another_part_is_refused_and_of_the_same_one_is_gone_on_with()
    {
        using var company = new Company();
        Plan plan = await AddressMoves.PlanAsync(company, [("mia.active@example.com", "one@example.com"), ("alex.kim@example.com", "two@example.com")]);
        using (JournalWriter journal = JournalWriter.Open(company.JournalPath))
            await PlanRunner.Create(company.Clients, company.Guard, plan, "Company", journal, resume: false, part: new PlanPart(1, 2)).RunAsync();
        using JournalWriter again = JournalWriter.Open(company.JournalPath);
        PlanRunner Resumed(PlanPart? part) => PlanRunner.Create(company.Clients, company.Guard, plan, "Company", again, resume: true, part: part);

        AdminException other = Assert.Throws<AdminException>(() => Resumed(new PlanPart(2, 2)));
        Assert.Equal(ErrorCode.JournalUnusable, other.Code);
        Assert.Contains("is of part 1/2 of the plan, and this run is of part 2/2 of the plan", other.Message, StringComparison.Ordinal);
        Assert.Contains("this run is of the whole plan", Assert.Throws<AdminException>(() => Resumed(null)).Message, StringComparison.Ordinal);
        Assert.Equal(ChangeOutcome.AlreadyInState, Assert.Single(await Resumed(new PlanPart(1, 2)).RunAsync()).Outcome);
        Assert.Equal("alex.kim@example.com", company.Sandbox.Find(plan.People[1].AccountId)!.Email);
    }

    [Fact]
    public async Task The_limit_of_the_plan_counts_the_people_of_all_parts()
    {
        using var company = new Company();
        Plan plan = await AddressMoves.PlanAsync(company, [("mia.active@example.com", "one@example.com"), ("alex.kim@example.com", "two@example.com")]);

        AdminException refusal = Assert.Throws<AdminException>(
            () => PlanRunner.Create(company.Clients, new ChangeGuard(maxChanges: 1), plan, "Company", null, resume: false, part: new PlanPart(1, 2)));

        Assert.Equal(ErrorCode.ChangeLimitReached, refusal.Code);
    }

    private static PlanPerson Nobody(int number) => new() { Input = $"nobody{number}@example.com", Findings = [new() { Code = ErrorCode.IdentityNotFound, Refuses = true }] };

    // Two rows of one person, as two objects.
    private static Plan Distinct(Plan plan) => new()
    {
        OrganizationId = plan.OrganizationId,
        People = plan.People.Select(p => new PlanPerson { Input = p.Input, AccountId = p.AccountId, Email = p.Email, Findings = p.Findings }).ToList(),
    };
}
