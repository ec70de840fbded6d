using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.ApiAccess;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Changes.Operations.Site;

namespace AtlassianAdmin.Changes.Registry;

/// <summary>Every kind of change that there is: what journals and plans can hold, and whom each touches.</summary>
public static class OperationKinds
{
    private const string Discriminator = "kind";

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<OperationKind> All { get; } =
    [
        Kind<DisableAccount, AccountState>("Disable", Touched.Person),
        Kind<EnableAccount, AccountState>("Enable", Touched.Person),
        Kind<DeleteAccount, AccountState>("Delete", Touched.Person),
        Kind<CancelDeletion, AccountState>("CancelDeletion", Touched.Person),
        Kind<SetEmail, AddressState>("SetEmail", Touched.Person),
        Kind<SetProfile, ProfileState>("SetProfile", Touched.Person),
        Kind<RevokeToken, TokenState>("RevokeToken", Touched.Person),
        Several<RevokeAllTokens>("RevokeAllTokens", Touched.Person),
        Kind<SuspendInDirectory, DirectoryState>("SuspendInDirectory", Touched.Person),
        Kind<ResumeInDirectory, DirectoryState>("ResumeInDirectory", Touched.Person),
        Kind<RemoveFromDirectory, DirectoryState>("RemoveFromDirectory", Touched.Person),
        Several<SuspendAccess>("Suspend", Touched.Person),
        Several<ResumeAccess>("Resume", Touched.Person),
        Several<RemoveAccess>("Remove", Touched.Person),
        Kind<Invite, InvitationState>("Invite", Touched.Person),
        Kind<GroupMembership, MembershipState>("GroupMembership", Touched.Person),
        Kind<CreateGroup, GroupState>("CreateGroup", Touched.Nobody),
        Kind<DeleteGroup, GroupState>("DeleteGroup", Touched.Members),
        Kind<GroupRole, GroupRoleState>("GroupRole", Touched.Members),
        Kind<UserRole, RoleState>("UserRole", Touched.Person),
        Kind<DisableByScim, AccountState>("DisableByScim", Touched.Person),
        Kind<EnableByScim, AccountState>("EnableByScim", Touched.Person),
        Kind<SetScimUserActive, ScimUserState>("SetScimUserActive", Touched.Person),
        Kind<SetScimUser, ScimAttributeState>("SetScimUser", Touched.Person),
        Kind<DeleteScimUser, ScimUserState>("DeleteScimUser", Touched.Person),
        Kind<CreateScimUser, ScimUserState>("CreateScimUser", Touched.Person),
        Kind<ScimGroupMembership, MembershipState>("ScimGroupMembership", Touched.Person),
        Kind<SetScimGroupMembers, ScimGroupState>("SetScimGroupMembers", Touched.Members),
        Kind<CreateScimGroup, ScimGroupState>("CreateScimGroup", Touched.Members),
        Kind<DeleteScimGroup, ScimGroupState>("DeleteScimGroup", Touched.Members),
        Kind<UnlinkScim, ScimLinkState>("UnlinkScim", Touched.Person),
        Several<UnlinkAllScim>("UnlinkAllScim", Touched.Person),
        Kind<DeleteScimRecord, ScimLinkState>("DeleteScimRecord", Touched.Person),
        Kind<SiteGroupMembership, MembershipState>("SiteGroupMembership", Touched.Person),
        Kind<RevokeApiKey, ApiKeyState>("RevokeApiKey", Touched.Nobody),
    ];

    /// <summary>The kind of what is asked.</summary>
    public static OperationKind Of(OperationSpec spec) => All.First(k => k.Spec == spec.GetType());

    /// <summary>Teaches a reader and writer of JSON the kinds: what is asked bears its kind, a state the name of its type.</summary>
    internal static void Describe(JsonTypeInfo type)
    {
        if (type.Type == typeof(OperationSpec))
            type.PolymorphismOptions = Options(All.Select(k => new JsonDerivedType(k.Spec, k.Name)));
        else if (type.Type == typeof(State))
            type.PolymorphismOptions = Options(States.Select(s => new JsonDerivedType(s, s.Name.Substring(0, s.Name.Length - nameof(State).Length))));
    }

    // One that says only that there was nothing to do has no kind of its own.
    private static IEnumerable<Type> States => All.Select(k => k.State).Append(typeof(TokenListState)).OfType<Type>().Distinct();

    private static JsonPolymorphismOptions Options(IEnumerable<JsonDerivedType> types)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Discriminator };
        foreach (JsonDerivedType type in types)
            options.DerivedTypes.Add(type);
        return options;
    }

    private static OperationKind Kind<TSpec, TState>(string name, Touched touches)
        where TSpec : OperationSpec
        where TState : State =>
        new(name, typeof(TSpec), typeof(TState), touches);

    private static OperationKind Several<TSpec>(string name, Touched touches)
        where TSpec : OperationSpec =>
        new(name, typeof(TSpec), State: null, touches);
}
