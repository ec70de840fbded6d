using System.Net;
using System.Net.Http;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>What is told of something that was made or invited: how often it was sent, and whether anything was done.</summary>
public class CreationTests
{
    public static TheoryData<OperationSpec, string> Creations => new()
    {
        { new Invite(Roles: null, GroupIds: null, SendNotification: false, NotificationText: null), "new.person@example.com" },
        { new CreateScimUser(new SetScimUser { UserName = "new.person@example.com", Email = "new.person@example.com" }), "new.person@example.com" },
        { new CreateScimGroup("quite-new", ExternalId: null, Members: null), "quite-new" },
        { new CreateGroup("Quite new", Description: null, ""), "Quite new" },
    };

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task It_is_told_to_be_sent_as_often_as_it_was(OperationSpec spec, string input)
    {
        int refused = 0;
        var answering = new Answering((request, _) => IsWrite(request) && refused++ < 2 ? TooMany() : null);
        using var company = new Company(network: answering.Over);
        if (spec is CreateGroup group)
            spec = group with { DirectoryId = company.Sandbox.DirectoryIds[0] };

        Change change = await RunAsync(company, spec, input);

        Assert.Equal((ChangeOutcome.Changed, 3), (change.Outcome, change.Attempts));
    }

    [Theory]
    [InlineData("new.person@example.com", ChangeOutcome.Changed)]
    [InlineData("mia.active@example.com", ChangeOutcome.Failed)]
    [InlineData("somebody@blocked.example.org", ChangeOutcome.Failed)]
    public async Task Who_was_not_here_before_is_invited_although_all_else_is_refused(string email, ChangeOutcome outcome)
    {
        using var company = new Company();
        // The identity provider's: nobody is put into it here.
        List<Group> groups = await Paging.ToListAsync(company.Client.Groups.SearchAsync(new GroupSearch { GroupNames = ["google-everyone"] }));

        Change change = await RunAsync(company, new Invite(Roles: null, [groups.Single().GroupId], SendNotification: false, NotificationText: null), email);

        Assert.Equal((outcome, ErrorCode.InvitationIncomplete), (change.Outcome, change.ErrorCode));
        Assert.Equal(email != "somebody@blocked.example.org", company.Sandbox.Find(email) is not null);
    }

    private static async Task<Change> RunAsync(Company company, OperationSpec spec, string input)
    {
        var unit = new IntentUnit(company.Runner(), spec.ToIntent(new Subject(input, email: input.Contains('@') ? input : null), company.ScimClients));
        await unit.RunAsync(default, new RunStatus(), CancellationToken.None);
        return Assert.Single(unit.Changes);
    }

    private static bool IsWrite(HttpRequestMessage request) =>
        request.Method != HttpMethod.Get && !request.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal);

    private static HttpResponseMessage TooMany() => new(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "0" } }, Content = new StringContent("{}") };
}
