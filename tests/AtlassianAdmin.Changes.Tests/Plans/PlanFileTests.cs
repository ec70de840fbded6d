using System.IO;
using System.Reflection;
using System.Text;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Changes.Tests.Registry;
using AtlassianAdmin.Client.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>What was reviewed is what runs: the digest stands for all of a plan, and a worklist runs nothing in a spreadsheet.</summary>
public sealed class PlanFileTests : IDisposable
{
    private readonly Company _company = new();

    private string PlanPath => Path.Combine(_company.Folder, "plan.json");

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task A_plan_comes_back_as_it_was_written()
    {
        Plan plan = await PlanAsync();
        PlanFile.Write(plan, PlanPath);

        Plan read = PlanFile.Read(PlanPath, plan.Digest);

        Assert.Equal(plan.Digest, read.Digest);
        Assert.Equal(plan.Text, read.Text);
        Assert.Equal(plan.Steps.Select(s => (s.StepId, s.AccountId, s.Email)), read.Steps.Select(s => (s.StepId, s.AccountId, s.Email)));
    }

    [Fact]
    public async Task A_plan_that_is_read_holds_what_many_people_share_once()
    {
        PlanFile.Write(await PlanAsync(), PlanPath);

        Plan read = PlanFile.Read(PlanPath);

        PersonGroup[] same = read.People.SelectMany(p => p.Groups).GroupBy(g => g.GroupId).First(g => g.Count() > 1).ToArray();
        Assert.Same(same[0].GroupId, same[1].GroupId);
        Assert.Same(same[0].Name, same[1].Name);
    }

    [Fact]
    public void Every_kind_of_step_comes_back_also_with_nothing_where_nothing_may_be()
    {
        IEnumerable<object> Variants(object sample) => sample.GetType().GetConstructors().Where(c => c.IsPublic).SelectMany(c => c.GetParameters())
            .Where(p => new NullabilityInfoContext().Create(p).WriteState == NullabilityState.Nullable && sample.GetType().GetProperty(p.Name!) is { CanWrite: true })
            .Select(p =>
            {
                object copy = sample.GetType().GetMethod("<Clone>$")!.Invoke(sample, null)!;
                sample.GetType().GetProperty(p.Name!)!.SetValue(copy, null);
                return copy;
            }).Append(sample);
        var steps = Samples.Specs.SelectMany(Variants).Cast<OperationSpec>().Select(s => new PlanStep { Operation = s })
            .Concat(Samples.States.SelectMany(Variants).Cast<State>().Select(s => new PlanStep { Operation = new RevokeAllTokens(), Seen = s })).ToArray();
        Assert.True(steps.Length > Samples.Specs.Count + Samples.States.Count + 10);

        Assert.All(steps, step =>
        {
            Plan plan = new Plan { People = [new() { Input = "a", AccountId = "a1", ScimUserId = "u", Steps = [step] }] }.Seal();
            PlanFile.Write(plan, PlanPath);

            Assert.Equal(plan.Text, PlanFile.Read(PlanPath, plan.Digest).Text);
        });
    }

    [Fact]
    public async Task Whatever_byte_is_changed_the_plan_is_refused_or_the_same()
    {
        Plan plan = await PlanAsync();
        PlanFile.Write(plan, PlanPath);
        byte[] whole = await File.ReadAllBytesAsync(PlanPath);
        Prop.ForAll((from place in Gen.Choose(0, whole.Length - 1) from with in Gen.Choose(1, 255) select (place, with)).ToArbitrary(), sample =>
        {
            byte[] altered = (byte[])whole.Clone();
            altered[sample.place] = (byte)(altered[sample.place] ^ sample.with);
            File.WriteAllBytes(PlanPath, altered);
            try
            {
                return PlanFile.Read(PlanPath).Digest == plan.Digest;
            }
            catch (AdminException e)
            {
                return e.Code is ErrorCode.PlanAltered or ErrorCode.PlanUnusable;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData("\"kind\": \"Disable\"", "\"kind\": \"Disable\", \"kind\": \"Delete\"")]
    [InlineData("\"kind\": \"Disable\"", "\"kind\": \"Disable\", \"also\": \"Delete\"")]
    [InlineData("\"digest\"", "\"other\": 1, \"digest\"")]
    public async Task What_this_version_cannot_have_checked_is_refused(string there, string instead)
    {
        PlanFile.Write(await PlanAsync(), PlanPath);
        string text = await File.ReadAllTextAsync(PlanPath);
        Assert.Contains(there, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(PlanPath, text.Replace(there, instead, StringComparison.Ordinal));

        Assert.Equal(ErrorCode.PlanUnusable, Assert.Throws<AdminException>(() => PlanFile.Read(PlanPath)).Code);
    }

    [Fact]
    public async Task A_plan_that_was_changed_in_memory_is_neither_written_nor_run()
    {
        Plan plan = await PlanAsync();
        plan.People[0].Steps[0].Operation = new DeleteAccount();

        Assert.Equal(ErrorCode.PlanAltered, Assert.Throws<AdminException>(() => PlanFile.Write(plan, PlanPath)).Code);
        Assert.Equal(ErrorCode.PlanAltered, Assert.Throws<AdminException>(() => PlanRunner.Create(_company.Clients, new ChangeGuard(), plan, "Company", null, resume: false)).Code);
    }

    [Fact]
    public async Task Neither_the_plan_nor_the_worklist_holds_a_secret()
    {
        Plan plan = await PlanAsync();
        PlanFile.Write(plan, PlanPath);
        WorklistFile.Write(plan, PlanPath + ".csv");

        Assert.DoesNotContain(_company.Sandbox.ApiKey, await File.ReadAllTextAsync(PlanPath), StringComparison.Ordinal);
        Assert.DoesNotContain(_company.Sandbox.ApiKey, await File.ReadAllTextAsync(PlanPath + ".csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_cell_of_a_worklist_is_run_by_a_spreadsheet_and_every_cell_can_be_read_back() =>
        Prop.ForAll((from first in Gen.Elements("=", "+", "-", "@", "\t", "\r", "a", "\"", ",", "李", "", "；", " =", "\uff1d", "x;=") from rest in ArbMap.Default.GeneratorFor<string>() select first + rest).ToArbitrary(), text =>
        {
            string cell = SpreadsheetCell.Of(text);
            string inside = cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
            // Nothing is lost: without the guard's apostrophes it is what it was.
            int guards = inside.Length - text.Length;
            return cell[0] == '"' && cell[^1] == '"' && guards >= 0 && Unguarded(inside, text)
                && inside.Split(';').All(part => part.TrimStart() is not ['=' or '+' or '-' or '@' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20', ..]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("\uff1d1+1", "\"'\uff1d1+1\"")]
    [InlineData("\uff201", "\"'\uff201\"")]
    [InlineData("x;=1+1", "\"x;'=1+1\"")]
    [InlineData("x; \uff0b1", "\"x; '\uff0b1\"")]
    [InlineData("  -1", "\"  '-1\"")]
    [InlineData("\t1", "\"'\t1\"")]
    [InlineData("a-b", "\"a-b\"")]
    [InlineData("mia+x@example.com", "\"mia+x@example.com\"")]
    public async Task A_worklist_is_guarded_as_a_report_is(string name, string cell)
    {
        Plan plan = await PlanAsync();
        Assert.NotEmpty(plan.Worklist);
        plan.Worklist[0].Name = name;
        WorklistFile.Write(plan, PlanPath);

        Assert.Contains("," + cell + ",", await File.ReadAllTextAsync(PlanPath), StringComparison.Ordinal);
    }

    /// <summary>True when the guarded text is the other with apostrophes put in.</summary>
    private static bool Unguarded(string guarded, string text)
    {
        int place = 0;
        foreach (char c in guarded)
        {
            if (place < text.Length && c == text[place])
                place++;
            else if (c != '\'')
                return false;
        }

        return place == text.Length;
    }

    [Fact]
    public async Task The_worklist_opens_in_a_spreadsheet_with_names_in_every_script()
    {
        Plan plan = await PlanAsync();
        WorklistFile.Write(plan, PlanPath);

        byte[] bytes = await File.ReadAllBytesAsync(PlanPath);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(plan.Worklist.Count + plan.Checklist.Count + 2, Encoding.UTF8.GetString(bytes).Split("\r\n").Length);
    }

    private Task<Plan> PlanAsync() => PlanAsync(_company);

    internal static async Task<Plan> PlanAsync(Company company)
    {
        var maker = new OffboardingPlanMaker(company.Client, new ChangeGuard(), new OffboardingRequest { Organization = "Company", Message = "Bye", Reason = "Left", Ticket = "HR-1" });
        string[] leavers = ["mia.active@example.com", "scim.managed@example.com", "contractor@example.net", "admin@example.com"];
        await maker.AddAsync(leavers.Select(l => (l, (Subject?)company.Person(l), (AdminException?)null, (DateTimeOffset?)null)), CancellationToken.None);
        return maker.Make();
    }
}
