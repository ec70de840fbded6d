using System.Globalization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Makes a group in the connected SCIM directory. Its name cannot be changed later.</summary>
/// <param name="GroupName">The name.</param>
/// <param name="ExternalId">The identity provider's own id of the group; null for none.</param>
/// <param name="Members">Its first members, by their SCIM ids; null for none.</param>
public sealed record CreateScimGroup(string GroupName, string? ExternalId, IReadOnlyList<string>? Members) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new CreateScimGroupOperation(this, subject, clients);
}

internal sealed class CreateScimGroupOperation(CreateScimGroup spec, Subject subject, ConnectedClients clients)
    : CreationOperation<ScimGroupState, ScimGroup>(spec, subject)
{
    public override string Action => "CreateScimGroup";

    public override string Gerund => "creating";

    public override string Route => "Scim";

    public override string Target => spec.GroupName;

    public override string Noun => "SCIM group";

    public override Touched Touches => spec.Members is { Count: > 0 } ? Touched.Members : Touched.Nobody;

    public override string Effect => $"Create the SCIM group {Target}{(spec.Members is { } members ? $" with {members.Count.ToString(CultureInfo.InvariantCulture)} members" : "")}";

    internal override AdminException? Violation => base.Violation ?? (clients.Scim is null ? new AdminException(ErrorCode.ScimNotConnected, ("action", Gerund)) : null);

    internal override string? ExclusiveTarget => spec.GroupName;

    internal override async Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken)
    {
        await foreach (ScimGroup group in clients.Scim!.Groups.ListAsync(ScimFilter.DisplayName(spec.GroupName), cancellationToken).ConfigureAwait(false))
            return ScimGroupOperation.Name(new AdminException(ErrorCode.GroupExists), group.Name ?? spec.GroupName);
        return null;
    }

    internal override Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken) =>
        ScimAccounts.OfRecordsAsync(clients, spec.Members ?? [], cancellationToken);

    private protected override Task<ScimGroup> CreateAsync(CancellationToken cancellationToken) =>
        clients.Scim!.Groups.CreateAsync(spec.GroupName, spec.ExternalId, spec.Members, cancellationToken);

    private protected override AdminException Explain(AdminException refusal) => ScimGroupOperation.Name(refusal, spec.GroupName);

    private protected override Completion Read(ScimGroup made) => new() { TargetId = made.ScimGroupId, After = ScimGroupState.Of(made) };

    private protected override Inverse InverseWithoutState() => Inverse.None("a group that was made is not deleted by undoing; Remove-AtlassianScimGroup deletes it");
}
