using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>Whoever edits a file and takes its digest again gets no further: what is read of a plan is what its steps do.</summary>
public sealed class AlteredPlanTests : IDisposable
{
    private readonly Company _company = new();

    private string PlanPath => Path.Combine(_company.Folder, "plan.json");

    public void Dispose() => _company.Dispose();

    [Theory]
    [InlineData("\"kind\": \"Disable\",\n              \"message\": \"Bye\"", "\"kind\": \"Delete\"")]
    [InlineData("\"effect\": \"Disable the account: no log-in anywhere\"", "\"effect\": \"Nothing\"")]
    [InlineData("\"inverse\": \"cannot be undone\"", "\"inverse\": \"Enable the account\"")]
    [InlineData(", which is no organization admin", "")]
    [InlineData("\"decision\": \"Planned\"", "\"decision\": \"NothingToDo\"")]
    [InlineData("\"decision\": \"Planned\"", "\"decision\": \"Refused\"")]
    [InlineData("\"refuses\": true", "\"refuses\": false")]
    [InlineData("\"kind\": \"Offboarding\"", "\"kind\": \"Changes\"")]
    public async Task Words_that_do_not_fit_the_steps_are_refused(string there, string instead)
    {
        string altered = Reseal(await TextAsync(), there, instead);

        Assert.Equal(ErrorCode.PlanAltered, Refusal(altered).Code);
    }

    [Theory]
    [InlineData("\"stage\": 1", "\"stage\": 0")]
    [InlineData("\"kind\": \"TokenList\",\n              \"count\": 3", "\"kind\": \"Account\",\n              \"status\": \"active\"")]
    [InlineData("\"kind\": \"Account\",\n              \"status\": \"active\"", "\"kind\": \"Membership\",\n              \"isMember\": true")]
    [InlineData("\"stepId\": \"1.1\"", "\"stepId\": \"\"")]
    public async Task What_cannot_be_a_plan_is_refused(string there, string instead)
    {
        string text = await TextAsync();
        Assert.Contains(there, text, StringComparison.Ordinal);
        string altered = text.Replace(there, instead, StringComparison.Ordinal);

        Assert.Contains(Refusal(Resealed(altered)).Code, new[] { ErrorCode.PlanUnusable, ErrorCode.PlanAltered });
    }

    [Fact]
    public async Task Steps_that_are_given_to_who_is_refused_are_refused()
    {
        string text = await TextAsync();
        JsonNode file = JsonNode.Parse(text)!;
        JsonArray people = file["plan"]!["people"]!.AsArray();
        JsonNode refused = people.Single(p => (string)p!["decision"]! == "Refused")!;
        refused["steps"] = people[0]!["steps"]!.DeepClone();

        AdminException refusal = Refusal(Resealed(file.ToJsonString()));

        Assert.Equal(ErrorCode.PlanAltered, refusal.Code);
        Assert.Contains("is refused and has steps", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_before_it_is_free_is_refused()
    {
        string[] people = _company.Sandbox.People.Where(p => p.Kind == SandboxPersonKind.Active).Select(p => p.Email).Take(2).ToArray();
        Plan plan = await AddressMoves.PlanAsync(_company, [(people[0], people[1]), (people[1], "free@example.com")]);
        PlanFile.Write(plan, PlanPath);
        string altered = Reseal(await File.ReadAllTextAsync(PlanPath), "\"stage\": 2", "\"stage\": 1");

        Assert.Equal(ErrorCode.PlanUnusable, Refusal(altered).Code);
    }

    [Fact]
    public async Task What_is_altered_throughout_is_another_plan_and_not_the_one_that_was_signed_off()
    {
        string text = await TextAsync();
        string reviewed = PlanFile.Read(PlanPath).Digest;
        string altered = Reseal(text, "\"ticket\": \"HR-1\"", "\"ticket\": \"HR-2\"");
        await File.WriteAllTextAsync(PlanPath, altered);

        Assert.Equal("HR-2", PlanFile.Read(PlanPath).Ticket);
        Assert.Equal(ErrorCode.PlanAltered, Assert.Throws<AdminException>(() => PlanFile.Read(PlanPath, reviewed)).Code);
    }

    [Fact]
    public async Task No_refusal_hands_out_the_right_digest()
    {
        string text = await TextAsync();
        string altered = text.Replace("\"ticket\": \"HR-1\"", "\"ticket\": \"HR-2\"", StringComparison.Ordinal);
        string right = Digest(altered);

        Assert.DoesNotContain(right, Refusal(altered).ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(PlanPath, text);
        string digest = PlanFile.Read(PlanPath).Digest;
        Assert.DoesNotContain(digest, Assert.Throws<AdminException>(() => PlanFile.Read(PlanPath, "sha256:00")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        string text = await TextAsync();
        string digest = PlanFile.Read(PlanPath).Digest;
        await File.WriteAllTextAsync(PlanPath, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(digest, PlanFile.Read(PlanPath).Digest);
    }

    private AdminException Refusal(string text)
    {
        File.WriteAllText(PlanPath, text);
        return Assert.Throws<AdminException>(() => PlanFile.Read(PlanPath));
    }

    private static string Reseal(string text, string there, string instead)
    {
        Assert.Contains(there, text, StringComparison.Ordinal);
        return Resealed(text.Replace(there, instead, StringComparison.Ordinal));
    }

    /// <summary>The same with the digest that fits.</summary>
    private static string Resealed(string text)
    {
        string told = JsonDocument.Parse(text).RootElement.GetProperty("digest").GetString()!;
        return text.Replace(told, Digest(text), StringComparison.Ordinal);
    }

    private static string Digest(string text) => PlanFile.DigestOf(JsonSerializer.Deserialize(text, PlanJson.Readable)!.Plan!);

    private async Task<string> TextAsync()
    {
        PlanFile.Write(await PlanFileTests.PlanAsync(_company), PlanPath);
        return await File.ReadAllTextAsync(PlanPath);
    }
}
