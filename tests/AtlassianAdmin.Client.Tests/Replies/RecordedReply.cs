using System.IO;
using System.Text;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Replies;

/// <summary>A reply that others recorded or documented (sources: SOURCES.md beside this file), and the call that it answers.</summary>
internal sealed class RecordedReply
{
    private RecordedReply(string file, Func<ReplyReader, Task<IReadOnlyList<object>>> read, int status = 200)
    {
        File = file;
        Read = read;
        Status = status;
    }

    public string File { get; }

    public int Status { get; }

    /// <summary>Asks the question, and returns what the client makes of the reply.</summary>
    public Func<ReplyReader, Task<IReadOnlyList<object>>> Read { get; }

    public string Text => Load(File);

    public static IReadOnlyList<RecordedReply> All { get; } =
    [
        List("apikeys.json", c => c.ApiAccess.GetKeysAsync()),
        new("baton-403.json", r => r.DoAsync(c => c.Accounts.DisableAsync("x")), 403),
        new("baton-404-account.json", r => r.DoAsync(c => c.Accounts.GetProfileAsync("x")), 404),
        new("baton-404-notfound.json", r => r.DoAsync(c => c.Accounts.RevokeApiTokenAsync("x", "t")), 404),
        new("baton-409-empty.json", r => r.DoAsync(c => c.Accounts.DisableAsync("x")), 409),
        List("baton-apitokens.json", c => c.ApiAccess.GetTokensAsync()),
        new("baton-delete-ok.json", r => r.DoAsync(c => c.Accounts.DeleteAsync("x"))),
        new("baton-tcs-404.json", r => r.DoAsync(c => c.Users.GetAsync("x")), 404),
        new("baton-uam-404.json", r => r.DoAsync(c => c.Users.GetAsync("x")), 404),
        One("docs-manage.json", async c => await c.Accounts.GetPermissionsAsync("x")),
        new("docs-tokens.json", async r => [.. await r.Client.Accounts.GetApiTokensAsync("x")]),
        List("docs-users-v1-2.json", c => c.Organizations.GetManagedAccountsAsync()),
        List("docs-users-v1.json", c => c.Organizations.GetManagedAccountsAsync()),
        List("domains.json", c => c.Organizations.GetDomainsAsync()),
        List("elastic-events.json", c => c.Audit.SearchAsync(new AuditFilter())),
        new("elastic-stream-end.json", r => r.CollectAsync(c => Events(c.Audit.StreamAsync(null, null, null)))),
        List("folio-groups.json", c => c.Groups.SearchAsync(new GroupSearch())),
        List("folio-policies-1.json", c => c.Policies.ListAsync()),
        List("folio-policies-2.json", c => c.Policies.ListAsync()),
        List("folio-roles.json", c => c.Users.GetRolesAsync("x")),
        One("goatlas-org.json", async c => await c.Organizations.GetAsync()),
        List("grove-events-002.json", c => c.Audit.SearchAsync(new AuditFilter())),
        new("invite-206.json", async r => [.. await r.Client.Users.InviteAsync(new UserInvitation { Emails = ["n@example.com"] })], 206),
        new("jirajs-event-actions.json", async r => [.. await r.Client.Audit.GetActionsAsync()]),
        One("jirajs-manage-extra.json", async c => await c.Accounts.GetPermissionsAsync("x")),
        List("jirajs-orgs-empty.json", c => c.Organizations.ListAsync()),
        List("jirajs-policies.json", c => c.Policies.ListAsync()),
        List("jirajs-user-search.json", c => c.Users.SearchAsync(new UserSearch())),
        new("kb-scim-409.json", r => r.DoAsync(_ => r.Scim.Users.CreateAsync(new ScimUserUpdate { UserName = "a@b.example" })), 409),
        One("lastactive-1.json", async c => await c.Users.GetActivityAsync("x")),
        One("lastactive-empty.json", async c => await c.Users.GetActivityAsync("x")),
        new("okta-scim-401.json", r => r.DoAsync(_ => r.Scim.Users.CountAsync()), 401),
        new("scim-links.json", async r => [.. await r.Client.Provisioning.GetLinksAsync("712020:1")]),
    ];

    public static RecordedReply Of(string file) => All.Single(r => r.File == file);

    /// <summary>The files that lie beside the table.</summary>
    public static IEnumerable<string> Files =>
        typeof(RecordedReply).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal));

    public override string ToString() => File;

    private static string Load(string file)
    {
        using Stream stream = typeof(RecordedReply).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static RecordedReply List<T>(string file, Func<AdminClient, IAsyncEnumerable<T>> list)
        where T : class => new(file, r => r.CollectAsync(list));

    private static RecordedReply One(string file, Func<AdminClient, Task<object>> read) => new(file, async r => [await read(r.Client)]);

    private static async IAsyncEnumerable<AuditEvent> Events(IAsyncEnumerable<AuditPage> pages)
    {
        await foreach (AuditPage page in pages)
        {
            foreach (AuditEvent entry in page.Events)
                yield return entry;
        }
    }
}
