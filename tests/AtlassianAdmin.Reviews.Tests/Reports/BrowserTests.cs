using System.IO;
using System.Text.RegularExpressions;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Reviews.Reports;

namespace AtlassianAdmin.Reviews.Tests.Reports;

/// <summary>The report of a run in a real browser: fast with many people, short on paper, in light and dark, and no name becomes markup.</summary>
public sealed class BrowserTests : IDisposable
{
    private const string Hostile = "</td><script>document.title='hit'</script><img src=http://evil.example/x onerror=alert(1)>\u202e\0";

    private readonly string _folder = Directory.CreateTempSubdirectory("browser").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Page => Path.Combine(_folder, "page.html");

    private string Profile => Path.Combine(_folder, Guid.NewGuid().ToString("N"));

    [BrowserTheory]
    [InlineData("read", 20_000)]
    [InlineData("print", 200)]
    [InlineData("paint", 30)]
    public void The_report_of_a_run_is_shown(string what, int people)
    {
        ReportFile.Write(RunReport.Of(Run(people), ReportSamples.Now, "Leavers"), Page);
        switch (what)
        {
            case "read":
                Read(people);
                break;
            case "print":
                Print();
                break;
            default:
                Paint();
                break;
        }
    }

    private void Read(int people)
    {
        string log = Path.Combine(_folder, "net.json");

        string picture = Path.Combine(_folder, "many.png");
        Browser.Open(Page, Profile, "--window-size=1280,1600", "--screenshot=" + picture);
        (string dom, string errors) = Browser.Open(Page, Profile, "--dump-dom", "--log-net-log=" + log);

        Assert.Contains("<title>Leavers</title>", dom, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", dom, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", dom, StringComparison.Ordinal);
        // Everybody once, with the problem rows and two changes each, and all of it in closed parts.
        Assert.True(Regex.Count(dom, "<tr>") > 3 * people);
        Assert.DoesNotContain("<details open", dom, StringComparison.Ordinal);
        Assert.DoesNotMatch("CONSOLE|Refused to|Uncaught", errors);
        Assert.DoesNotContain(
            Regex.Matches(File.ReadAllText(log), "\"url\":\"(https?://[^\"]*)\"").Select(m => m.Groups[1].Value),
            url => !url.Contains("google", StringComparison.Ordinal) && !url.Contains("gstatic", StringComparison.Ordinal));
        Assert.True(new FileInfo(picture).Length > 0);
    }

    private void Print()
    {
        string paper = Path.Combine(_folder, "page.pdf");

        Browser.Open(Page, Profile, "--no-pdf-header-footer", "--print-to-pdf=" + paper);

        int pages = Regex.Count(File.ReadAllText(paper, System.Text.Encoding.Latin1), @"/Type\s*/Page\b(?!s)");
        Assert.InRange(pages, 2, 25);
    }

    private void Paint()
    {
        string light = Path.Combine(_folder, "light.png");
        string dark = Path.Combine(_folder, "dark.png");

        Browser.Open(Page, Profile, "--window-size=1280,1600", "--screenshot=" + light);
        Browser.Open(Page, Profile, "--window-size=1280,1600", "--force-dark-mode", "--screenshot=" + dark);

        Assert.True(new FileInfo(light).Length > 20_000);
        Assert.NotEqual(File.ReadAllBytes(light), File.ReadAllBytes(dark));
    }

    /// <summary>Two steps for each, every tenth of whom fails; names nobody should trust.</summary>
    private static List<Change> Run(int people)
    {
        var info = new RunInfo
        {
            Operator = "admin@host",
            Ticket = "HR-1",
            PlanDigest = "sha256:0123",
            Parameters = "JournalPath=run.jsonl; Resume=True",
            StartedAt = ReportSamples.Now.AddHours(-1),
            EndedAt = ReportSamples.Now,
            People = Enumerable.Range(0, people).Select(n => new AskedPerson(Subject(n), "RevokeToken, Disable", "Planned", null, null, null)).ToList(),
        };
        return Enumerable.Range(0, people).SelectMany(n => new[] { Change(n, "RevokeToken", info), Change(n, "Disable", info) }).ToList();
    }

    private static Subject Subject(int number) =>
        new($"user{number}@example.com", $"557058:{number:D8}", $"user{number}@example.com", number % 50 == 7 ? Hostile : $"Person Number {number}");

    private static Change Change(int number, string action, RunInfo info)
    {
        Subject subject = Subject(number);
        var change = new Change(subject.Input, action, "Company")
        {
            AccountId = subject.AccountId,
            Email = subject.Email,
            Name = subject.Name,
            Info = info,
            Outcome = ChangeOutcome.Changed,
            Verified = true,
            BeforeState = new AccountState("active"),
            AfterState = new AccountState("inactive"),
        };
        return number % 10 == 3 && action == "Disable"
            ? change.Fail(ChangeOutcome.Failed, new AdminException(ErrorCode.ManagedByScim, ("account", subject.Email), ("action", "disabling")))
            : change;
    }
}
