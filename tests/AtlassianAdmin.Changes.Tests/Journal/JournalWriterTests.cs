using System.IO;
using System.Runtime.Versioning;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Changes.Tests.Files;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Journal;

/// <summary>The journal as the engine writes it: before and after each change, one writer at a time, and no secret in it.</summary>
public sealed class JournalWriterTests : IDisposable
{
    private readonly Company _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task A_change_is_recorded_with_all_that_proves_it()
    {
        await RunAsync(new DisableAccount("Left"), "mia.active@example.com", verify: true);

        JournaledChange change = Assert.Single(_company.Journal());
        Assert.Equal((ChangeOutcome.Changed, "Disable", "active", "inactive", true), (change.Outcome, change.Action, $"{change.Before}", $"{change.After}", change.Verified));
        Assert.Equal(("tester@here", "Left the company", "HR-1", 1), (change.Operator, change.Reason, change.Ticket, change.Attempts));
        Assert.Equal("Message=Left", change.Detail);
        Assert.NotEmpty(change.RequestIds);
        Assert.True(change.StartedAt <= change.EndedAt);
    }

    [Fact]
    public async Task The_state_is_read_before_even_when_nobody_asks_for_it()
    {
        await RunAsync(new EnableAccount(), "already.disabled@example.com", verify: false);

        JournaledChange change = Assert.Single(_company.Journal());
        Assert.Equal("inactive", $"{change.Before}");
        Assert.Null(change.After);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_needs_no_request_is_recorded_as_such(bool verify)
    {
        await RunAsync(new DisableAccount(), "already.disabled@example.com", verify);

        JournaledChange change = Assert.Single(_company.Journal());
        Assert.Equal((ChangeOutcome.AlreadyInState, "inactive", true), (change.Outcome, $"{change.After}", change.Verified));
        Assert.Equal((0, ""), (change.Attempts, change.RequestIds));
    }

    [Fact]
    public async Task What_is_refused_before_anything_is_sent_is_recorded_once()
    {
        await RunAsync(new EnableAccount(), "pending.deletion@example.com", verify: false);

        JournaledChange change = Assert.Single(_company.Journal());
        Assert.Equal((ChangeOutcome.Failed, ErrorCode.AccountPendingDeletion, 0), (change.Outcome, change.ErrorCode, change.Attempts));
        Assert.Equal(SummaryResult.Failed, Assert.Single(ChangeSummary.Of(ChangeJournal.Read(_company.JournalPath))).Result);
    }

    [Fact]
    public async Task A_refusal_is_recorded_with_its_code()
    {
        await RunAsync(new DisableAccount(), "scim.managed@example.com", verify: false);

        JournaledChange change = Assert.Single(_company.Journal());
        Assert.Equal((ChangeOutcome.Failed, ErrorCode.ManagedByScim), (change.Outcome, change.ErrorCode));
        Assert.NotEmpty(change.RequestIds);
    }

    [Fact]
    public async Task Tokens_groups_and_memberships_are_kept_for_an_undo()
    {
        SandboxPerson person = _company.Sandbox.Find("many.tokens@example.com")!;
        await RunAsync(new RevokeAllTokens(), person.Email, verify: false);
        await RunAsync(new SuspendAccess(Directories: null), person.Email, verify: false);

        JournaledChange[] changes = [.. _company.Journal()];
        JournaledChange[] tokens = changes.Where(c => c.Action == "RevokeToken").ToArray();
        Assert.Equal(40, tokens.Select(t => t.TargetId).Distinct().Count());
        Assert.All(tokens, t => Assert.Equal((new TokenState(IsPresent: true), 1), (t.BeforeState, t.RequestIds.Split(' ').Length)));
        JournaledChange[] suspensions = changes.Where(c => c.Action == "Suspend").ToArray();
        Assert.NotEmpty(suspensions);
        Assert.All(suspensions, c => Assert.Equal(DirectoryState.Active, ((DirectoryState)c.BeforeState!).Status));
        Assert.All(suspensions, c => Assert.Contains(Assert.IsType<SuspendInDirectory>(c.Spec).Directory.DirectoryId, _company.Sandbox.DirectoryIds));
        Assert.Equal(changes.Length, tokens.Length + suspensions.Length);
    }

    [Fact]
    public async Task No_secret_is_written()
    {
        await RunAsync(new DisableAccount("Left"), "mia.active@example.com", verify: true);
        await RunAsync(new DisableAccount(), "scim.managed@example.com", verify: true);

        Assert.DoesNotContain(_company.Sandbox.ApiKey, await File.ReadAllTextAsync(_company.JournalPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_sent()
    {
        using JournalWriter writer = JournalWriter.Open(_company.JournalPath);
        RunJournal journal = writer.Start(_company.NewRun());
        writer.Dispose();

        Change change = Assert.Single(await _company.Runner(journal).RunAsync(
            new DisableAccount().ToIntent(_company.Person("mia.active@example.com"), _company.Clients), new RunOptions(ReadFirst: false, Verify: false)));

        Assert.Equal((ChangeOutcome.Failed, ErrorCode.JournalUnusable), (change.Outcome, change.ErrorCode));
        Assert.Equal("active", _company.Sandbox.Find("mia.active@example.com")!.AccountStatus);
    }

    [Fact]
    public async Task A_record_is_in_the_file_before_the_request_is_on_its_way()
    {
        using JournalWriter writer = JournalWriter.Open(_company.JournalPath);
        RunJournal journal = writer.Start(_company.NewRun());
        int seen = -1;
        var spy = new Spy(journal, () => seen = ChangeJournal.Read(_company.JournalPath).Changes.Count);

        await _company.Runner(spy).RunAsync(
            new DisableAccount().ToIntent(_company.Person("mia.active@example.com"), _company.Clients), new RunOptions(ReadFirst: false, Verify: false));

        Assert.Equal(1, seen);
    }

    [Fact]
    public void A_second_writer_is_refused_until_the_first_is_gone()
    {
        using (JournalWriter.Open(_company.JournalPath))
            Assert.Equal(ErrorCode.JournalInUse, Assert.Throws<AdminException>(() => JournalWriter.Open(_company.JournalPath)).Code);

        using JournalWriter second = JournalWriter.Open(_company.JournalPath);
        Assert.Null(second.LastHash);
    }

    [Theory]
    [InlineData("just a note")]
    [InlineData("just a note\nand another\n")]
    [InlineData("{\"name\":\"some other JSON\"}\n")]
    [InlineData("[]")]
    public void Another_file_is_refused_and_left_as_it_is(string content)
    {
        File.WriteAllText(_company.JournalPath, content);

        Assert.Equal(ErrorCode.JournalUnusable, Assert.Throws<AdminException>(() => JournalWriter.Open(_company.JournalPath)).Code);
        Assert.Equal(ErrorCode.JournalUnusable, Assert.Throws<AdminException>(() => ChangeJournal.Read(_company.JournalPath)).Code);
        Assert.Equal(content, File.ReadAllText(_company.JournalPath));
    }

    [Fact]
    public void A_journal_of_another_format_is_refused()
    {
        File.WriteAllText(_company.JournalPath, "{\"record\":\"Run\",\"time\":\"2026-11-22T00:00:00Z\",\"run\":\"1\",\"format\":\"AtlassianAdmin.Journal/9\"}\n");

        AdminException refusal = Assert.Throws<AdminException>(() => ChangeJournal.Read(_company.JournalPath));
        Assert.Contains("AtlassianAdmin.Journal/9", refusal.Message, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("lock deleted", "the lock")]
    [InlineData("lock made anew", "the lock")]
    [InlineData("cut", "bytes")]
    [InlineData("added to", "bytes")]
    [InlineData("deleted", "not there")]
    [InlineData("replaced", "bytes")]
    public async Task Nothing_is_sent_when_something_else_has_changed_the_journal(string what, string told)
    {
        using JournalWriter writer = JournalWriter.Open(_company.JournalPath);
        RunJournal journal = writer.Start(_company.NewRun());
        Disturb(what);

        Change change = Assert.Single(await _company.Runner(journal).RunAsync(
            new DisableAccount().ToIntent(_company.Person("mia.active@example.com"), _company.Clients), new RunOptions(ReadFirst: false, Verify: false)));

        Assert.Equal((ChangeOutcome.Failed, ErrorCode.JournalAltered), (change.Outcome, change.ErrorCode));
        Assert.Contains(told, change.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("active", _company.Sandbox.Find("mia.active@example.com")!.AccountStatus);
    }

    [UnixFact]
    public async Task A_lost_share_is_told_as_one()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_company.Folder, "share")).FullName;
        using JournalWriter writer = JournalWriter.Open(Path.Combine(folder, "journal.jsonl"));
        RunJournal journal = writer.Start(_company.NewRun());
        Directory.Delete(folder, recursive: true);

        Change change = Assert.Single(await _company.Runner(journal).RunAsync(
            new DisableAccount().ToIntent(_company.Person("mia.active@example.com"), _company.Clients), new RunOptions(ReadFirst: false, Verify: false)));

        Assert.Equal((ChangeOutcome.Failed, ErrorCode.JournalUnusable), (change.Outcome, change.ErrorCode));
        Assert.Contains(folder, change.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_journal_has_failed_nobody_more_is_started_and_what_was_done_is_told()
    {
        var journal = new FullDisk(records: 3);
        var status = new RunStatus();
        var changes = new List<Change>();
        foreach (SandboxPerson person in _company.Sandbox.People.Where(p => p.Kind == SandboxPersonKind.Active).Take(6))
        {
            changes.AddRange(await _company.Runner(journal).RunAsync(
                new DisableAccount().ToIntent(_company.Person(person.Email), _company.Clients), new RunOptions(ReadFirst: true, Verify: false), status));
        }

        // One was recorded as a whole; the second was sent and its end was not; nobody else was sent.
        Assert.Equal([ChangeOutcome.Changed, ChangeOutcome.Changed, .. Enumerable.Repeat(ChangeOutcome.Skipped, 4)], changes.Select(c => c.Outcome));
        Assert.Equal([null, .. Enumerable.Repeat(ErrorCode.JournalUnusable, 5)], changes.Select(c => c.ErrorCode));
        Assert.Equal(ErrorCode.JournalUnusable, status.JournalFailure?.Code);
        Assert.Equal([true, true, false, false, false, false], changes.Select(c => _company.Sandbox.Find(c.Email!)!.AccountStatus == "inactive"));
    }

    [Fact]
    public async Task The_lock_stays_when_the_writer_is_gone()
    {
        await RunAsync(new DisableAccount(), "mia.active@example.com", verify: false);

        Assert.True(File.Exists(_company.JournalPath + ".lock"));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_the_journal()
    {
        using JournalWriter writer = JournalWriter.Open(_company.JournalPath);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_company.JournalPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_company.JournalPath + ".lock"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        AdminException refusal = Assert.Throws<AdminException>(() => JournalWriter.Open(Path.Combine(_company.Folder, "none", "journal.jsonl")));
        Assert.Equal(ErrorCode.JournalUnusable, refusal.Code);
        Assert.Contains("none", refusal.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Many_at_once_leave_whole_lines()
    {
        using (JournalWriter writer = JournalWriter.Open(_company.JournalPath))
        {
            RunJournal journal = writer.Start(_company.NewRun());
            ChangeRunner runner = _company.Runner(journal);
            await Task.WhenAll(_company.Sandbox.People.Where(p => p.Kind == SandboxPersonKind.Active).Select(p =>
                runner.RunAsync(new DisableAccount().ToIntent(_company.Person(p.Email), _company.Clients), new RunOptions(ReadFirst: true, Verify: true))));
        }

        Assert.NotEmpty(_company.Journal());
        Assert.All(_company.Journal(), c => Assert.Equal((ChangeOutcome.Changed, true), (c.Outcome, c.Verified)));
    }

    private void Disturb(string what)
    {
        string path = _company.JournalPath;
        switch (what)
        {
            case "lock deleted":
                File.Delete(path + ".lock");
                break;
            case "lock made anew":
                File.Delete(path + ".lock");
                File.WriteAllText(path + ".lock", "");
                break;
            case "cut":
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                    file.SetLength(file.Length - 5);
                break;
            case "added to":
                File.AppendAllText(path, "x");
                break;
            case "deleted":
                File.Delete(path);
                break;
            default:
                File.Move(path, path + ".old");
                File.WriteAllText(path, "another file");
                break;
        }
    }

    private async Task RunAsync(OperationSpec operation, string email, bool verify)
    {
        using JournalWriter writer = JournalWriter.Open(_company.JournalPath);
        RunJournal journal = writer.Start(_company.NewRun());
        await _company.Runner(journal).RunAsync(operation.ToIntent(_company.Person(email), _company.Clients), new RunOptions(ReadFirst: false, verify));
    }

    /// <summary>A journal whose disk is full after so many records.</summary>
    private sealed class FullDisk(int records) : IChangeJournal, IJournaledWrite
    {
        private int _left = records;

        public IJournaledWrite Begin(Change change)
        {
            Write();
            return this;
        }

        public void Complete(Change change) => Write();

        public void Close(Change change)
        {
        }

        private void Write()
        {
            if (_left-- <= 0)
                throw new AdminException(ErrorCode.JournalUnusable, ("detail", "no space left on device"));
        }
    }

    private sealed class Spy(IChangeJournal journal, Action onBegun) : IChangeJournal
    {
        public IJournaledWrite Begin(Change change)
        {
            IJournaledWrite written = journal.Begin(change);
            onBegun();
            return written;
        }

        public void Close(Change change) => journal.Close(change);
    }
}
