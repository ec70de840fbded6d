using System.IO;
using System.Text;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Changes.Tests.Journal;

/// <summary>The laws of replay: whatever a killed process leaves of a journal is read for what it proves, and can be gone on with.</summary>
public sealed class JournalReplayTests : IDisposable
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(100);
    private static readonly string[] Names = ["Mia Active", "李雷", "Zoë \"Z\" O'Brien\n", "=cmd|' /C calc'!A0", "\u2028", "🦊"];

    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_prefix_tells_what_it_proves_and_nothing_else() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        (byte[] whole, IReadOnlyList<(int Begun, int Ended)> ends) = Write(script);
        IReadOnlyList<JournaledChange> all = Read(whole).Changes;
        for (int length = 0; length <= whole.Length; length++)
        {
            ChangeJournal journal = Read(whole.AsSpan(0, length).ToArray());

            Assert.InRange(journal.TornLines, 0, 1);
            Assert.Equal(ends.Count(e => e.Begun <= length), journal.Changes.Count);
            foreach (JournaledChange change in journal.Changes)
            {
                JournaledChange same = all.Single(c => c.Number == change.Number);
                bool known = ends[change.Number - 1].Ended <= length;
                Assert.Equal(known ? same.Outcome : ChangeOutcome.Unknown, change.Outcome);
                Assert.Equal(known, change.EndedAt is not null);
                Assert.Equal((same.Input, same.AccountId, same.Name, same.Before, same.Spec), (change.Input, change.AccountId, change.Name, change.Before, change.Spec));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void After_any_torn_tail_another_run_goes_on_and_keeps_what_was_proven() =>
        Prop.ForAll((from script in Scripts from cut in Gen.Choose(0, 1_000_000) from junk in Gen.Elements("", "\0\0\0", "{\"rec", "\uFFFD") select (script, cut, junk)).ToArbitrary(), sample =>
        {
            byte[] whole = Write(sample.script).Bytes;
            byte[] cut = whole.AsSpan(0, sample.cut % (whole.Length + 1)).ToArray();
            // What the disk had not got yet may come back as anything, but only behind the run that was on it.
            byte[] left = Read(cut).Runs.Count > 0 ? [.. cut, .. Encoding.UTF8.GetBytes(sample.junk)] : cut;
            string path = Path.Combine(_folder, Guid.NewGuid() + ".jsonl");
            File.WriteAllBytes(path, left);
            int before = ChangeJournal.Read(path).Changes.Count;
            using (JournalWriter writer = JournalWriter.Open(path))
                writer.Start(new JournalRun { Kind = JournalRunKind.Plan }).Begin(Change("later")).Complete(Done(Change("later")));

            ChangeJournal after = ChangeJournal.Read(path);

            Assert.Equal(before + 1, after.Changes.Count);
            Assert.Equal("later", after.Changes[^1].Input);
            Assert.Equal(ChangeOutcome.Changed, after.Changes[^1].Outcome);
            Assert.Equal(after.Changes.Count, after.Changes.Select(c => c.Number).Distinct().Count());
            byte[] bytes = File.ReadAllBytes(path);
            Assert.True(bytes.AsSpan().StartsWith(left), "the journal is only ever added to");
        }).Check(Many);

    [Fact]
    public void Damage_in_the_middle_is_told_and_loses_one_line() => Prop.ForAll(Scripts.Where(s => s.Any(r => r.Count > 1 || r.Contains(true))).ToArbitrary(), script =>
    {
        string[] lines = Encoding.UTF8.GetString(Write(script).Bytes).Split('\n');
        // The first line of a change, with another line behind it that is no run.
        int damaged = Enumerable.Range(0, lines.Length - 1).First(i => lines[i].StartsWith("{\"record\":\"Begin\"", StringComparison.Ordinal)
            && lines[i + 1].Length > 0 && !lines[i + 1].StartsWith("{\"record\":\"Run\"", StringComparison.Ordinal));
        lines[damaged] = lines[damaged][..^3];

        ChangeJournal journal = Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        Assert.Equal([damaged + 1], journal.DamagedLines);
        Assert.Equal(0, journal.TornLines);
        Assert.Equal(script.Sum(r => r.Count) - 1, journal.Changes.Count);
    }).Check(Many);

    private static Gen<List<List<bool>>> Scripts { get; } =
        from runs in Gen.Choose(1, 3)
        from script in Gen.ListOf(Gen.Choose(0, 4).SelectMany(n => Gen.ListOf(Gen.Elements(true, false), n)), runs)
        select script.Select(r => r.ToList()).ToList();

    /// <summary>Writes runs of changes; a change that is false never ends. Also tells at which length each was begun and ended.</summary>
    private (byte[] Bytes, IReadOnlyList<(int Begun, int Ended)> Ends) Write(List<List<bool>> script)
    {
        string path = Path.Combine(_folder, Guid.NewGuid() + ".jsonl");
        var ends = new List<(int, int)>();
        using JournalWriter writer = JournalWriter.Open(path);
        foreach (List<bool> run in script)
        {
            RunJournal journal = writer.Start(new JournalRun { Kind = JournalRunKind.Plan, Organization = "Company", Operator = "tester@here" });
            foreach (bool answered in run)
            {
                Change change = Change(Names[ends.Count % Names.Length]);
                RunJournal.Written written = journal.Begin(change, $"{ends.Count}", undoes: null);
                // The line without its end is whole already.
                int begun = (int)new FileInfo(path).Length - 1;
                if (answered)
                    written.Complete(Done(change));
                ends.Add((begun, answered ? (int)new FileInfo(path).Length - 1 : int.MaxValue));
            }
        }

        writer.Dispose();
        return (File.ReadAllBytes(path), ends);
    }

    private static ChangeJournal Read(byte[] bytes) => ChangeJournal.Read("journal.jsonl", new MemoryStream(bytes));

    private static Change Change(string name) => new(name, "Disable", "Company")
    {
        AccountId = "557058:" + name.Length,
        Name = name,
        BeforeState = new AccountState("active") { Name = name },
        Spec = new DisableAccount(name),
    };

    private static Change Done(Change change)
    {
        change.Outcome = ChangeOutcome.Changed;
        change.Verified = true;
        change.AfterState = new AccountState("inactive") { Name = change.Name };
        return change;
    }
}
