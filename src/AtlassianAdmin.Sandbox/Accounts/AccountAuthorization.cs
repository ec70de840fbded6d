using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>What every user-management operation asks first: is the key good for it, is there such an account, is it ours.</summary>
internal static class AccountAuthorization
{
    /// <summary>Passes a call on.</summary>
    /// <param name="people">The people.</param>
    /// <param name="call">The call.</param>
    /// <param name="accountId">The account that it names.</param>
    /// <param name="answer">What answers it.</param>
    /// <param name="needsBody">False where a body may be left out altogether.</param>
    public static SandboxReply Pass(
        PeopleStore people, SandboxCall call, string accountId, Func<SandboxPerson, SandboxReply> answer, bool needsBody = true)
    {
        if (call.Key == KeyKind.Rejected)
            return SandboxErrors.Unauthorized();
        if (call.Key == KeyKind.Scoped)
            return AccountErrors.InsufficientScope();
        if (call.Request.Method is "POST" or "PUT" or "PATCH" && !call.HasJsonBody && (needsBody || !call.HasNoBody))
            return SandboxErrors.UnsupportedMediaType(call);
        if (people.ById(accountId) is not { } person)
            return AccountErrors.AccountNotFound();
        if (call.Key == KeyKind.OtherOrganization || !person.IsManaged)
            return AccountErrors.NotManaged();
        if (person.Kind == SandboxPersonKind.Unverified)
            return AccountErrors.TargetUnverified();
        return answer(person);
    }
}
