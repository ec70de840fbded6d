using System.Diagnostics;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Invitations;

/// <summary>
/// Sends invitations and tells the truth about what became of each person. Who has everything already is not invited again, so that a
/// run can be repeated with the same list.
/// </summary>
public sealed class InvitationRunner
{
    private const string Active = "active";

    private readonly AdminClient _client;
    private readonly ChangeGuard _guard;
    private readonly string _organization;
    private readonly IChangeJournal? _journal;

    /// <summary>Makes a runner.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="organization">How change objects name the organization.</param>
    /// <param name="journal">Keeps a record of what is sent; null for none.</param>
    public InvitationRunner(AdminClient client, ChangeGuard guard, string organization, IChangeJournal? journal = null)
    {
        _client = client;
        _guard = guard;
        _organization = organization;
        _journal = journal;
    }

    /// <summary>An invitation that was not sent yet.</summary>
    /// <param name="email">Whom to invite.</param>
    public Change NotStarted(string email) => new(email, "Invite", _organization) { Email = email, Route = "Organization" };

    /// <summary>Sends one request for those who need it. Never throws for what concerns these people: their changes tell it.</summary>
    /// <param name="invitation">To what they are invited; its addresses are not looked at.</param>
    /// <param name="changes">Who, 1 to 25.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the service answered about each person that was sent.</returns>
    public async Task<IReadOnlyList<UserInvitationResult>> RunAsync(
        UserInvitation invitation, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        List<Change> sent = [];
        try
        {
            await SettleThoseInsideAsync(invitation, changes, ChangeOutcome.AlreadyInState, cancellationToken).ConfigureAwait(false);
            sent = changes.Where(c => c.Outcome == ChangeOutcome.Skipped && IsAdmitted(c)).ToList();
            if (sent.Count == 0)
                return [];
            return await _journal.SendAsync(sent, () => SendAsync(invitation, sent, cancellationToken), _ => 1).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            // One request carried them all, so it failed for each of them.
            if (e.IsAmbiguous)
                await ReadBackAsync(invitation, sent, cancellationToken).ConfigureAwait(false);
            foreach (Change change in changes.Where(c => c.Verified is null && (c.Outcome == ChangeOutcome.Skipped || sent.Contains(c))))
                change.Fail(e.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, e.With(("account", change.Input)));
            return [];
        }
        catch (RequestStoppedException e)
        {
            foreach (Change change in sent)
                change.AsUnknown(e.MayHaveArrived);
            return [];
        }
        finally
        {
            foreach (Change change in changes)
                change.Duration = watch.Elapsed;
        }
    }

    private async Task<IReadOnlyList<UserInvitationResult>> SendAsync(UserInvitation invitation, List<Change> sent, CancellationToken cancellationToken)
    {
        IReadOnlyList<UserInvitationResult> results =
            await _client.Users.InviteAsync(invitation.For(sent.ConvertAll(c => c.Input)), cancellationToken).ConfigureAwait(false);
        foreach (Change change in sent)
            Tell(change, results.FirstOrDefault(r => string.Equals(r.Email, change.Input, StringComparison.OrdinalIgnoreCase)));
        return results;
    }

    private static void Tell(Change change, UserInvitationResult? result)
    {
        change.Attempts = 1;
        change.AccountId = result?.AccountId ?? "";
        if (result is null)
        {
            change.Fail(ChangeOutcome.Unknown, Incomplete(change, "the answer does not mention it"));
        }
        else if (!result.Succeeded)
        {
            string missing = result.Failures.Count > 0 ? string.Join("; ", result.Failures) : "the service gave no account";
            change.Fail(result.GaveSomething ? ChangeOutcome.Changed : ChangeOutcome.Failed, Incomplete(change, missing));
        }
        else
        {
            change.Outcome = ChangeOutcome.Changed;
        }
    }

    private static AdminException Incomplete(Change change, string detail) =>
        new(ErrorCode.InvitationIncomplete, ("account", change.Input), ("detail", detail));

    // One too many must not keep the others from being invited.
    private bool IsAdmitted(Change change)
    {
        try
        {
            _guard.Admit(change.Input, "an invitation");
            return true;
        }
        catch (AdminException e)
        {
            change.Fail(ChangeOutcome.Failed, e);
            return false;
        }
    }

    /// <summary>After an ambiguous failure the truth is read, not assumed.</summary>
    private async Task ReadBackAsync(UserInvitation invitation, IReadOnlyList<Change> sent, CancellationToken cancellationToken)
    {
        try
        {
            await SettleThoseInsideAsync(invitation, sent, ChangeOutcome.Changed, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            // Those whose state could not be read stay unknown.
        }
    }

    private async Task SettleThoseInsideAsync(
        UserInvitation invitation, IReadOnlyList<Change> changes, ChangeOutcome outcome, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, IReadOnlyList<User>> found =
            await _client.Organizations.FindByEmailAsync(changes.Select(c => c.Input).ToList(), cancellationToken).ConfigureAwait(false);
        foreach (Change change in changes)
        {
            if (!found.TryGetValue(change.Input, out IReadOnlyList<User>? people) || people.Count != 1 || people[0].Status != Active)
                continue;
            change.AccountId = people[0].AccountId;
            change.Name = people[0].Name;
            if (!await HasEverythingAsync(invitation, change.AccountId, cancellationToken).ConfigureAwait(false))
                continue;
            change.Prove(outcome);
        }
    }

    private async Task<bool> HasEverythingAsync(UserInvitation invitation, string accountId, CancellationToken cancellationToken)
    {
        if (invitation.Roles is { Count: > 0 } wanted)
        {
            List<RoleAssignment> held = await Paging.ToListAsync(_client.Users.GetRolesAsync(accountId, cancellationToken)).ConfigureAwait(false);
            if (!wanted.All(w => held.Any(h => string.Equals(h.ResourceId, w.Resource, StringComparison.OrdinalIgnoreCase) && h.Roles.Contains(w.Role))))
                return false;
        }

        if (invitation.GroupIds is not { Count: > 0 } groupIds)
            return true;
        var search = new GroupSearch { AccountIds = [accountId], Limit = OrganizationsClient.LargestPage };
        List<Group> groups = await Paging.ToListAsync(_client.Groups.SearchAsync(search, cancellationToken)).ConfigureAwait(false);
        return groupIds.All(id => groups.Any(g => string.Equals(g.GroupId, id, StringComparison.OrdinalIgnoreCase)));
    }
}
