namespace AtlassianAdmin.Changes.Operations;

/// <summary>One kind of change to one account.</summary>
public abstract class AccountOperation : ChangeOperation
{
    internal override bool ChangesPerson => true;

    internal override AdminException? Objection(AccountState state, string accountId) =>
        state.Is(AccountState.Closed) ? new AdminException(ErrorCode.AccountClosed, ("account", accountId), ("action", Gerund)) : null;

    internal override AdminException? Explain(AdminException refusal, AccountState state, string accountId) =>
        refusal.Code is ErrorCode.Conflict or ErrorCode.ActionForbidden or ErrorCode.AccountNotFound or ErrorCode.RequestRejected or ErrorCode.NotOrganizationAdmin
            ? Objection(state, accountId)
            : null;
}
