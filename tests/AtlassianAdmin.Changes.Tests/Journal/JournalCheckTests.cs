using System.IO;
using System.Security.Cryptography;
using System.Text;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Changes.Tests.Journal;

/// <summary>The chain of hashes: what was done to a journal is found, and a damaged line costs only itself.</summary>
public sealed class JournalCheckTests : IDisposable
{
    private const int People = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("check").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string JournalPath => Path.Combine(_folder, "run.jsonl");

    [Fact]
    public void A_journal_as_it_was_written_is_intact()
    {
        Write(People);
        Write(1);

        JournalCheck check = JournalCheck.Of(JournalPath);

        Assert.Empty(check.Faults);
        Assert.Equal((true, 1 + (2 * People) + 3), (check.IsIntact, check.Lines));
        Assert.Contains("cannot find two things", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_can_be_computed_by_anybody()
    {
        string[] lines = Write(People);

        for (int index = 0; index < lines.Length; index++)
        {
            int end = lines[index].LastIndexOf(",\"hash\":", StringComparison.Ordinal);
            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[index][..end])));
            Assert.EndsWith($",\"hash\":\"{hash}\"}}", lines[index], StringComparison.Ordinal);
            if (index + 1 < lines.Length)
                Assert.Contains($"\"previous\":\"{hash}\"", lines[index + 1], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(2 * People)]
    public void An_altered_line_is_found_and_only_that_one(int index)
    {
        string[] lines = Write(People);
        lines[index] = lines[index].Replace("2026", "2025", StringComparison.Ordinal);

        JournalFault fault = Assert.Single(Check(lines).Faults);

        Assert.Equal((index + 1, JournalFaultKind.Altered), (fault.Line, fault.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_line_with_another_hash_is_found(int index)
    {
        string[] lines = Write(People);
        lines[index] = lines[index][..^10] + "00000000\"}";

        JournalFault fault = Assert.Single(Check(lines).Faults);

        Assert.Equal((index + 1, JournalFaultKind.Altered), (fault.Line, fault.Kind));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 4)]
    public void A_missing_line_is_found_behind_its_place(int index, int line)
    {
        string[] lines = Write(People);

        JournalFault fault = Assert.Single(Check([.. lines.Where((_, i) => i != index)]).Faults);

        Assert.Equal((line, JournalFaultKind.Missing), (fault.Line, fault.Kind));
    }

    [Fact]
    public void Reordered_lines_are_found()
    {
        string[] lines = Write(People);
        (lines[3], lines[4]) = (lines[4], lines[3]);

        JournalCheck check = Check(lines);

        Assert.Equal([4, 5, 6], check.Faults.Select(f => f.Line));
        Assert.All(check.Faults, f => Assert.Equal(JournalFaultKind.Reordered, f.Kind));
    }

    [Fact]
    public void A_line_that_stands_there_twice_is_found()
    {
        string[] lines = Write(People);

        JournalFault fault = Assert.Single(Check([.. lines[..4], lines[2], .. lines[4..]]).Faults, f => f.Line == 5);

        Assert.Equal(JournalFaultKind.Reordered, fault.Kind);
        Assert.Contains("repeats line 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_tail_and_a_rewritten_file_are_found_only_with_a_hash_that_was_kept()
    {
        string[] lines = Write(People);
        string kept = JournalCheck.Of(JournalPath).LastHash!;
        File.Delete(JournalPath);
        string[] anew = Write(People);

        Assert.True(Check(lines[..^2]).IsIntact);
        Assert.Equal(JournalFaultKind.CutOff, Assert.Single(Check(lines[..^2], kept).Faults).Kind);
        Assert.True(Check(anew).IsIntact);
        Assert.Equal(JournalFaultKind.CutOff, Assert.Single(Check(anew, kept).Faults).Kind);
    }

    [Fact]
    public void A_kept_hash_holds_when_the_journal_has_grown_since()
    {
        Write(People);
        string kept = JournalCheck.Of(JournalPath).LastHash!;
        Write(1);

        JournalCheck check = JournalCheck.Of(JournalPath, $" {kept.ToUpperInvariant()}\n");

        Assert.True(check.IsIntact);
        Assert.Contains($"line {1 + (2 * People)}", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_kill_leaves_is_no_fault_and_the_chain_goes_on_behind_it()
    {
        Write(People);
        byte[] bytes = File.ReadAllBytes(JournalPath);
        File.WriteAllBytes(JournalPath, bytes[..^20]);
        Assert.Equal((true, 1), (JournalCheck.Of(JournalPath).IsIntact, JournalCheck.Of(JournalPath).TornLines));
        Write(1);

        JournalCheck check = JournalCheck.Of(JournalPath);

        Assert.Empty(check.Faults);
        Assert.Equal(1, check.TornLines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(60)]
    public void Nor_is_what_several_kills_in_a_row_leave(int ofTheNextRun)
    {
        Write(People);
        File.WriteAllBytes(JournalPath, File.ReadAllBytes(JournalPath)[..^20]);
        // Who goes on is killed in the first line of their own, twice.
        for (int kill = 0; kill < 2; kill++)
        {
            long length = new FileInfo(JournalPath).Length;
            Write(1);
            // The line break that ends the half line stands before it.
            File.WriteAllBytes(JournalPath, File.ReadAllBytes(JournalPath)[..((int)length + 1 + ofTheNextRun)]);
        }

        Write(1);

        JournalCheck check = JournalCheck.Of(JournalPath);
        Assert.Empty(check.Faults);
        Assert.Equal(3, check.TornLines);
        ChangeJournal journal = ChangeJournal.Read(JournalPath);
        Assert.Empty(journal.DamagedLines);
        Assert.Equal(3, journal.TornLines);
        Assert.Null(journal.Warning);
    }

    [Fact]
    public void A_line_that_somebody_cut_before_half_a_run_is_told()
    {
        Write(People);
        Write(1);
        string[] lines = File.ReadAllLines(JournalPath);
        int run = Array.FindLastIndex(lines, l => l.StartsWith("{\"record\":\"Run\"", StringComparison.Ordinal));
        lines[run] = lines[run][..^5];
        lines[run - 1] = lines[run - 1][..^5];
        File.WriteAllLines(JournalPath, lines);

        Assert.False(JournalCheck.Of(JournalPath).IsIntact);
        Assert.NotEmpty(ChangeJournal.Read(JournalPath).DamagedLines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void One_damaged_line_loses_that_line_only(int index)
    {
        string[] lines = Write(People);
        lines[index] = "\0\0garbage" + lines[index][9..40];
        File.WriteAllLines(JournalPath, lines);

        ChangeJournal journal = ChangeJournal.Read(JournalPath);

        bool isBegin = index % 2 == 1;
        Assert.Equal([index + 1], journal.DamagedLines);
        Assert.Equal(isBegin ? People - 1 : People, journal.Changes.Count);
        Assert.Equal(index is 2 ? 1 : 0, journal.Changes.Count(c => c.Outcome == ChangeOutcome.Unknown));
        Assert.Contains($"Line {index + 1} ", journal.Warning, StringComparison.Ordinal);
        Assert.Equal(JournalFaultKind.Unreadable, Assert.Single(JournalCheck.Of(JournalPath).Faults).Kind);
    }

    [Fact]
    public void A_damaged_journal_can_be_gone_on_with()
    {
        string[] lines = Write(People);
        lines[3] = lines[3][..50];
        File.WriteAllLines(JournalPath, lines);

        Write(1);

        ChangeJournal journal = ChangeJournal.Read(JournalPath);
        Assert.Equal(People, journal.Changes.Count);
        Assert.Equal(People + 1, journal.Changes[^1].Number);
        Assert.Equal([4], JournalCheck.Of(JournalPath).Faults.Select(f => f.Line));
    }

    [Fact]
    public void An_altered_line_is_not_believed()
    {
        string[] lines = Write(People);
        lines[2] = lines[2].Replace("\"Changed\"", "\"Skipped\"", StringComparison.Ordinal);
        File.WriteAllLines(JournalPath, lines);

        Assert.Equal(ChangeOutcome.Unknown, ChangeJournal.Read(JournalPath).Changes[0].Outcome);
    }

    [Fact]
    public void A_reader_reads_while_a_run_writes()
    {
        using JournalWriter writer = JournalWriter.Open(JournalPath);
        RunJournal run = writer.Start(new JournalRun());
        for (int number = 1; number <= 3; number++)
        {
            run.Begin(Change(number)).Complete(Change(number));
            Assert.Equal(number, ChangeJournal.Read(JournalPath).Changes.Count);
            Assert.True(JournalCheck.Of(JournalPath).IsIntact);
        }
    }

    [Fact]
    public void Another_file_cannot_be_checked()
    {
        File.WriteAllText(JournalPath, "a note\n");

        Assert.Equal(ErrorCode.JournalUnusable, Assert.Throws<AdminException>(() => JournalCheck.Of(JournalPath)).Code);
    }

    private JournalCheck Check(string[] lines, string? lastHash = null)
    {
        File.WriteAllLines(JournalPath, lines);
        return JournalCheck.Of(JournalPath, lastHash);
    }

    private string[] Write(int people)
    {
        using (JournalWriter writer = JournalWriter.Open(JournalPath, new At2026()))
        {
            RunJournal run = writer.Start(new JournalRun { StartedAt = At2026.Time, OrganizationId = "o", Organization = "Company" });
            for (int number = 1; number <= people; number++)
                run.Begin(Change(number)).Complete(Change(number));
        }

        return File.ReadAllLines(JournalPath);
    }

    private static Change Change(int number) => new($"person{number}@example.com", "Disable", "Company")
    {
        AccountId = "557058:" + number,
        Spec = new DisableAccount(),
        Outcome = ChangeOutcome.Changed,
    };

    private sealed class At2026 : TimeProvider
    {
        public static DateTimeOffset Time { get; } = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Time;
    }
}
