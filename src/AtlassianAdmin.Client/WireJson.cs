using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Policies;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client;

/// <summary>The source-generated reader and writer of everything that goes over the wire.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UserProfileReply))]
[JsonSerializable(typeof(UserProfileUpdate))]
[JsonSerializable(typeof(List<UserApiToken>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(EmailBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(Single<Organization>))]
[JsonSerializable(typeof(Page<Organization>))]
[JsonSerializable(typeof(Page<Directory>))]
[JsonSerializable(typeof(Page<Domain>))]
[JsonSerializable(typeof(Single<Domain>))]
[JsonSerializable(typeof(Page<ManagedAccount>))]
[JsonSerializable(typeof(Page<User>))]
[JsonSerializable(typeof(Single<User>))]
[JsonSerializable(typeof(UserSearch))]
[JsonSerializable(typeof(SearchCount))]
[JsonSerializable(typeof(UserActivityPage))]
[JsonSerializable(typeof(UserInvitation))]
[JsonSerializable(typeof(Page<UserInvitationResult>))]
[JsonSerializable(typeof(Page<Workspace>))]
[JsonSerializable(typeof(WorkspaceSearch))]
[JsonSerializable(typeof(UserRoleBody))]
[JsonSerializable(typeof(Page<RoleAssignment>))]
[JsonSerializable(typeof(GroupSearch))]
[JsonSerializable(typeof(Page<Group>))]
[JsonSerializable(typeof(Single<Group>))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(MembershipBody))]
[JsonSerializable(typeof(GroupRoleBody))]
[JsonSerializable(typeof(Page<AuditEvent>))]
[JsonSerializable(typeof(Single<AuditEvent>))]
[JsonSerializable(typeof(Page<AuditEventAction>))]
[JsonSerializable(typeof(Page<Policy>))]
[JsonSerializable(typeof(Single<Policy>))]
[JsonSerializable(typeof(Page<ApiToken>))]
[JsonSerializable(typeof(Page<OrganizationApiKey>))]
[JsonSerializable(typeof(SiteUser))]
[JsonSerializable(typeof(List<SiteUser>))]
[JsonSerializable(typeof(List<SiteGroup>))]
[JsonSerializable(typeof(SitePage<SiteGroup>))]
[JsonSerializable(typeof(SitePage<SiteUser>))]
[JsonSerializable(typeof(FoundGroups))]
[JsonSerializable(typeof(TenantInfo))]
[JsonSerializable(typeof(ScimList<ScimUser>))]
[JsonSerializable(typeof(ScimList<ScimGroup>))]
[JsonSerializable(typeof(ScimList<ScimSchema>))]
[JsonSerializable(typeof(ScimList<ScimResourceType>))]
[JsonSerializable(typeof(ScimServiceConfiguration))]
[JsonSerializable(typeof(ScimPatchBody))]
[JsonSerializable(typeof(List<ScimValue>))]
[JsonSerializable(typeof(List<ScimMember>))]
[JsonSerializable(typeof(ScimLinks))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>The context to use: names in every script travel as they are, not as escapes.</summary>
    public static WireJson Wire { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
