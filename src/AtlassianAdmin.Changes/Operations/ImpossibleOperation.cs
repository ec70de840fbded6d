namespace AtlassianAdmin.Changes.Operations;

/// <summary>A change that cannot be made because something it names does not exist: it fails for each person it was asked for, and sends nothing.</summary>
internal sealed class ImpossibleOperation : AccountOperation
{
    private readonly AdminException _fault;

    public ImpossibleOperation(string action, AdminException fault, string route = "Directory")
    {
        Action = action;
        Route = route;
        _fault = fault;
        Route = route;
    }

    public override string Action { get; }

    public override string Route { get; }

    public override string Gerund => Action;

    internal override AdminException? Fault => _fault;

    internal override Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken) => throw NeverSent();

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) => throw NeverSent();

    internal override bool IsReached(AccountState state) => throw NeverSent();

    private static InvalidOperationException NeverSent() => new("A change with a fault is not sent.");
}
