using System.Text.Json;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Users;

/// <summary>Version 2 of the organization API: directories and one person.</summary>
public sealed class DirectoryTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization(new SandboxOptions { UserCount = 300 }));

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task There_are_two_directories_and_most_people_are_in_the_first()
    {
        CallerReply reply = await _caller.GetAsync(_caller.V2 + "/directories");
        string[] ids = [.. reply.Json.GetProperty("data").EnumerateArray().Select(directory => directory.GetProperty("directoryId").GetString()!)];

        Assert.Equal(_caller.Organization.DirectoryIds, ids);
        int all = await CountAsync("-");
        int primary = await CountAsync(ids[0]);
        int partners = await CountAsync(ids[1]);
        Assert.Equal(300, all);
        Assert.InRange(primary, 240, 299);
        Assert.InRange(partners, 20, 80);
        Assert.True(primary + partners > all, "Nobody is in both.");
    }

    [Fact]
    public async Task Directories_are_filtered_and_paged()
    {
        string both = await FirstInBothAsync();

        Assert.Equal(2, await DirectoriesAsync($"accountId={Uri.EscapeDataString(both)}"));
        Assert.Equal(1, await DirectoriesAsync($"accountId={Uri.EscapeDataString(_caller.Person("suspended.member@example.com").AccountId)}"));
        Assert.Equal(0, await DirectoriesAsync($"accountId={Uri.EscapeDataString(_caller.Person("not.invited@example.com").AccountId)}"));
        Assert.Equal(0, await DirectoriesAsync("accountId=nobody"));
        Assert.Equal(1, await DirectoriesAsync("searchTerm=PARTNERS"));
        Assert.Equal(1, await DirectoriesAsync($"directoryIds={_caller.Organization.DirectoryIds[1]}&directoryIds=none"));

        CallerReply first = await _caller.GetAsync($"{_caller.V2}/directories?limit=1&accountId={Uri.EscapeDataString(both)}");
        Assert.Equal(1, first.Json.GetProperty("data").GetArrayLength());
        // With a cursor every other parameter is discarded.
        CallerReply second = await _caller.GetAsync($"{_caller.V2}/directories?cursor={first.At("links/next")}&limit=100&accountId=nobody");
        Assert.Equal(_caller.Organization.DirectoryIds[1], second.At("data/0/directoryId"));
        Assert.Null(second.At("links/next"));
    }

    [Theory]
    [InlineData("limit=0", "ADMIN-UAM-400-1")]
    [InlineData("limit=101", "ADMIN-UAM-400-1")]
    [InlineData("limit=many", "ADMIN-UAM-400-1")]
    [InlineData("directoryIds=1&directoryIds=2&directoryIds=3&directoryIds=4&directoryIds=5&directoryIds=6&directoryIds=7&directoryIds=8&directoryIds=9&directoryIds=10&directoryIds=11", "ADMIN-UAM-400-1")]
    [InlineData("cursor=nonsense", "ADMIN-400-1")]
    public async Task Parameters_that_cannot_be_are_refused(string query, string code)
    {
        CallerReply reply = await _caller.GetAsync($"{_caller.V2}/directories?{query}");

        Assert.Equal(400, reply.Status);
        Assert.Equal(code, reply.At("errors/0/code"));
    }

    [Fact]
    public async Task A_person_is_read_with_every_field()
    {
        SandboxPerson admin = _caller.Person("admin@example.com");

        CallerReply reply = await _caller.GetAsync($"{_caller.V2}/directories/-/users/{Uri.EscapeDataString(admin.AccountId)}");

        Assert.Equal(admin.AccountId, reply.At("data/accountId"));
        Assert.Equal("Ada Admin", reply.At("data/name"));
        Assert.Equal("active", reply.At("data/status"));
        Assert.Equal("active", reply.At("data/membershipStatus"));
        Assert.Equal("managed", reply.At("data/claimStatus"));
        Assert.Equal("true", reply.At("data/emailVerified"));
        Assert.Equal("invited", reply.At("data/managementSource"));
        Assert.Equal("atlassian/org-admin", reply.At("data/platformRoles/0"));
        Assert.NotNull(reply.At("data/addedToOrg"));
        Assert.NotNull(reply.At("data/mfaEnabled"));
    }

    [Theory]
    [InlineData("not.invited@example.com", "not_invited", "no_membership", "managed")]
    [InlineData("suspended.member@example.com", "suspended", "suspended", "managed")]
    [InlineData("already.disabled@example.com", "deactivated", "active", "managed")]
    [InlineData("pending.deletion@example.com", "for_deletion", "active", "managed")]
    [InlineData("closed.account@example.com", "deactivated", "no_membership", "managed")]
    [InlineData("contractor@example.net", "active", "active", "unmanaged")]
    public async Task The_status_of_a_person_is_made_of_account_and_membership(string email, string status, string membership, string claim)
    {
        CallerReply reply = await _caller.GetAsync($"{_caller.V2}/directories/-/users/{Uri.EscapeDataString(_caller.Person(email).AccountId)}");

        Assert.Equal(status, reply.At("data/status"));
        Assert.Equal(membership, reply.At("data/membershipStatus"));
        Assert.Equal(claim, reply.At("data/claimStatus"));
    }

    [Fact]
    public async Task A_person_who_is_not_there_is_not_found()
    {
        string suspended = Uri.EscapeDataString(_caller.Person("suspended.member@example.com").AccountId);
        string partners = _caller.Organization.DirectoryIds[1];

        foreach (string path in new[] { "-/users/nobody", $"{partners}/users/{suspended}" })
        {
            CallerReply reply = await _caller.GetAsync($"{_caller.V2}/directories/{path}");
            Assert.Equal(404, reply.Status);
            Assert.Equal("ADMIN-UAM-404-1", reply.At("errors/0/code"));
            Assert.Equal("Unknown Resource", reply.At("errors/0/title"));
            Assert.Equal("One or more user not found in the directory", reply.At("errors/0/detail"));
        }

        Assert.Equal(200, (await _caller.GetAsync($"{_caller.V2}/directories/{_caller.Organization.DirectoryIds[0]}/users/{suspended}")).Status);
        Assert.Equal("Directory not found", (await _caller.GetAsync($"{_caller.V2}/directories/none/users/{suspended}")).At("errors/0/detail"));
    }

    [Fact]
    public async Task An_unknown_organization_fails_the_validation()
    {
        CallerReply reply = await _caller.GetAsync("/admin/v2/orgs/none/directories");

        Assert.Equal(404, reply.Status);
        Assert.Equal(
            ["error", "message", "path", "requestId", "status", "timestamp"],
            reply.Json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("TCS validation failed", reply.At("message"));
    }

    private async Task<int> DirectoriesAsync(string query) =>
        (await _caller.GetAsync($"{_caller.V2}/directories?{query}")).Json.GetProperty("data").GetArrayLength();

    private async Task<int> CountAsync(string directoryId) => (await PeopleAsync(directoryId)).Count;

    private async Task<string> FirstInBothAsync() =>
        (await PeopleAsync(_caller.Organization.DirectoryIds[0])).Intersect(await PeopleAsync(_caller.Organization.DirectoryIds[1])).First();

    private async Task<List<string>> PeopleAsync(string directoryId)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            CallerReply reply = await _caller.SearchAsync(JsonSerializer.Serialize(new { limit = 100, cursor }), directoryId);
            ids.AddRange(reply.Json.GetProperty("data").EnumerateArray().Select(user => user.GetProperty("accountId").GetString()!));
            cursor = reply.At("links/next");
        }
        while (cursor is not null);
        return ids;
    }
}
