using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>The guards hold for everybody whom a change touches, also for those who are in a group.</summary>
public sealed class ChangeGuardTests
{
    [Fact]
    public void People_are_counted_once_and_all_of_a_change_or_none()
    {
        var guard = new ChangeGuard(maxChanges: 3);
        guard.Admit(["a", "b"], "x");
        guard.Admit(["b"], "x");
        Assert.Equal(ErrorCode.ChangeLimitReached, Assert.Throws<AdminException>(() => guard.Admit(["b", "c", "d"], "x")).Code);
        Assert.Equal(2, guard.PeopleChanged);
        guard.Admit(["a", "c"], "x");
        Assert.Equal(3, guard.PeopleChanged);
        // What is no person's own is refused when there is no place left.
        Assert.Equal(ErrorCode.ChangeLimitReached, guard.Violation((string?)null, "x")?.Code);
        Assert.Null(guard.Violation("a", "x"));
    }

    [Theory]
    [InlineData(0, "mia.active@example.com", ErrorCode.ProtectedAccount)]
    [InlineData(1, null, ErrorCode.ChangeLimitReached)]
    [InlineData(0, null, null)]
    public async Task Deleting_a_group_touches_its_members(int maxChanges, string? kept, string? code)
    {
        using var company = new Company { Guard = new ChangeGuard() };
        string[] keptIds = kept is null ? [] : [company.Person(kept).AccountId];
        var guard = new ChangeGuard(maxChanges: maxChanges, protectedAccounts: keptIds);
        var runner = new ChangeRunner(guard, "Company", company.Client.Options.Clock);
        Group group = await GroupOfMiaAsync(company);

        Change preview = Assert.Single(await runner.PreviewAsync(DeleteGroup.Of(group).ToIntent(new("group"), company.Clients), CancellationToken.None));
        Change change = Assert.Single(await runner.RunAsync(DeleteGroup.Of(group).ToIntent(new("group"), company.Clients), default));

        Assert.Equal(code, preview.ErrorCode);
        Assert.Equal(code, change.ErrorCode);
        Assert.Equal(code is null ? ChangeOutcome.Changed : ChangeOutcome.Failed, change.Outcome);
        if (kept is not null)
            Assert.Contains(keptIds[0], change.ErrorMessage, StringComparison.Ordinal);
    }

    // One that can be deleted, with Mia and others in it.
    private static async Task<Group> GroupOfMiaAsync(Company company)
    {
        var search = new GroupSearch { AccountIds = [company.Person("mia.active@example.com").AccountId], Limit = 100, Expand = ["counts.users"] };
        List<Group> groups = await Paging.ToListAsync(company.Client.Groups.SearchAsync(search));
        return groups.First(g => GroupLock.Violation(g, toDelete: true) is null && g.UserCount > 1);
    }
}
