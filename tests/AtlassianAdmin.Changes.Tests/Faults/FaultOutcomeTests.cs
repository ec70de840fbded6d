using System.Net;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>
/// What becomes of a change whose every attempt meets the same fault: how often it is sent, whether the state is read back, and
/// what is reported. The table of docs/guides/scale.md is this one.
/// </summary>
public class FaultOutcomeTests
{
    private const string Disabling = "/lifecycle/disable";
    private const string Reading = "/profile";

    /// <summary>The fault; attempts; whether the state is read back; the outcome; the code of the error.</summary>
    public static TheoryData<Fault, int, bool, ChangeOutcome, string?> Rows => new()
    {
        { Fault.Refused, 7, false, ChangeOutcome.Failed, ErrorCode.NetworkFailure },
        { Fault.NoSuchHost, 7, false, ChangeOutcome.Failed, ErrorCode.NetworkFailure },
        { Fault.BadCertificate, 1, false, ChangeOutcome.Failed, ErrorCode.NetworkFailure },
        { Fault.Reset, 7, true, ChangeOutcome.Failed, ErrorCode.NetworkFailure },
        { Fault.ResetLate, 7, true, ChangeOutcome.Changed, null },
        { Fault.Stall, 7, true, ChangeOutcome.Failed, ErrorCode.ServiceUnavailable },
        { Fault.StallLate, 7, true, ChangeOutcome.Changed, null },
        { Fault.CutLate, 7, true, ChangeOutcome.Changed, null },
        { Fault.HtmlPage, 3, true, ChangeOutcome.Failed, ErrorCode.UnexpectedResponse },
        { Fault.HtmlError, 7, true, ChangeOutcome.Failed, ErrorCode.ServiceUnavailable },
        { Fault.Timeout408, 7, true, ChangeOutcome.Failed, ErrorCode.ServiceUnavailable },
        { Fault.TooMany429, 7, false, ChangeOutcome.Failed, ErrorCode.RateLimited },
        { Fault.Error500Late, 7, true, ChangeOutcome.Changed, null },
        { Fault.Gateway502, 7, true, ChangeOutcome.Failed, ErrorCode.ServiceUnavailable },
        { Fault.Unavailable503, 7, true, ChangeOutcome.Failed, ErrorCode.ServiceUnavailable },
        { Fault.Unavailable503RetryAfter, 7, true, ChangeOutcome.Failed, ErrorCode.ServiceUnavailable },
        { Fault.Gateway504Late, 7, true, ChangeOutcome.Changed, null },
        { Fault.ExpiredKey, 1, false, ChangeOutcome.Failed, ErrorCode.KeyRejected },
    };

    [Fact]
    public void Every_fault_has_its_row() => Assert.Equal(Enum.GetValues<Fault>(), Rows.Select(r => (Fault)((object?[])r)[0]!));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_change_tells_what_became_of_it(Fault fault, int attempts, bool isReadBack, ChangeOutcome outcome, string? code)
    {
        var organization = new SandboxOrganization();
        FaultPlan plan = FaultPlan.Always(fault, Disabling);
        SandboxPerson person = organization.Find("mia.active@example.com")!;
        Change change = await DisableAsync(organization, plan, person);

        Assert.Equal((attempts, outcome, code), (change.Attempts, change.Outcome, change.ErrorCode));
        Assert.Equal(attempts, Assert.Single(plan.WritesOf(person.AccountId)).Attempts);
        Assert.Equal(isReadBack, plan.ReadsOf(person.AccountId) > 0);
        // The truth: Changed where it was, Failed where it was not.
        Assert.Equal(outcome == ChangeOutcome.Changed ? "inactive" : "active", person.AccountStatus);
        if (change.After is not null)
            Assert.Equal(person.AccountStatus, change.After);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_cannot_be_read_back_is_Unknown_and_never_said_to_have_failed(Fault fault, int attempts, bool isReadBack, ChangeOutcome outcome, string? code)
    {
        var organization = new SandboxOrganization();
        FaultPlan plan = FaultPlan.Always(fault, Disabling, Reading);
        SandboxPerson person = organization.Find("mia.active@example.com")!;
        Change change = await DisableAsync(organization, plan, person);

        // A service that names a time to come again has turned the request away: that is proof enough.
        bool isOpen = isReadBack && fault != Fault.Unavailable503RetryAfter;
        Assert.Equal((attempts, isOpen ? ChangeOutcome.Unknown : ChangeOutcome.Failed), (change.Attempts, change.Outcome));
        Assert.Equal(code ?? change.ErrorCode, change.ErrorCode);
        Assert.NotNull(change.ErrorCode);
        Assert.Equal(outcome == ChangeOutcome.Changed ? "inactive" : "active", person.AccountStatus);
    }

    /// <summary>Each fault, as reading back meets it: all that can be told is that it was accepted.</summary>
    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(f => f is not (Fault.ResetLate or Fault.StallLate or Fault.CutLate or Fault.Error500Late or Fault.Gateway504Late))];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_was_accepted_and_cannot_be_read_back_is_Unknown_and_says_both(Fault fault)
    {
        var organization = new SandboxOrganization();
        SandboxPerson person = organization.Find("mia.active@example.com")!;
        FaultPlan? plan = null;
        plan = new FaultPlan((request, _) => request.EndsWith(Reading, StringComparison.Ordinal) && plan!.WritesOf(person.AccountId).Count > 0 ? fault : null);

        Change change = await DisableAsync(organization, plan, person, verify: true);

        Assert.Equal((ChangeOutcome.Unknown, 1, "inactive"), (change.Outcome, change.Attempts, person.AccountStatus));
        Assert.Equal(("active", null, null), (change.Before, change.After, change.Verified));
        Assert.NotNull(change.ErrorCode);
        Assert.StartsWith($"Atlassian accepted disabling on {person.Email}, but the result could not be read back. ", change.ErrorMessage, StringComparison.Ordinal);
        Assert.NotEqual("", change.RecommendedAction);
    }

    [Fact]
    public async Task A_change_that_the_service_makes_after_the_connection_broke_is_not_said_to_have_failed()
    {
        var organization = new SandboxOrganization();
        SandboxPerson person = organization.Find("mia.active@example.com")!;
        // Nothing arrives until the state has been read back twice: a service that was busy makes the change only then.
        FaultPlan? plan = null;
        plan = new FaultPlan((request, _) =>
        {
            if (request.EndsWith(Reading, StringComparison.Ordinal) && plan!.ReadsOf(person.AccountId) == 3)
                Apply(organization, person);
            return request.EndsWith(Disabling, StringComparison.Ordinal) ? Fault.Reset : null;
        });
        Change change = await DisableAsync(organization, plan, person);
        Assert.Equal((ChangeOutcome.Changed, true, "inactive"), (change.Outcome, change.Verified, person.AccountStatus));
    }

    private static void Apply(SandboxOrganization organization, SandboxPerson person) =>
        Assert.Equal(204, organization.Handle(new SandboxRequest("POST", $"/users/{Uri.EscapeDataString(person.AccountId)}/manage/lifecycle/disable")
        {
            Authorization = "Bearer " + organization.ApiKey,
            ContentType = "application/json",
            Body = "{}"u8.ToArray(),
        }).Status);

    private static async Task<Change> DisableAsync(SandboxOrganization organization, FaultPlan plan, SandboxPerson person, bool verify = false)
    {
        using ApiKey key = ApiKey.From(new NetworkCredential("", organization.ApiKey).SecurePassword);
        using var client = new AdminClient(new AdminClientOptions(key, organization.OrganizationId)
        {
            Clock = new HurryingClock(),
            AttemptTimeout = TimeSpan.FromMilliseconds(250),
            Network = () => new FaultyNetwork(organization, plan),
        });
        var subject = new Subject(person.Email, person.AccountId, person.Email, person.Name);
        return Assert.Single(await new ChangeRunner(new ChangeGuard(), organization.Name, client.Options.Clock)
            .RunAsync(new DisableAccount().ToIntent(subject, new ConnectedClients(client)), new RunOptions(ReadFirst: false, Verify: verify)));
    }
}
