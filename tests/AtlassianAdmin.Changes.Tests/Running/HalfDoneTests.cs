using System.Net;
using System.Net.Http;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Changes.Undo;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>Half done is told as half done, and the half is what is undone.</summary>
public sealed class HalfDoneTests
{
    // In both directories.
    private const string Sina = "scim.managed@example.com";
    private const string Tom = "many.tokens@example.com";

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, ErrorCode.NotOrganizationAdmin)]
    [InlineData(HttpStatusCode.BadRequest, ErrorCode.RequestRejected)]
    public async Task Suspended_in_one_directory_and_refused_in_the_next_is_two_changes_and_undone_by_one(HttpStatusCode status, string code)
    {
        bool refuses = true;
        var network = new Answering((request, place) =>
            refuses && place == 2 ? new HttpResponseMessage(status) { Content = new StringContent("""{"errors":[{"status":"403","title":"No"}]}""") } : null);
        using var company = new Company(network: network.Over);
        Subject sina = company.Person(Sina);
        IReadOnlyList<Change> changes;
        using (JournalWriter writer = JournalWriter.Open(company.JournalPath))
        {
            changes = await company.Runner(writer.Start(company.NewRun())).RunAsync(
                new SuspendAccess(null).ToIntent(sina, company.Clients), new RunOptions(ReadFirst: true, Verify: true));
        }

        Assert.Equal([(ChangeOutcome.Changed, true, null), (ChangeOutcome.Failed, null, code)], changes.Select(c => (c.Outcome, c.Verified, c.ErrorCode)));
        Assert.Equal(["suspended", "active"], await StatesAsync(company, sina));

        refuses = false;
        Assert.Equal(["Resume"], (await UndoAsync(company)).Select(c => c.Action));
        Assert.Equal(["active", "active"], await StatesAsync(company, sina));
    }

    [Fact]
    public async Task An_undo_that_was_cut_short_between_its_two_steps_is_finished()
    {
        const string dee = "already.disabled@example.com";
        bool refuses = false;
        var network = new Answering((request, _) =>
            refuses && request.RequestUri!.AbsolutePath.EndsWith("/disable", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.BadRequest) : null);
        using var company = new Company(network: network.Over);
        using (JournalWriter writer = JournalWriter.Open(company.JournalPath))
        {
            await company.Runner(writer.Start(company.NewRun())).RunAsync(
                new DeleteAccount().ToIntent(company.Person(dee), company.Clients), new RunOptions(ReadFirst: true, Verify: true));
        }

        refuses = true;
        Assert.Equal([ChangeOutcome.Changed, ChangeOutcome.Failed], (await UndoAsync(company)).Select(c => c.Outcome));
        Assert.Equal("active", company.Sandbox.Find(dee)!.AccountStatus);
        refuses = false;
        Assert.Equal([ChangeOutcome.AlreadyInState, ChangeOutcome.Changed], (await UndoAsync(company)).Select(c => c.Outcome));
        Assert.Equal("inactive", company.Sandbox.Find(dee)!.AccountStatus);
        Assert.Equal([ChangeOutcome.AlreadyInState], (await UndoAsync(company)).Where(c => c.Action == "Disable").Select(c => c.Outcome));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(39)]
    public async Task Stopped_in_the_middle_of_forty_tokens_tells_which_are_gone(int gone)
    {
        using var stop = new CancellationTokenSource();
        var network = new Answering((_, place) =>
        {
            if (place == gone)
                stop.Cancel();
            return null;
        });
        using var company = new Company(network: network.Over);
        RequestScope? before = RequestScope.Current;
        RequestScope.Current = new RequestScope(onAttempt: null, stop.Token);
        try
        {
            IReadOnlyList<Change> changes = await company.Runner().RunAsync(new RevokeAllTokens().ToIntent(company.Person(Tom), company.Clients), default);

            Assert.Equal(40, changes.Count);
            // What was on its way is answered: it is told as it is.
            Assert.Equal(40 - company.Sandbox.Find(Tom)!.TokenCount, changes.Count(c => c.Outcome == ChangeOutcome.Changed));
            Assert.Equal(gone, changes.Count(c => c.Outcome == ChangeOutcome.Changed));
            Assert.All(changes.Skip(gone), c => Assert.Equal(ChangeOutcome.Skipped, c.Outcome));
        }
        finally
        {
            RequestScope.Current = before;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task A_limit_that_is_reached_in_the_middle_tells_which_are_gone(int allowed)
    {
        var network = new Answering((_, place) =>
        {
            if (place <= allowed)
                return null;
            var reply = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            // Longer than anybody waits.
            reply.Headers.TryAddWithoutValidation("Retry-After", "1800");
            return reply;
        });
        using var company = new Company(network: network.Over);

        IReadOnlyList<Change> changes = await company.Runner().RunAsync(new RevokeAllTokens().ToIntent(company.Person(Tom), company.Clients), default);

        Assert.Equal(40, changes.Count);
        Assert.Equal(allowed, changes.Count(c => c.Outcome == ChangeOutcome.Changed));
        Assert.Equal(40 - allowed, company.Sandbox.Find(Tom)!.TokenCount);
        Assert.Equal([ErrorCode.RateLimited], changes.Skip(allowed).Select(c => c.ErrorCode).Distinct());
        Assert.DoesNotContain(changes.Skip(allowed), c => c.Outcome is ChangeOutcome.Changed or ChangeOutcome.Unknown);
    }

    private static async Task<string[]> StatesAsync(Company company, Subject person)
    {
        IReadOnlyList<(TargetDirectory, DirectoryState State)> states =
            await DirectoryReader.ReadAsync(company.Client, person.AccountId, named: null, CancellationToken.None);
        return states.Select(s => s.State.Status).ToArray();
    }

    private static async Task<IReadOnlyList<Change>> UndoAsync(Company company)
    {
        ChangeJournal content = ChangeJournal.Read(company.JournalPath);
        using JournalWriter writer = JournalWriter.Open(company.JournalPath);
        UndoRunner undo = UndoRunner.Create(company.Clients, company.Guard, "Company", content, new UndoRequest(), writer);
        foreach (UndoUnit unit in undo.Units)
            await unit.RunAsync(default, new RunStatus(), CancellationToken.None);
        return undo.Units.SelectMany(u => u.Changes).ToList();
    }
}
