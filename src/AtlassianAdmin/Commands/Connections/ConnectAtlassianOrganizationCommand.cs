using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Reviews.Reports;

namespace AtlassianAdmin.Commands.Connections;

/// <summary>Connects to an organization. Until it succeeds, no organization is connected, not even the one before.</summary>
[Cmdlet(VerbsCommunications.Connect, "AtlassianOrganization", DefaultParameterSetName = "Default")]
[OutputType(typeof(AtlassianConnection))]
public sealed class ConnectAtlassianOrganizationCommand : KeySourceCmdlet
{
    internal const int MostAtOnce = 256;
    internal const int LongestWait = 86400;

    /// <summary>The name under which -Connection finds it; without it, the organization's.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>How many requests may be in flight at once.</summary>
    [Parameter]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The longest wait for the rate limit, in seconds.</summary>
    [Parameter]
    [WholeNumber]
    public int MaxWaitSeconds { get; set; } = 900;

    /// <summary>Refuses every change on this connection, before anything is sent.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>The most different people that this connection may change; 0 for no limit.</summary>
    [Parameter]
    [WholeNumber]
    public int MaxChanges { get; set; }

    /// <summary>People that this connection never changes.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public UserIdentity[]? ProtectedIdentity { get; set; } = [];

    /// <summary>Keeps a record of every change of this connection in that file, with the state before.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Why the changes are made; kept in the journal only.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>The ticket of the changes; kept in the journal only.</summary>
    [Parameter]
    public string? Ticket { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A connection that fails must leave none: what follows in a script would hit the organization before.
        State.ClearCurrent();
        AdminClient? client = null;
        KeySource? source = null;
        JournalWriter? writer = null;
        try
        {
            WholeNumberAttribute.Check("-ThrottleLimit", ThrottleLimit, 1, MostAtOnce);
            WholeNumberAttribute.Check("-MaxWaitSeconds", MaxWaitSeconds, 0, LongestWait);
            WholeNumberAttribute.Check("-MaxChanges", MaxChanges, 0, int.MaxValue);
            source = TakeKey();
            string organizationId = OrganizationId ?? source.OrganizationId ?? Discover(source);
            client = new AdminClient(Options(source, organizationId, ThrottleLimit, MaxWaitSeconds));
            string? organizationName = Probe(client);
            var guard = new ChangeGuard(ReadOnly, MaxChanges, Protect(client));
            string name = (string.IsNullOrWhiteSpace(Name) ? null : Name) ?? organizationName ?? client.Options.OrganizationId!;

            // The connection whose place this one takes may hold the same journal.
            State.Close(name);
            writer = JournalPath is null ? null : JournalWriter.Open(SessionPath.FileOf(this, JournalPath, ErrorCode.JournalUnusable));
            RunJournal? journal = writer?.Start(new JournalRun
            {
                Kind = JournalRunKind.Connection,
                StartedAt = DateTimeOffset.UtcNow,
                OrganizationId = client.Options.OrganizationId!,
                Organization = AtlassianConnection.DisplayNameOf(organizationName, client.Options.OrganizationId!, source.Sandbox is not null),
                Operator = JournalRun.CurrentOperator,
                Reason = Reason,
                Ticket = Ticket,
            });
            IDisposable[] owned = writer is null ? [] : [writer];
            var connection = new AtlassianConnection(
                name, client.Options.OrganizationId!, organizationName, source.Description, source.Sandbox is not null, client, guard, owned)
            {
                KeyExpiresOn = source.ExpiresOn,
                Journal = journal,
                Sandbox = source.Sandbox,
            };
            ConnectScim(connection);
            State.Open(connection);
            if (AdminKeyVault.ExpiryWarning(source.ExpiresOn, DateTimeOffset.UtcNow) is { } warning)
                WriteWarning(warning);
            if (PassThru)
                WriteObject(connection);
        }
        catch (AdminException e)
        {
            writer?.Dispose();
            client?.Dispose();
            source?.Key.Dispose();
            Fail(e);
        }
    }

    /// <summary>Only an unusable key fails the connection; whatever else is wrong may be passing, or not needed.</summary>
    private string? Probe(AdminClient client)
    {
        try
        {
            return Await(Begin(() => client.Organizations.GetAsync(GiveUp))).Name;
        }
        catch (AdminException e) when (e.Definition.Kind != ErrorKind.AuthenticationError)
        {
            WriteWarning($"{e.Message} {e.Remedy}");
            return null;
        }
    }

    private void ConnectScim(AtlassianConnection connection)
    {
        if (TakeScimKey() is not { } scim)
            return;
        ScimClient? client = null;
        try
        {
            ScimClient made = client = scim.CreateClient(connection.Client.Options, ScimDirectoryId);
            if (ScimKeySource.Warning(made, Await(Begin(() => ScimKeySource.ProbeAsync(made, GiveUp)))) is { } warning)
                WriteWarning(warning);
            connection.ConnectScim(made, scim.Description);
        }
        catch
        {
            client?.Dispose();
            scim.Key.Dispose();
            throw;
        }
    }

    private string Discover(KeySource source)
    {
        using var client = new AdminClient(Options(source, organizationId: null));
        List<Organization> seen = Await(Begin(() => Paging.ToListAsync(client.Organizations.ListAsync(GiveUp))));
        if (seen.Count == 1)
            return seen[0].OrganizationId;
        throw new AdminException(ErrorCode.OrganizationNotFound, ("organization", seen.Count == 0
            ? "none was given, and the key names none (as Atlassian often does although the key is good)"
            : $"none was given, and the key names several ({string.Join(", ", seen.Select(o => $"{o.OrganizationId} {o.Name}"))})"));
    }

    private IReadOnlyList<string> Protect(AdminClient client)
    {
        // Nothing where people were meant protects nobody, and is refused like anybody who cannot be found.
        UserIdentity[] meant = (ProtectedIdentity ?? [null!]).Select(i => i ?? new UserIdentity("")).ToArray();
        if (meant.Length == 0)
            return [];
        ProtectedPeople people = Await(Begin(() => ProtectedPeople.FindAsync(client, meant, GiveUp)));
        foreach (string doubt in people.Doubts)
            WriteWarning(doubt);
        return people.AccountIds;
    }
}
