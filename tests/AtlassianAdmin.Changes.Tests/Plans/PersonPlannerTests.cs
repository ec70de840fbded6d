using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>What is decided for a person, whatever was read and whatever is asked.</summary>
public class PersonPlannerTests
{
    private static readonly OffboardingStepKind[] AllKinds = Enum.GetValues<OffboardingStepKind>();

    [Fact]
    public void Steps_come_in_their_order_each_once_and_nobody_refused_has_one() =>
        Prop.ForAll((from facts in Facts from kinds in Gen.SubListOf(AllKinds) select (facts, kinds: kinds.ToArray())).ToArbitrary(), sample =>
        {
            PlanPerson person = PersonPlanner.Plan(sample.facts, new OffboardingRequest { Steps = sample.kinds }, new ChangeGuard());

            if (person.Decision == PlanDecision.Refused)
            {
                Assert.Empty(person.Steps);
                Assert.NotNull(person.ErrorCode);
                return;
            }

            OffboardingStepKind[] kinds = person.Steps.Select(s => s.Kind!.Value).Distinct().ToArray();
            if (sample.kinds.Length > 0)
                Assert.Subset(sample.kinds.ToHashSet(), kinds.ToHashSet());
            int unlink = Array.IndexOf(kinds, OffboardingStepKind.UnlinkScim);
            int disable = Array.IndexOf(kinds, OffboardingStepKind.Disable);
            Assert.Equal(kinds.Where(k => k != OffboardingStepKind.UnlinkScim).Order(), kinds.Where(k => k != OffboardingStepKind.UnlinkScim));
            Assert.True(unlink < 0 || disable < 0 || person.Owner == "SCIM" == unlink < disable);
            Assert.Equal(person.Steps.Any(s => !s.IsSettled), person.Decision == PlanDecision.Planned);
            Assert.All(Belonging(person), s => Assert.NotEmpty(s.Effect));
            Assert.All(Belonging(person), s => Assert.Contains(person.AccountId, s.Precondition, StringComparison.Ordinal));
            // A step with nothing to do has nothing to undo.
            Assert.All(person.Steps, s => Assert.Equal(!s.IsSettled && s.Kind is not (OffboardingStepKind.RevokeTokens or OffboardingStepKind.UnlinkScim), s.CanBeUndone));
            Assert.DoesNotContain(person.Steps, s => s.Kind == OffboardingStepKind.LeaveGroups && person.Groups.Single(g => g.GroupId == s.GroupId).Lock is not null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("app")]
    [InlineData("a type of tomorrow")]
    public void What_is_no_person_is_refused(string type)
    {
        PersonFacts facts = Person();
        facts.AccountType = type;

        Assert.Equal(ErrorCode.NotAPerson, PersonPlanner.Plan(facts, new OffboardingRequest(), new ChangeGuard()).ErrorCode);
    }

    [Fact]
    public void Customers_are_people()
    {
        PersonFacts facts = Person();
        facts.AccountType = "customer";

        Assert.Equal(PlanDecision.Planned, PersonPlanner.Plan(facts, new OffboardingRequest(), new ChangeGuard()).Decision);
    }

    [Fact]
    public void The_protected_are_refused() =>
        Assert.Equal(ErrorCode.ProtectedAccount, PersonPlanner.Plan(Person(), new OffboardingRequest(), new ChangeGuard(protectedAccounts: ["a1"])).ErrorCode);

    [Fact]
    public void A_connection_that_only_reads_can_plan() =>
        Assert.Equal(PlanDecision.Planned, PersonPlanner.Plan(Person(), new OffboardingRequest(), new ChangeGuard(readOnly: true)).Decision);

    private static IReadOnlyList<PlanStep> Belonging(PlanPerson person) => new Plan { People = [person] }.Seal().Steps;

    private static PersonFacts Person() => new()
    {
        Input = "a@example.com",
        Subject = new Subject("a@example.com", "a1", "a@example.com", "A"),
        Email = "a@example.com",
        Status = "active",
        IsManaged = true,
        AccountType = "atlassian",
        TokenCount = 1,
        Permissions = Permissions(null),
    };

    private static AccountPermissions Permissions(string? reason) => new(
        "a1",
        new[] { Privilege.LifecycleEnablement, Privilege.LifecycleDelete }.ToDictionary(p => p, _ => new PermissionRule(reason is null, reason)),
        new Dictionary<string, PermissionRule>());

    private static Gen<PersonFacts> Facts { get; } =
        from status in Gen.Elements("active", "inactive", "for_deletion", "closed")
        from managed in Gen.Elements(true, true, false)
        from admin in Gen.Frequency((8, Gen.Constant(false)), (1, Gen.Constant(true)))
        from reason in Gen.Elements(null, null, "externalDirectory.scim", "externalDirectory.google", "administrative.notMyself", "blocked.exportControl")
        from links in Gen.Choose(0, 2)
        from locks in Gen.ListOf(Gen.Elements(null, null, ErrorCode.GroupManagedExternally, ErrorCode.GroupNotModifiable))
        from directories in Gen.ListOf(Gen.Elements("active", "suspended"))
        from tokens in Gen.Choose(0, 3)
        select new PersonFacts
        {
            Input = "a@example.com",
            Subject = new Subject("a@example.com", "a1", "a@example.com", "A"),
            Email = "a@example.com",
            Status = status,
            IsManaged = managed,
            AccountType = "atlassian",
            IsOrganizationAdmin = admin,
            TokenCount = tokens,
            Permissions = managed ? Permissions(reason) : null,
            ScimLinks = Enumerable.Range(0, managed ? links : 0).Select(i => new PersonScimLink { ScimUserId = $"s{i}", ScimDirectoryId = "d" }).ToList(),
            Groups = locks.Select((l, i) => new PersonGroup { GroupId = $"g{i}", Name = $"Group {i}", DirectoryId = "d", Lock = l }).ToList(),
            Directories = directories.Select((s, i) => new PersonDirectory { DirectoryId = $"d{i}", Status = s }).ToList(),
        };
}
