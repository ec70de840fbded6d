using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>What every user-management operation asks first: is the key good for it, is there such an account, is it ours.</summary>
internal static class AccountAuthorization
{
    public static SandboxReply Pass(PeopleStore people, SandboxCall call, string accountId, Func<SandboxPerson, SandboxReply> answer)
    {
        if (call.Key == KeyKind.Rejected)
            return SandboxErrors.Unauthorized();
        if (call.Key == KeyKind.Scoped)
            return AccountErrors.InsufficientScope();
        if (call.Request.Method is "POST" or "PUT" or "PATCH" && !call.HasJsonBody)
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
