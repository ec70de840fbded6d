using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;

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
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Name { get; set; }

    /// <summary>How many requests may be in flight at once.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The longest wait for the rate limit, in seconds.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int MaxWaitSeconds { get; set; } = 900;

    /// <summary>Refuses every change on this connection, before anything is sent.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>Refuses every change outside a plan that one of these has approved: a thumbprint, or a subject whose certificate this machine trusts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? RequireApproval { get; set; }

    /// <summary>The most different people that this connection may change; 0 for no limit.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int MaxChanges { get; set; }

    /// <summary>People that this connection never changes.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? ProtectedIdentity { get; set; } = [];

    /// <summary>Keeps a record of every change of this connection in that file, with the state before.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Why the changes are made; kept in the journal only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Reason { get; set; }

    /// <summary>The ticket of the changes; kept in the journal only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Ticket { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A connection that fails must leave none: what follows in a script would hit the organization before.
        State.ClearCurrent();
        try
        {
            Connect();
        }
        catch (AdminException e)
        {
            Fail(e);
        }
    }

    private void Connect()
    {
        WholeNumberAttribute.Check("-ThrottleLimit", ThrottleLimit, 1, MostAtOnce);
        WholeNumberAttribute.Check("-MaxWaitSeconds", MaxWaitSeconds, 0, LongestWait);
        WholeNumberAttribute.Check("-MaxChanges", MaxChanges, 0, int.MaxValue);
        TakenSecret secret = TakeKey();
        using var opened = new Opened();
        opened.Push(secret);
        string organizationId = OrganizationId ?? secret.Facts.OrganizationId ?? Discover(secret);
        var client = new AdminClient(Options(secret, organizationId, ThrottleLimit, MaxWaitSeconds));
        opened.Push(client);
        string? organizationName = Probe(client, secret);
        // Errors name it as people know it.
        client.Options.OrganizationName = organizationName;
        var guard = new ChangeGuard(ReadOnly, MaxChanges, Protect(client), RequireApproval is null ? null : new RequiredApproval(RequireApproval));
        string name = (string.IsNullOrWhiteSpace(Name) ? null : Name) ?? organizationName ?? client.Options.OrganizationId!;

        // The connection whose place this one takes may hold the same journal.
        State.Close(name);
        JournalWriter? writer = JournalPath is null ? null : JournalWriter.Open(SessionPath.FileOf(this, JournalPath, ErrorCode.JournalUnusable));
        if (writer is not null)
            opened.Push(writer);
        if (writer?.Warning is { } damage)
            WriteWarning(damage);
        RunJournal? journal = writer?.Start(new JournalRun
        {
            Kind = JournalRunKind.Connection,
            StartedAt = DateTimeOffset.UtcNow,
            OrganizationId = client.Options.OrganizationId!,
            Organization = AtlassianConnection.DisplayNameOf(organizationName, client.Options.OrganizationId!, secret.Sandbox is not null),
            Operator = SessionOperator.Of(SessionState),
            Reason = Reason,
            Ticket = Ticket,
        });
        var connection = new AtlassianConnection(
            name, client.Options.OrganizationId!, organizationName, secret.Description, secret.Sandbox is not null, client, guard, writer is null ? [] : [writer])
        {
            Operator = SessionOperator.Of(SessionState),
            KeyExpiresOn = secret.Facts.ExpiresOn,
            Journal = journal,
            Sandbox = secret.Sandbox,
        };
        // All of it is the connection's from here on.
        opened.Clear();
        opened.Push(connection);
        ConnectScim(connection);
        // Before it is the current one: a warning can stop the command.
        if (AdminKeyVault.ExpiryWarning(secret.Facts.ExpiresOn, DateTimeOffset.UtcNow) is { } warning)
            WriteWarning(warning);
        State.Add(connection);
        opened.Clear();
        if (PassThru)
            WriteObject(connection);
    }

    private string? Probe(AdminClient client, TakenSecret secret)
    {
        OrganizationProbe.Finding found = Await(Begin(() => OrganizationProbe.AskAsync(client, secret.Sandbox is null, GiveUp)));
        if (found.Warning is not null)
            WriteWarning(found.Warning);
        return found.Name;
    }

    private void ConnectScim(AtlassianConnection connection)
    {
        if (TakeScimKey() is not { } secret)
            return;
        ScimConnection scim = ScimConnection.Open(secret, connection.Client.Options, ScimDirectoryId);
        connection.ConnectScim(scim);
        if (Await(Begin(() => scim.ProbeAsync(GiveUp))) is { } warning)
            WriteWarning(warning);
    }

    private string Discover(TakenSecret secret)
    {
        using var client = new AdminClient(Options(secret, organizationId: null));
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
        WriteWarnings(people.Doubts);
        return people.AccountIds;
    }
}
