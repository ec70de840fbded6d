using System.Net.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Accounts;

/// <summary>Disable, enable, delete, cancel-delete.</summary>
public sealed class LifecycleTests : IDisposable
{
    private const string Mia = "mia.active@example.com";

    private static readonly string[] Steps = ["disable", "delete", "enable", "cancel-delete"];

    private readonly ManualClock _clock = new();
    private readonly Caller _caller;

    public LifecycleTests() => _caller = new Caller(new SandboxOrganization(new SandboxOptions { Clock = _clock }));

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Disable_and_enable_are_remembered_everywhere()
    {
        CallerReply disabled = await StepAsync(Mia, "disable", """{"message":"Left the company"}""");

        Assert.Equal(204, disabled.Status);
        Assert.Equal("", disabled.Text);
        Assert.Equal("Left the company", _caller.Person(Mia).DisableMessage);
        Assert.Equal("inactive", (await _caller.GetAsync(_caller.ManageOf(Mia) + "/profile")).At("account/account_status"));
        CallerReply found = await _caller.SearchAsync($$"""{"emails":["{{Mia}}"]}""");
        Assert.Equal("deactivated", found.At("data/0/status"));
        Assert.Equal("inactive", found.At("data/0/accountStatus"));
        Assert.Equal("2026-11-22T10:00:00.250Z", found.At("data/0/deactivatedOn"));

        Assert.Equal(204, (await StepAsync(Mia, "enable")).Status);
        Assert.Equal("active", (await _caller.GetAsync(_caller.ManageOf(Mia) + "/profile")).At("account/account_status"));
        Assert.Null((await _caller.SearchAsync($$"""{"emails":["{{Mia}}"]}""")).At("data/0/deactivatedOn"));
        Assert.Null(_caller.Person(Mia).DisableMessage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"message":7}""")]
    public async Task Disable_needs_a_body_where_a_type_is_named(string body)
    {
        CallerReply reply = await StepAsync(Mia, "disable", body);

        Assert.Equal(400, reply.Status);
        Assert.Equal("bodyParseFailure", reply.At("key"));
        Assert.Equal("active", _caller.Person(Mia).AccountStatus);
    }

    [Theory]
    [InlineData("disable", 204)]
    [InlineData("enable", 204)]
    [InlineData("delete", 200)]
    [InlineData("cancel-delete", 200)]
    public async Task Without_body_and_type_every_step_is_taken(string step, int status)
    {
        CallerReply reply = await _caller.SendAsync(HttpMethod.Post, $"{_caller.ManageOf(Mia)}/lifecycle/{step}");
        CallerReply typed = await _caller.SendAsync(HttpMethod.Post, $"{_caller.ManageOf(Mia)}/lifecycle/{step}", "", "text/plain");
        CallerReply untyped = await _caller.SendAsync(HttpMethod.Post, $"{_caller.ManageOf(Mia)}/lifecycle/{step}", "{}", null);

        Assert.Equal((status, 415, 415), (reply.Status, typed.Status, untyped.Status));
        Assert.Null(_caller.Person(Mia).DisableMessage);
    }

    [Fact]
    public async Task Enable_does_not_need_one() => Assert.Equal(204, (await StepAsync("already.disabled@example.com", "enable", "")).Status);

    [Theory]
    [InlineData("scim.managed@example.com", "disable", "externalDirectory.scim")]
    [InlineData("scim.disabled@example.com", "enable", "externalDirectory.scim")]
    [InlineData("scim.managed@example.com", "delete", "externalDirectory.scim")]
    [InlineData("google.managed@example.com", "disable", "externalDirectory.google")]
    [InlineData("export.blocked@example.com", "enable", "blocked.exportControl")]
    [InlineData("admin@example.com", "disable", "administrative.notMyself")]
    [InlineData("admin@example.com", "delete", "administrative.notMyself")]
    public async Task A_restricted_account_stays_as_it_is(string email, string step, string reason)
    {
        string before = _caller.Person(email).AccountStatus;

        CallerReply reply = await StepAsync(email, step);

        Assert.Equal(403, reply.Status);
        Assert.Equal("forbidden.action", reply.At("key"));
        Assert.Equal("forbidden.action", reply.At("errorKey"));
        Assert.Equal(reason, reply.At("context/reason/key"));
        Assert.Equal(reason, reply.At("errorDetail/reason/key"));
        Assert.Equal(before, _caller.Person(email).AccountStatus);
    }

    [Fact]
    public async Task A_step_that_changes_nothing_is_a_success_by_default()
    {
        Assert.Equal(204, (await StepAsync("already.disabled@example.com", "disable")).Status);
        Assert.Equal(204, (await StepAsync(Mia, "enable")).Status);
        Assert.Equal(204, (await StepAsync("pending.deletion@example.com", "disable")).Status);
        Assert.Equal(200, (await StepAsync("pending.deletion@example.com", "delete")).Status);
        Assert.Equal(200, (await StepAsync(Mia, "cancel-delete")).Status);
        Assert.Equal(200, (await StepAsync("already.disabled@example.com", "cancel-delete")).Status);
        Assert.Equal("inactive", _caller.Person("already.disabled@example.com").AccountStatus);
        Assert.True(_caller.Person("pending.deletion@example.com").IsPendingDeletion);
    }

    [Theory]
    [InlineData("already.disabled@example.com", "disable", "alreadyInactive")]
    [InlineData("pending.deletion@example.com", "disable", "alreadyInactive")]
    [InlineData("mia.active@example.com", "enable", "alreadyActive")]
    [InlineData("pending.deletion@example.com", "delete", "alreadyDeleted")]
    public async Task A_step_that_changes_nothing_can_be_a_conflict(string email, string step, string code)
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { LifecycleConflicts = true }));

        CallerReply reply = await caller.PostAsync($"{caller.ManageOf(email)}/lifecycle/{step}");

        Assert.Equal(409, reply.Status);
        Assert.Equal("conflict.lifecycleErrors", reply.At("key"));
        Assert.Equal("conflict.lifecycle-errors", reply.At("errorKey"));
        Assert.Equal(caller.Person(email).AccountId, reply.At("context/accountId"));
        Assert.Equal(code, reply.At("context/errorCodes/0/code"));
        Assert.NotNull(reply.At("context/message"));
    }

    [Fact]
    public async Task A_deletion_can_be_cancelled_and_an_account_to_be_deleted_cannot_be_enabled()
    {
        string accountId = _caller.Person(Mia).AccountId;

        CallerReply deleted = await StepAsync(Mia, "delete");
        Assert.Equal(200, deleted.Status);
        Assert.Equal($$"""{"message":"AccountId {{accountId}} has been deleted."}""", deleted.Text);
        Assert.Equal("inactive", (await _caller.GetAsync(_caller.ManageOf(Mia) + "/profile")).At("account/account_status"));
        CallerReply found = await _caller.SearchAsync($$"""{"emails":["{{Mia}}"]}""");
        Assert.Equal("for_deletion", found.At("data/0/status"));
        Assert.Equal("true", found.At("data/0/forDeletion"));

        CallerReply enabled = await StepAsync(Mia, "enable");
        Assert.Equal(409, enabled.Status);
        Assert.Equal("pendingDeletion", enabled.At("context/errorCodes/0/code"));

        Assert.Equal(200, (await StepAsync(Mia, "cancel-delete")).Status);
        Assert.Equal("active", _caller.Person(Mia).AccountStatus);
        Assert.Equal("false", (await _caller.SearchAsync($$"""{"emails":["{{Mia}}"]}""")).At("data/0/forDeletion"));
    }

    [Fact]
    public async Task A_deletion_is_final_after_fourteen_days()
    {
        await StepAsync(Mia, "delete");
        _clock.Move(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.True(_caller.Person(Mia).IsPendingDeletion);

        _clock.Move(TimeSpan.FromSeconds(1));

        Assert.Equal("closed", (await _caller.GetAsync(_caller.ManageOf(Mia) + "/profile")).At("account/account_status"));
        Assert.Equal(0, _caller.Person(Mia).TokenCount);
        foreach (string step in new[] { "disable", "enable", "delete" })
            Assert.Equal("closed", (await StepAsync(Mia, step)).At("context/errorCodes/0/code"));
        Assert.Equal("notFound", (await StepAsync(Mia, "cancel-delete")).At("key"));
    }

    [Fact]
    public async Task A_cancelled_deletion_does_not_lift_export_control()
    {
        Assert.Equal(200, (await StepAsync("export.blocked@example.com", "delete")).Status);
        Assert.Equal(200, (await StepAsync("export.blocked@example.com", "cancel-delete")).Status);

        Assert.Equal("inactive", _caller.Person("export.blocked@example.com").AccountStatus);
        Assert.False(_caller.Person("export.blocked@example.com").IsPendingDeletion);
    }

    [Fact]
    public async Task Many_at_once_leave_nobody_between_two_states()
    {
        SandboxPerson[] people = [.. _caller.Organization.People.Where(person => person.Kind == SandboxPersonKind.Active).Take(50)];

        await Task.WhenAll(people.SelectMany(person => Steps
            .Select(step => _caller.PostAsync($"{Caller.Manage(person.AccountId)}/lifecycle/{step}"))));
        await Task.WhenAll(people.Select(person => _caller.PostAsync(Caller.Manage(person.AccountId) + "/lifecycle/cancel-delete")));
        await Task.WhenAll(people.Select(person => _caller.PostAsync(Caller.Manage(person.AccountId) + "/lifecycle/enable")));

        Assert.All(people, person => Assert.Equal("active", person.AccountStatus));
    }

    private Task<CallerReply> StepAsync(string email, string step, string body = "{}") =>
        _caller.PostAsync($"{_caller.ManageOf(email)}/lifecycle/{step}", body);
}
