using System.IO;
using System.Security;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests;

/// <summary>A simulated organization with a client, and a folder for what is written.</summary>
internal sealed class Company : IDisposable
{
    private readonly ApiKey _key;

    public Company(SandboxOptions? options = null)
    {
        Sandbox = new SandboxOrganization(options ?? new SandboxOptions { UserCount = 60 });
        using var secret = new SecureString();
        foreach (char c in Sandbox.ApiKey)
            secret.AppendChar(c);
        _key = ApiKey.From(secret);
        Client = new AdminClient(new AdminClientOptions(_key, Sandbox.OrganizationId, new Uri("https://sandbox.invalid/"))
        {
            Network = () => new SandboxHandler(Sandbox),
        });
        Folder = Directory.CreateTempSubdirectory("offboarding").FullName;
    }

    public SandboxOrganization Sandbox { get; }

    public AdminClient Client { get; }

    public ChangeGuard Guard { get; init; } = new();

    public string Folder { get; }

    public string JournalPath => Path.Combine(Folder, "journal.jsonl");

    public ConnectedClients Clients => new(Client);

    public ChangeRunner Runner(IChangeJournal? journal = null) => new(Guard, "Company", Client.Options.Clock, journal);

    public Subject Person(string email)
    {
        SandboxPerson person = Sandbox.Find(email)!;
        return new Subject(email, person.AccountId, person.Email, person.Name);
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
        Client.Dispose();
        _key.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
