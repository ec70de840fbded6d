using System.Text.Json;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>The lifecycle part of the user-management API: disable, enable, delete, cancel the deletion.</summary>
internal sealed class LifecycleRoutes
{
    private readonly PeopleStore _people;
    private readonly bool _conflicts;

    public LifecycleRoutes(PeopleStore people, bool conflicts)
    {
        _people = people;
        _conflicts = conflicts;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("POST", "/users/{}/manage/lifecycle/disable", Disable),
        new("POST", "/users/{}/manage/lifecycle/enable", Enable),
        new("POST", "/users/{}/manage/lifecycle/delete", Delete),
        new("POST", "/users/{}/manage/lifecycle/cancel-delete", CancelDelete),
    ];

    private SandboxReply Disable(SandboxCall call, string[] values) => Pass(call, values, person =>
    {
        // The vendor declares its body as required, and its clients leave it out.
        string? message = null;
        if (!call.HasNoBody && !TryReadMessage(call.Request.Body, out message))
            return AccountErrors.BodyParseFailure();
        return Move(person, Privilege.LifecycleEnablement, () => person.Lifecycle switch
        {
            Lifecycle.Active => Set(call, AuditAction.UserDeactivated, person, SandboxReply.NoContent, state => state with
            {
                Lifecycle = Lifecycle.Disabled,
                DeactivatedOn = call.Now,
                DisableMessage = message,
            }),
            Lifecycle.Closed => Closed(person),
            _ => Unchanged(person, SandboxReply.NoContent, "alreadyInactive", "The account is already deactivated."),
        });
    });

    private SandboxReply Enable(SandboxCall call, string[] values) => Pass(call, values, person =>
        Move(person, Privilege.LifecycleEnablement, () => person.Lifecycle switch
        {
            Lifecycle.Active => Unchanged(person, SandboxReply.NoContent, "alreadyActive", "The account is already active."),
            Lifecycle.Disabled => Set(call, AuditAction.UserActivated, person, SandboxReply.NoContent, Reactivated),
            Lifecycle.PendingDeletion => AccountErrors.LifecycleConflict(
                person.AccountId, "pendingDeletion", "The account is going to be deleted: cancel the deletion first."),
            _ => Closed(person),
        }));

    private SandboxReply Delete(SandboxCall call, string[] values) => Pass(call, values, person =>
    {
        SandboxReply done = Message($"AccountId {person.AccountId} has been deleted.");
        return Move(person, Privilege.LifecycleDelete, () => person.Lifecycle switch
        {
            Lifecycle.Closed => Closed(person),
            Lifecycle.PendingDeletion => Unchanged(person, done, "alreadyDeleted", "The account is already going to be deleted."),
            _ => Set(call, AuditAction.DeletionScheduled, person, done, state => state with
            {
                Lifecycle = Lifecycle.PendingDeletion,
                DeactivatedOn = state.DeactivatedOn ?? call.Now,
                DeletedOn = call.Now + SandboxPeople.GracePeriod,
            }),
        });
    });

    /// <summary>No 409 is documented here. An account that is not going to be deleted is left as it is, with a success: a guess that suits a call which sets a state.</summary>
    private SandboxReply CancelDelete(SandboxCall call, string[] values) => Pass(call, values, person =>
    {
        SandboxReply done = Message($"The deletion of AccountId {person.AccountId} has been cancelled.");
        return Move(person, Privilege.LifecycleDelete, () => person.Lifecycle switch
        {
            Lifecycle.Closed => AccountErrors.NotFound(),
            Lifecycle.PendingDeletion when person.Kind == SandboxPersonKind.ExportControlled =>
                Set(call, AuditAction.DeletionCancelled, person, done, state => state with { Lifecycle = Lifecycle.Disabled, DeletedOn = null }),
            Lifecycle.PendingDeletion => Set(call, AuditAction.DeletionCancelled, person, done, Reactivated),
            _ => done,
        });
    });

    private SandboxReply Pass(SandboxCall call, string[] values, Func<SandboxPerson, SandboxReply> answer) =>
        AccountAuthorization.Pass(_people, call, values[0], answer, needsBody: false);

    private SandboxReply Move(SandboxPerson person, string privilege, Func<SandboxReply> move)
    {
        PermissionRule rule = AccountRules.For(person, privilege);
        return rule.Allowed ? _people.Exclusively(move) : AccountErrors.ForbiddenAction(rule);
    }

    private SandboxReply Set(
        SandboxCall call, AuditAction action, SandboxPerson person, SandboxReply reply, Func<PersonState, PersonState> change)
    {
        _people.Change(person, change);
        call.Record(action, person.AuditTarget);
        return reply;
    }

    private SandboxReply Unchanged(SandboxPerson person, SandboxReply reply, string code, string message) =>
        _conflicts ? AccountErrors.LifecycleConflict(person.AccountId, code, message) : reply;

    private static SandboxReply Closed(SandboxPerson person) =>
        AccountErrors.LifecycleConflict(person.AccountId, "closed", "The account was deleted for good.");

    private static PersonState Reactivated(PersonState state) => state with
    {
        Lifecycle = Lifecycle.Active,
        DeactivatedOn = null,
        DeletedOn = null,
        DisableMessage = null,
    };

    private static SandboxReply Message(string text) =>
        SandboxReply.Json(200, SandboxJson.Write(new MessageBody { Message = text }));

    private static bool TryReadMessage(ReadOnlyMemory<byte> body, out string? message)
    {
        message = null;
        try
        {
            MessageBody? read = JsonSerializer.Deserialize(body.Span, WireJson.Wire.MessageBody);
            message = read?.Message;
            return read is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
