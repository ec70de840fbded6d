using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Invites people to the organization, with roles and groups. What was not given to whom is told person by person.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianUserInvitation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(UserInvitationResult))]
public sealed class NewAtlassianUserInvitationCommand : WriteCmdlet
{
    private readonly List<Change> _changes = [];
    private readonly List<Change> _batch = [];
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    private InvitationRunner? _runner;
    private IReadOnlyList<InvitedRole>? _roles;
    private List<string>? _groupIds;

    /// <summary>E-mail addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("EmailAddress")]
    [AllowEmptyString]
    public string[] Email { get; set; } = [];

    /// <summary>The role to give on each resource.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [KnownValues(typeof(Role), nameof(AtlassianAdmin.Client.Roles.Role.OfInvitations))]
    public string Role { get; set; } = "atlassian/user";

    /// <summary>The products to give the role on: ARIs, workspace objects, or host and product.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference[]? Resource { get; set; }

    /// <summary>The groups to add to, by name, id or object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    /// <summary>Sends an e-mail; without it the service sends none.</summary>
    [Parameter]
    public SwitchParameter SendNotification { get; set; }

    /// <summary>The text of that e-mail.</summary>
    [Parameter]
    public string? NotificationText { get; set; }

    private protected override IReadOnlyList<Change> Changes => _changes;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        AdminClient client = Client;
        _runner = new InvitationRunner(client, Used.Guard, Used.DisplayName, Used.Journal);
        if (Resource is null && MyInvocation.BoundParameters.ContainsKey(nameof(Role)))
            Fail(new AdminException(ErrorCode.ResourceNotFound, ("detail", "-Role was given without -Resource, and a role is given on a product")));
        if (Resource is not null)
        {
            _roles = Run(() => ReferenceResolver.ResourcesAsync(client, Resource, GiveUp))!
                .Select(r => new InvitedRole { Resource = r, Role = Role }).ToList();
        }

        if (Group is not null)
        {
            List<Group> groups = Run(() => ResolveAsync(client, Group));
            if (groups.Select(g => GroupLock.Objection(g)).FirstOrDefault(o => o is not null) is { } locked)
                Fail(locked);
            _groupIds = groups.Select(g => g.GroupId).ToList();
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string email in Email.Select(e => e.Trim()))
        {
            Change change = _runner!.NotStarted(email);
            _changes.Add(change);
            try
            {
                if (Objection(email) is { } objection)
                    throw objection;

                // An address that comes twice is one person.
                if (!_seen.Add(email))
                    continue;
                if (Ask($"Invite {email} to {Used.DisplayName}", "Invite", email, "an invitation", out ShouldProcessReason reason))
                    _batch.Add(change);
                else if (reason == ShouldProcessReason.WhatIf)
                    change.Outcome = ChangeOutcome.WhatIf;
            }
            catch (AdminException e)
            {
                change.Fail(ChangeOutcome.Failed, e);
                WriteError(e.ToErrorRecord(email));
            }

            if (_batch.Count == UserInvitation.LargestBatch)
                Send();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Send();
        base.EndProcessing();
    }

    private AdminException? Objection(string email)
    {
        var identity = new UserIdentity(email);
        return identity.Email is null
            ? new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? $"'{identity.Input}' is no e-mail address"))
            : Used.Guard.Objection(email, "an invitation");
    }

    private void Send()
    {
        if (_batch.Count == 0)
            return;
        Change[] batch = _batch.ToArray();
        _batch.Clear();
        var invitation = new UserInvitation
        {
            Roles = _roles,
            GroupIds = _groupIds,
            SendNotification = SendNotification,
            NotificationText = NotificationText,
        };
        IReadOnlyList<UserInvitationResult> results = Await(Begin(() => _runner!.RunAsync(invitation, batch, GiveUp)));
        foreach (Change change in batch)
        {
            if (results.FirstOrDefault(r => string.Equals(r.Email, change.Input, StringComparison.OrdinalIgnoreCase)) is { } result)
                WriteObject(result);
            if (change.Failure is { } failure)
                WriteError(failure.ToErrorRecord(change.Input));
            else if (change.Outcome == ChangeOutcome.AlreadyInState)
                WriteVerbose($"{change.Input} has everything that this invitation gives, and was not invited again.");
        }
    }

    private async Task<List<Group>> ResolveAsync(AdminClient client, GroupReference[] references)
    {
        var groups = new List<Group>();
        foreach (GroupReference reference in references)
            groups.Add(await ReferenceResolver.GroupAsync(client, reference, directoryId: null, GiveUp).ConfigureAwait(false));
        return groups;
    }
}
