using System.IO;
using System.Net.Http;
using System.Security;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests;

/// <summary>A simulated organization with a client, and a folder for what is written.</summary>
internal sealed class Company : IDisposable
{
    private readonly ApiKey _key;
    private readonly ApiKey _scimKey;

    // An address of its own: the limits of a key are kept by host for the whole process.
    public Company(SandboxOptions? options = null, Func<HttpMessageHandler, HttpMessageHandler>? network = null)
    {
        Sandbox = new SandboxOrganization(options ?? new SandboxOptions { UserCount = 60 });
        _key = KeyOf(Sandbox.ApiKey);
        _scimKey = KeyOf(Sandbox.ScimApiKey);
        Client = new AdminClient(new AdminClientOptions(_key, Sandbox.OrganizationId, new Uri($"https://{Guid.NewGuid():N}.sandbox.invalid/"))
        {
            Network = () => network is null ? new SandboxHandler(Sandbox) : network(new SandboxHandler(Sandbox)),
        });
        Scim = new ScimClient(Client.Options.With(_scimKey), Sandbox.ScimDirectoryId);
        Folder = Directory.CreateTempSubdirectory("offboarding").FullName;
    }

    public SandboxOrganization Sandbox { get; }

    public AdminClient Client { get; }

    public ChangeGuard Guard { get; init; } = new();

    public string Folder { get; }

    public string JournalPath => Path.Combine(Folder, "journal.jsonl");

    public ScimClient Scim { get; }

    public ConnectedClients Clients => new(Client);

    public ConnectedClients ScimClients => new(Client, Scim);

    public ChangeRunner Runner(IChangeJournal? journal = null) => new(Guard, "Company", Client.Options.Clock, journal);

    public Subject Person(string email)
    {
        SandboxPerson person = Sandbox.Find(email)!;
        return new Subject(email, person.AccountId, person.Email, person.Name);
    }

    /// <summary>The record of a person in the SCIM directory.</summary>
    public async Task<Subject> RecordAsync(string email) =>
        Person(email) with { ScimUserId = (await new ScimUserFinder(Client.Provisioning, Scim.Users).FindAsync(email)).ScimUserId };

    internal static ApiKey KeyOf(string text)
    {
        using var secret = new SecureString();
        foreach (char c in text)
            secret.AppendChar(c);
        return ApiKey.From(secret);
    }

    public JournalRun NewRun(JournalRunKind kind = JournalRunKind.Connection) => new()
    {
        Kind = kind,
        StartedAt = DateTimeOffset.UtcNow,
        OrganizationId = Sandbox.OrganizationId,
        Organization = Sandbox.Name,
        Operator = "tester@here",
        Reason = "Left the company",
        Ticket = "HR-1",
    };

    public IReadOnlyList<JournaledChange> Journal() => ChangeJournal.Read(JournalPath).Changes;

    public void Dispose()
    {
        Scim.Dispose();
        Client.Dispose();
        _key.Dispose();
        _scimKey.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
