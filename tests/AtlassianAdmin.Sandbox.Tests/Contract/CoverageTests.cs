using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>
/// Makes <c>docs/coverage.md</c> from the vendor's documents, the requests that the pages of the commands name, and the two tables below. The page is
/// in the repository to be read; it has to be what is made here. <c>ATLASSIANADMIN_WRITE_COVERAGE=1</c> writes it.
/// </summary>
public sealed partial class CoverageTests
{
    private const int ShownCommands = 4;

    /// <summary>The tests that drive an operation through its command, by the beginning of the operation; the first that fits counts.</summary>
    private static readonly (string Operation, string File)[] Proofs =
    [
        ("PATCH /users/{account_id}/manage/profile", "Profile"),
        ("GET /users/{account_id}/manage/profile", "Profile"),
        ("PUT /users/{account_id}/manage/email", "Email"),
        ("GET /users/{account_id}/manage/api-tokens", "Token"),
        ("DELETE /users/{account_id}/manage/api-tokens", "Token"),
        ("GET /users/{account_id}/manage", "Permission"),
        ("POST /users/{account_id}/manage/lifecycle/disable", "Disable"),
        ("POST /users/{account_id}/manage/lifecycle", "Lifecycle"),
        ("GET /admin/v1/orgs/{orgId}/event", "Event"),
        ("GET /admin/v1/orgs/{orgId}/directory", "Activity"),
        ("GET /admin/v1/orgs/{orgId}/domains", "Workspace"),
        ("GET /admin/v1/orgs/{orgId}/policies", "Workspace"),
        ("GET /admin/v1/orgs/{orgId}/users", "InactiveUser"),
        ("GET /admin/v1/orgs", "Connection"),
        ("POST /admin/v1/orgs/{orgId}/users", "Role"),
        ("GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users/{accountId}/role-assignments", "Role"),
        ("POST /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/memberships", "GroupMember"),
        ("DELETE /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/memberships", "GroupMember"),
        ("GET /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/role-assignments", "Role"),
        ("POST /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/role-assignments", "Role"),
        ("POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/search", "Search"),
        ("POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/", "DirectoryUser"),
        ("DELETE /admin/v2/orgs/{orgId}/directories/{directoryId}/users/", "DirectoryUser"),
        ("GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users/", "DirectoryUser"),
        ("POST /admin/v2/orgs/{orgId}/users/invite", "Invitation"),
        ("POST /admin/v2/orgs/{orgId}/workspaces", "Role"),
        ("GET /admin/v2/orgs/{orgId}/directories", "Group"),
        ("POST /admin/v2/orgs/{orgId}/directories", "Group"),
        ("DELETE /admin/v2/orgs/{orgId}/directories", "Group"),
        ("", "Scim"),
    ];

    /// <summary>Why an operation has no command.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["GET /admin/v1/orgs/{orgId}/domains/{domainId}"] = "The list of domains has everything that it has.",
        ["GET /admin/v1/orgs/{orgId}/policies/{policyId}"] = "The list of policies has everything that it has.",
        ["POST /admin/v1/orgs/{orgId}/policies"] = PolicyWriting,
        ["PUT /admin/v1/orgs/{orgId}/policies/{policyId}"] = PolicyWriting,
        ["DELETE /admin/v1/orgs/{orgId}/policies/{policyId}"] = PolicyWriting,
        ["POST /admin/v1/orgs/{orgId}/policies/{policyId}/resources"] = PolicyWriting,
        ["PUT /admin/v1/orgs/{orgId}/policies/{policyId}/resources/{resourceId}"] = PolicyWriting,
        ["DELETE /admin/v1/orgs/{orgId}/policies/{policyId}/resources/{resourceId}"] = PolicyWriting,
        ["GET /admin/v1/orgs/{orgId}/policies/{policyId}/validate"] = PolicyWriting,
        ["GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users"] = "Deprecated, and gone after 2027-06-30: the search replaces it.",
        ["GET /admin/v2/orgs/{orgId}/directories/{directoryId}/groups"] = "Deprecated, and gone after 2027-06-30: the search replaces it.",
        ["GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users/stats"] = "No command asks for a total by kind: Get-AtlassianUser and Group-Object give it, of any property.",
        ["GET /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/stats"] = "No command asks for a total by kind: Get-AtlassianGroup and Group-Object give it, of any property.",
        ["PUT /scim/directory/{directoryId}/Users/{userId}"] = WholeRecords,
        ["PUT /scim/directory/{directoryId}/Groups/{id}"] = WholeRecords,
        ["GET /scim/directory/{directoryId}/ResourceTypes/User"] = OneByOne,
        ["GET /scim/directory/{directoryId}/ResourceTypes/Group"] = OneByOne,
        ["GET /scim/directory/{directoryId}/Schemas/urn:ietf:params:scim:schemas:core:2.0:User"] = OneByOne,
        ["GET /scim/directory/{directoryId}/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group"] = OneByOne,
        ["GET /scim/directory/{directoryId}/Schemas/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] = OneByOne,
    };

    private const string PolicyWriting = "These policies govern products and data, not people; they are read only.";
    private const string WholeRecords = "It clears what is left out: the commands change single attributes with PATCH.";
    private const string OneByOne = "The list has everything that it has.";

    private static string Root => ApiContract.RepositoryRoot();

    [ContractFact]
    public async Task The_page_of_the_coverage_is_what_the_documents_and_the_commands_make_of_it()
    {
        ApiContract contract = await ApiContract.LoadAsync();
        string made = Page(contract);
        string path = Path.Combine(Root, "docs", "coverage.md");
        if (Environment.GetEnvironmentVariable("ATLASSIANADMIN_WRITE_COVERAGE") == "1")
            await File.WriteAllTextAsync(path, made);

        Assert.Equal(made, (await File.ReadAllTextAsync(path)).Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [ContractFact]
    public async Task Every_operation_has_a_command_or_a_reason_and_every_reason_an_operation()
    {
        ApiContract contract = await ApiContract.LoadAsync();
        Dictionary<string, string[]> commands = Commands(contract);

        Assert.Equal(77, commands.Count);
        Assert.Empty(commands.Where(each => each.Value.Length == 0).Select(each => each.Key).Except(LeftOut.Keys));
        Assert.Empty(LeftOut.Keys.Except(commands.Where(each => each.Value.Length == 0).Select(each => each.Key)));
    }

    [ContractFact]
    public async Task The_tests_that_the_page_names_use_one_of_the_commands()
    {
        Dictionary<string, string[]> commands = Commands(await ApiContract.LoadAsync());
        List<string> faults = [];
        foreach ((string operation, string[] names) in commands.Where(each => each.Value.Length > 0))
        {
            string file = Path.Combine(Root, "pester", ProofOf(operation) + ".Tests.ps1");
            string text = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
            if (!names.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
                faults.Add($"{operation}: {ProofOf(operation)}.Tests.ps1 uses none of {string.Join(", ", names)}.");
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static string Page(ApiContract contract)
    {
        var page = new StringBuilder();
        page.Append("# Coverage of Atlassian's API\n\n");
        page.Append("Every operation of Atlassian's documents for organizations (2026-08-21), user management (2026-08-15) and user provisioning (2023-08-08), ");
        page.Append("with the commands that send it and the test that drives it through one of them, or why it stays out. ");
        page.Append("Each exchange with the sandbox is held against these documents too (`tests/AtlassianAdmin.Sandbox.Tests/Contract`). ");
        page.Append("A test makes this page: it is not edited by hand.\n\n");
        page.Append("## What no document of these three has\n\n");
        page.Append("- Which authentication policy holds for a person: the path is known (`POST /admin/control/v1/orgs/{orgId}/users/auth-policies/bulk-fetch`). ");
        page.Append("The sources disagree about its body (`accountIds`, `userIds`), and no two of them tell its answer. So no command sends it.\n");
        page.Append("- Moving people between authentication policies, and service accounts, wait until Atlassian documents them.\n");
        page.Append("- API tokens and keys of the organization, SCIM links and Jira sites have commands of their own. Their requests stand on the page of each command.\n");
        page.Append("\n## Account ids in a path\n\n");
        page.Append("An account id such as `712020:5b10…` is sent in a path with its colon as it is: RFC 3986 (section 3.3) allows that, and every other client that we know sends it so. ");
        page.Append("What else is not plain in a value is percent-encoded, so that no value can change the path. In a query the colon is `%3A`. The sandbox takes both forms.\n");
        foreach ((string title, string prefix) in new[] { ("Organizations", "/admin/v"), ("User management", "/users/"), ("User provisioning", "/scim/") })
        {
            page.Append("\n## ").Append(title).Append("\n\n| operation | commands | test |\n|---|---|---|\n");
            foreach ((string operation, string[] commands) in Commands(contract).Where(each => PathOf(each.Key).StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(each => PathOf(each.Key), StringComparer.Ordinal).ThenBy(each => each.Key, StringComparer.Ordinal))
            {
                page.Append(LeftOut.TryGetValue(operation, out string? reason)
                    ? $"| `{operation}` | none | {reason} |\n"
                    : $"| `{operation}` | {Shown(commands)} | `pester/{ProofOf(operation)}.Tests.ps1` |\n");
            }
        }

        return page.ToString();
    }

    private static string Shown(string[] commands) => commands.Length <= ShownCommands
        ? string.Join(", ", commands)
        : $"{string.Join(", ", commands.Take(ShownCommands))} and others";

    private static string PathOf(string operation) => operation[(operation.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static string ProofOf(string operation) => Proofs.First(proof => operation.StartsWith(proof.Operation, StringComparison.Ordinal)).File;

    /// <summary>The commands of each operation of the vendor's documents: those whose page names its request.</summary>
    private static Dictionary<string, string[]> Commands(ApiContract contract)
    {
        (string Command, string Request)[] requests = [.. Directory.EnumerateFiles(Path.Combine(Root, "docs", "cmdlets"), "*.md").Order(StringComparer.Ordinal)
            .SelectMany(file => Requests(File.ReadAllText(file)).Select(request => (Path.GetFileNameWithoutExtension(file), request)))];
        return contract.Operations.Select(operation => operation.Name).Where(IsOfVendor).Distinct().ToDictionary(
            name => name,
            name => requests.Where(each => each.Request == Blank(name)).Select(each => each.Command).Distinct().Order(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
    }

    private static readonly string[] Prefixes = ["/admin/v", "/users/", "/scim/"];

    private static bool IsOfVendor(string operation) =>
        Prefixes.Any(prefix => PathOf(operation).StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The requests that a page names in full.</summary>
    private static IEnumerable<string> Requests(string page) =>
        Request().Matches(page).Select(match => Blank(match.Groups["request"].Value));

    /// <summary>The operation with <c>{}</c> for every value, and for the <c>-</c> that stands for any directory.</summary>
    private static string Blank(string operation) => Variable().Replace(operation, "/{}");

    [GeneratedRegex("`(?<request>(GET|POST|PUT|PATCH|DELETE) /[^`? ]+)")]
    private static partial Regex Request();

    [GeneratedRegex(@"/(\{[^}]*\}|-)(?=/|$)")]
    private static partial Regex Variable();
}
