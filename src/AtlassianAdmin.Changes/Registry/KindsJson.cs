using System.Text.Json;
using System.Text.Json.Serialization;
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

/// <summary>What every kind is made of, for the readers and writers of journals and plans.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DisableAccount))]
[JsonSerializable(typeof(EnableAccount))]
[JsonSerializable(typeof(DeleteAccount))]
[JsonSerializable(typeof(CancelDeletion))]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(SetEmail))]
[JsonSerializable(typeof(AddressState))]
[JsonSerializable(typeof(SetProfile))]
[JsonSerializable(typeof(ProfileState))]
[JsonSerializable(typeof(RevokeToken))]
[JsonSerializable(typeof(TokenState))]
[JsonSerializable(typeof(RevokeAllTokens))]
[JsonSerializable(typeof(TokenListState))]
[JsonSerializable(typeof(SuspendInDirectory))]
[JsonSerializable(typeof(ResumeInDirectory))]
[JsonSerializable(typeof(RemoveFromDirectory))]
[JsonSerializable(typeof(SuspendAccess))]
[JsonSerializable(typeof(ResumeAccess))]
[JsonSerializable(typeof(RemoveAccess))]
[JsonSerializable(typeof(DirectoryState))]
[JsonSerializable(typeof(Invite))]
[JsonSerializable(typeof(InvitationState))]
[JsonSerializable(typeof(GroupMembership))]
[JsonSerializable(typeof(MembershipState))]
[JsonSerializable(typeof(CreateGroup))]
[JsonSerializable(typeof(DeleteGroup))]
[JsonSerializable(typeof(GroupState))]
[JsonSerializable(typeof(GroupRole))]
[JsonSerializable(typeof(GroupRoleState))]
[JsonSerializable(typeof(UserRole))]
[JsonSerializable(typeof(RoleState))]
[JsonSerializable(typeof(DisableByScim))]
[JsonSerializable(typeof(EnableByScim))]
[JsonSerializable(typeof(SetScimUserActive))]
[JsonSerializable(typeof(ScimUserState))]
[JsonSerializable(typeof(SetScimUser))]
[JsonSerializable(typeof(ScimAttributeState))]
[JsonSerializable(typeof(DeleteScimUser))]
[JsonSerializable(typeof(CreateScimUser))]
[JsonSerializable(typeof(ScimGroupMembership))]
[JsonSerializable(typeof(SetScimGroupMembers))]
[JsonSerializable(typeof(CreateScimGroup))]
[JsonSerializable(typeof(DeleteScimGroup))]
[JsonSerializable(typeof(ScimGroupState))]
[JsonSerializable(typeof(UnlinkScim))]
[JsonSerializable(typeof(UnlinkAllScim))]
[JsonSerializable(typeof(DeleteScimRecord))]
[JsonSerializable(typeof(ScimLinkState))]
[JsonSerializable(typeof(SiteGroupMembership))]
[JsonSerializable(typeof(RevokeApiKey))]
[JsonSerializable(typeof(ApiKeyState))]
internal sealed partial class KindsJson : JsonSerializerContext
{
    private static readonly JsonSerializerOptions Shown = new()
    {
        TypeInfoResolver = new KindsJson(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Adds the kinds to what a file is made of.</summary>
    public static IJsonTypeInfoResolver And(IJsonTypeInfoResolver file) =>
        JsonTypeInfoResolver.Combine(file, new KindsJson()).WithAddedModifier(OperationKinds.Describe);

    /// <summary>What is asked, as <c>Name=value; …</c>.</summary>
    public static string Detail(OperationSpec spec)
    {
        JsonElement written = JsonSerializer.SerializeToElement(spec, Shown.GetTypeInfo(spec.GetType()));
        return string.Join("; ", Pairs(written, ""));
    }

    private static IEnumerable<string> Pairs(JsonElement element, string prefix) => element.EnumerateObject().SelectMany(p =>
        p.Value.ValueKind == JsonValueKind.Object ? Pairs(p.Value, p.Name + ".") : [$"{prefix}{p.Name}={p.Value}"]);
}
