using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Groups;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Organizations;

/// <summary>Invites people to the organization, with roles and groups. What was not given to whom is told person by person.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianUserInvitation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(UserInvitationResult))]
public sealed class NewAtlassianUserInvitationCommand : ConnectedCmdlet
{
    private readonly List<string> _batch = [];

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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        AdminClient client = Client;
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
            var identity = new UserIdentity(email);
            string what = $"Invite {email} to {Used.DisplayName}";
            AdminException? objection = identity.Email is null
                ? new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? $"'{identity.Input}' is no e-mail address"))
                : Used.Guard.Objection(email, "an invitation");
            try
            {
                if (objection is not null)
                    throw objection;
                if (Ask(what, "Invite", email, "an invitation", out _))
                    _batch.Add(email);
            }
            catch (AdminException e)
            {
                WriteError(e.ToErrorRecord(email));
            }

            if (_batch.Count == UserInvitation.LargestBatch)
                Send();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Send();

    private void Send()
    {
        if (_batch.Count == 0)
            return;
        string[] emails = _batch.Where(IsAdmitted).ToArray();
        _batch.Clear();
        if (emails.Length == 0)
            return;
        AdminClient client = Client;
        var invitation = new UserInvitation
        {
            Emails = emails,
            Roles = _roles,
            GroupIds = _groupIds,
            SendNotification = SendNotification,
            NotificationText = NotificationText,
        };
        try
        {
            Change[] recorded = emails.Select(e => new Change(e, "Invite", Used.DisplayName) { Email = e, Route = "Organization" }).ToArray();
            IReadOnlyList<UserInvitationResult> results = Await(Begin(() =>
                Used.Journal.SendAsync(recorded, () => client.Users.InviteAsync(invitation, GiveUp), _ => 1)));
            foreach (UserInvitationResult result in results)
                Write(result);
            foreach (string email in emails.Where(e => !results.Any(r => string.Equals(r.Email, e, StringComparison.OrdinalIgnoreCase))))
                WriteError(new AdminException(ErrorCode.InvitationIncomplete, ("account", email), ("detail", "the answer does not mention it")).ToErrorRecord(email));
        }
        catch (AdminException e)
        {
            // One request carried them all, so it failed for each of them.
            foreach (string email in emails)
                WriteError(e.ToErrorRecord(email));
        }
    }

    // One too many must not keep the others from being invited.
    private bool IsAdmitted(string email)
    {
        try
        {
            Used.Guard.Admit(email, "an invitation");
            return true;
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(email));
            return false;
        }
    }

    private void Write(UserInvitationResult result)
    {
        WriteObject(result);
        if (!result.Succeeded)
        {
            WriteError(new AdminException(
                ErrorCode.InvitationIncomplete, ("account", result.Email), ("detail", string.Join("; ", result.Failures))).ToErrorRecord(result.Email));
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
