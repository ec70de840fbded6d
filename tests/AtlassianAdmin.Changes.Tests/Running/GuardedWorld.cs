using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>A simulated organization with its SCIM directory and a site, where every request is written down.</summary>
internal sealed class GuardedWorld : IDisposable
{
    private readonly List<ApiKey> _keys = [];
    private readonly Recorder _recorder;

    /// <param name="showsAccounts">False where SCIM records do not tell their accounts.</param>
    public GuardedWorld(bool showsAccounts = true)
    {
        _recorder = new Recorder(new SandboxHandler(Sandbox), showsAccounts);
        Admin = new AdminClient(Options(Sandbox.ApiKey));
        Scim = new ScimClient(Admin.Options.With(Key(Sandbox.ScimApiKey)), Sandbox.ScimDirectoryId);
        Site = new SiteClient(Options(Sandbox.PersonalToken, $"https://{Sandbox.SiteHosts[0]}/"), Sandbox.AdminEmail);
    }

    public SandboxOrganization Sandbox { get; } = new(new SandboxOptions { UserCount = 60 });

    public AdminClient Admin { get; }

    public ScimClient Scim { get; }

    public SiteClient Site { get; }

    public ConnectedClients Clients => new(Admin, Scim);

    public ConnectedClients SiteClients => new(Site);

    /// <summary>The requests so far, as method and path.</summary>
    public IReadOnlyList<string> Requests => _recorder.Requests;

    /// <summary>Those that change something.</summary>
    public IEnumerable<string> Writes => Requests.Where(r => !r.StartsWith("GET ", StringComparison.Ordinal) && !IsSearch(r));

    public Subject Person(string email)
    {
        SandboxPerson person = Sandbox.Find(email)!;
        return new Subject(email, person.AccountId, person.Email, person.Name);
    }

    public async Task<ScimUser> RecordAsync(string userName) =>
        (await Paging.ToListAsync(Scim.Users.ListAsync(ScimFilter.UserName(userName)))).Single();

    public void Forget() => _recorder.Forget();

    public void Dispose()
    {
        Site.Dispose();
        Scim.Dispose();
        Admin.Dispose();
        _keys.ForEach(k => k.Dispose());
    }

    private static bool IsSearch(string request) =>
        request.EndsWith("/search", StringComparison.Ordinal) || request.EndsWith("/get-scim-links-for-email", StringComparison.Ordinal) || request.EndsWith("/workspaces", StringComparison.Ordinal);

    private AdminClientOptions Options(string key, string address = "https://sandbox.invalid/") =>
        new(Key(key), Sandbox.OrganizationId, new Uri(address)) { Network = () => _recorder };

    private ApiKey Key(string text)
    {
        ApiKey key = ApiKey.From(new NetworkCredential("", text).SecurePassword);
        _keys.Add(key);
        return key;
    }

    private sealed class Recorder(HttpMessageHandler inner, bool showsAccounts) : DelegatingHandler(inner)
    {
        private readonly List<string> _requests = [];

        public IReadOnlyList<string> Requests
        {
            get
            {
                lock (_requests)
                    return _requests.ToArray();
            }
        }

        public void Forget()
        {
            lock (_requests)
                _requests.Clear();
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_requests)
                _requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            HttpResponseMessage reply = await base.SendAsync(request, cancellationToken);
            if (showsAccounts || !request.RequestUri!.AbsolutePath.StartsWith("/scim/", StringComparison.Ordinal) || !reply.IsSuccessStatusCode)
                return reply;
            byte[] body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
            if (body.Length == 0)
                return reply;
            JsonNode json = JsonNode.Parse(body)!;
            Strip(json);
            foreach (JsonNode? record in json["Resources"]?.AsArray() ?? [])
                Strip(record!);
            reply.Content = new StringContent(json.ToJsonString(), System.Text.Encoding.UTF8, "application/scim+json");
            return reply;
        }

        private static void Strip(JsonNode record)
        {
            foreach (string name in record.AsObject().Select(p => p.Key).Where(k => k.Contains("atlassian", StringComparison.OrdinalIgnoreCase)).ToList())
                record.AsObject().Remove(name);
        }

        protected override void Dispose(bool disposing)
        {
            // Several clients share what is behind it.
            base.Dispose(disposing: false);
        }
    }
}
