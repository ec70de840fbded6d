using System.Collections.Generic;
using static AtlassianAdmin.ModuleFiles.Views.Column;

namespace AtlassianAdmin.ModuleFiles.Views;

/// <summary>The views of every type that a cmdlet returns, or that a returned object shows.</summary>
internal static class ViewList
{
    public static IReadOnlyList<View> All { get; } =
    [
        new("Change")
        {
            Table =
            [
                Property("Outcome", 14), Property("Person"), Property("Target", 10), Property("Before", 8), Property("After", 8),
                Property("ErrorCode"),
            ],
            List =
            [
                "Input", "AccountId", "ScimUserId", "Email", "Name", "Organization", "Action", "Target", "TargetId", "Route", "Outcome",
                "Before", "After", "Verified", "ErrorCode", "ErrorMessage", "RecommendedAction", "Attempts", "Duration",
            ],
        },
        new("JournaledChange")
        {
            Table =
            [
                Property("Number", 6), Time("StartedAt", 12, format: "MM-dd HH:mm"), Property("Outcome", 14), Property("Action", 13),
                Property("Person", 19), Property("Target", 10), Yielding("ErrorCode"),
            ],
            List =
            [
                "Number", "StartedAt", "EndedAt", "Operator", "Reason", "Ticket", "PlanDigest", "ApprovedBy", "ApprovedAt", "RunId",
                "RunKind", "Step", "Undoes",
                "Input", "AccountId", "ScimUserId", "Email", "Name", "Organization", "Action", "Target", "TargetId", "Route", "Outcome",
                "Before", "After", "Verified", "ErrorCode", "ErrorMessage", "RecommendedAction", "Attempts", "RequestIds", "Duration",
            ],
        },
        new("User")
        {
            Table = [Property("Name", 20), Property("Email"), Property("Status", 12), Property("ClaimStatus", 11)],
            List =
            [
                "AccountId", "Email", "Name", "Nickname", "Status", "AccountStatus", "MembershipStatus", "ClaimStatus", "ManagementSource",
                "EmailVerified", "MfaEnabled", "JobTitle", "Department", "Organization", "Location", "TimeZone", "AddedToOrg",
                "DeactivatedOn", "PlatformRoles",
            ],
        },
        new("ManagedAccount")
        {
            Table = [Property("Name", 20), Property("Email"), Property("AccountStatus", 13), Day("LastActive", 10)],
            List = ["AccountId", "Email", "Name", "AccountStatus", "AccountType", "AccessBillable", "LastActive", "ProductAccess"],
        },
        new("UserProfile")
        {
            Table = [Property("Name", 20), Property("Email", 30), Property("AccountStatus", 13), Property("JobTitle")],
            List =
            [
                "AccountId", "Email", "Name", "Nickname", "AccountStatus", "AccountType", "TimeZone", "Locale", "JobTitle", "Organization",
                "Department", "Location", "NotMentionable", "Picture",
            ],
        },
        new("UserApiToken")
        {
            GroupBy = Property("Person"),
            Table = [Property("Label", 20), Day("LastAccess", 10), Day("Expiry", 10), Property("TokenId")],
            List = ["TokenId", "Label", "AccountId", "Email", "Name", "CreatedAt", "LastAccess", "Expiry"],
        },
        new("UserPermission")
        {
            GroupBy = Property("Person"),
            Wraps = true,
            Table = [Property("Privilege", 20), Property("Field", 12), Property("Allowed", 7), Property("Reason")],
            List = ["AccountId", "Email", "Name", "Privilege", "Field", "Allowed", "Reason", "Remedy", "ErrorCode", "ReasonKey"],
        },
        new("Organization")
        {
            Table = [Property("Name", 34), Property("OrganizationId")],
            List = ["Name", "OrganizationId"],
        },
        new("Directory")
        {
            Table = [Property("Name", 34), Property("DirectoryId")],
            List = ["Name", "DirectoryId", "Icon"],
        },
        new("PersonSummary")
        {
            Table = [Property("Person", 27), Property("Result", 15), Property("Asked", 20), Property("ErrorCode")],
            List =
            [
                "Input", "AccountId", "Email", "Name", "Organization", "Asked", "Result", "Changes", "Done", "Verified", "ErrorCode", "Why", "NextStep",
                "StartedAt", "EndedAt", "IsOpen",
            ],
        },
        new("JournalCheck")
        {
            Wraps = true,
            Table = [Property("IsIntact", 8), Property("Lines", 7), Joined("Faults", 40, "; "), Property("Path")],
            List = ["Path", "IsIntact", "Lines", "TornLines", "Faults", "LastHash", "Detail"],
        },
        new("JournalFault")
        {
            Wraps = true,
            Table = [Property("Line", 7), Property("Kind", 11), Property("Message")],
            List = ["Line", "Kind", "Message"],
        },
        new("ConnectionCheck")
        {
            Wraps = true,
            Table = [Property("Status", 7), Property("Check", 20), Property("Detail")],
            List = ["Check", "Status", "Detail", "ErrorCode", "RecommendedAction"],
        },
        new("AtlassianConnection")
        {
            Table = [Property("Name", 20), Property("DisplayName", 28), Property("ReadOnly", 8), Property("KeySource")],
            List =
            [
                "Name", "DisplayName", "OrganizationId", "BaseUri", "KeySource", "KeyShape", "KeyExpiresOn", "Operator", "ReadOnly", "RequiredApproval",
                "MaxChanges", "PeopleChanged", "ProtectedAccounts", "JournalPath", "ScimDirectoryId", "ScimKeySource", "ThrottleLimit", "MaxWaitSeconds",
                "IsSandbox", "IsClosed",
            ],
        },
        new("AtlassianSandbox")
        {
            Table = [Property("Uri", 26), Property("UserCount", 9), Property("OrganizationId")],
            List = ["Uri", "Port", "OrganizationId", "ScimDirectoryId", "UserCount"],
        },
        new("AtlassianAdminKey")
        {
            Table = [Property("SecretName", 18), Property("VaultName", 12), Day("ExpiresOn", 10), Property("OrganizationId")],
            List = ["SecretName", "VaultName", "OrganizationId", "ExpiresOn", "DaysLeft"],
        },
        new("Group")
        {
            Table = [Property("Name", 46), Property("ManagedBy", 13), Property("IsLocked", 8), Number("UserCount", 9), Yielding("GroupId")],
            List =
            [
                "GroupId", "Name", "Description", "DirectoryId", "ManagedBy", "ExternalSynced", "Modifiable", "Deletable", "IsLocked",
                "UserCount", "ResourceCount",
            ],
        },
        new("RoleAssignment")
        {
            Table = [Property("Holder", 29), Joined("Roles", 26), Property("ResourceOwner", 22), Yielding("ResourceId")],
            List =
            [
                "AccountId", "GroupId", "Email", "Name", "Roles", "Methods", "ResourceOwner", "ResourceId", "DirectoryId",
                "UserDirectoryStatus", "DefaultRole",
            ],
        },
        new("InactiveUser")
        {
            Table = [Property("Person", 27), Property("Reason", 15), Number("InactiveDays", 12), Property("Confidence", 10), Joined("Seats")],
            List =
            [
                "AccountId", "Email", "Name", "Status", "IsManaged", "Reason", "Why", "Confidence", "LastSeen", "LastActive",
                "LastTokenUse", "AddedToOrg", "InactiveDays", "Seats", "GuardBillable", "DataAsOf", "DataAge",
            ],
        },
        new("UserOverview")
        {
            Text = "Text",
            Table = [Property("Name", 20), Property("Email"), Property("Status", 12), Property("IsManaged", 9)],
            List =
            [
                "AccountId", "Email", "Name", "Status", "AccountStatus", "IsManaged", "ManagedBy", "MfaEnabled", "EmailVerified", "AddedToOrg",
                "DeactivatedOn", "LastActive", "Directories", "Groups", "Roles", "Products", "Tokens", "ScimRecords", "Events", "Commands", "NotRead",
            ],
        },
        new("OverviewCommand")
        {
            Wraps = true,
            Table = [Property("Command", 30), Property("WouldChange", 11), Property("Effect")],
            List = ["Command", "WouldChange", "Effect", "ErrorCode", "RecommendedAction"],
        },
        new("OverviewGroup")
        {
            Table = [Property("Name", 40), Joined("Gives")],
            List = ["Name", "GroupId", "Gives"],
        },
        new("OverviewDirectory")
        {
            Table = [Property("Name", 25), Property("MembershipStatus", 16), Property("DirectoryId")],
            List = ["Name", "DirectoryId", "MembershipStatus"],
        },
        new("UserComparison")
        {
            Wraps = true,
            Table = [Property("Difference", 14), Property("Person", 26), Property("Status", 11), Property("Detail")],
            List =
            [
                "Difference", "Detail", "Input", "AccountId", "Email", "Name", "Status", "IsManaged", "ReferenceEmail", "ReferenceName", "AddedToOrg",
            ],
        },
        new("IdleSeatCount")
        {
            Table =
            [
                Property("Product", 24), Property("Site", 31), Number("Seats", 5), Number("High", 4), Number("Medium", 6), Number("Low", 4),
                Yielding("ResourceId"),
            ],
            List = ["Product", "Site", "ResourceId", "Seats", "High", "Medium", "Low"],
        },
        new("CredentialExposure")
        {
            Table = [Property("Kind", 8), Property("Label", 16), Property("Person", 24), Day("ExpiresAt", 10), Property("Risk")],
            List =
            [
                "Kind", "Label", "TokenId", "ApiKeyId", "Status", "AccountId", "Email", "Name", "Risk", "Why", "CreatedAt", "LastActiveAt",
                "ExpiresAt", "RecommendedAction",
            ],
        },
        new("UserActivity")
        {
            Table = [Property("Person", 30), Time("LastActive", 17), Time("CompleteUntil", 17), Joined("Products")],
            List = ["AccountId", "Email", "Name", "LastActive", "Products", "AddedToOrg", "CompleteUntil"],
        },
        new("Workspace")
        {
            Table =
            [
                Property("Name", 16), Property("TypeKey", 17), Property("HostUrl", 26), Number("Usage", 7), Number("Capacity", 9),
                Yielding("ResourceId"),
            ],
            List = ["ResourceId", "Name", "Type", "TypeKey", "HostUrl", "Status", "Capacity", "Usage", "CreatedAt"],
        },
        new("Domain")
        {
            Table = [Property("Name", 34), Property("ClaimStatus", 14), Property("ClaimType")],
            List = ["DomainId", "Name", "ClaimStatus", "ClaimType", "IsVerified"],
        },
        new("UserInvitationResult")
        {
            Table = [Property("Email", 34), Property("Succeeded", 9), Joined("Failures", 34, "; "), Yielding("AccountId")],
            List = ["AccountId", "Email", "Succeeded", "Failures"],
        },
        new("AuditEvent")
        {
            Table = [Time("Time", 20, "yyyy-MM-dd HH:mm:ss"), Property("Action", 22), Property("Actor"), Joined("Targets")],
            List =
            [
                "EventId", "Time", "ProcessedAt", "Action", "ActorId", "ActorName", "ActorEmail", "Targets", "TargetIds", "TargetNames", "TargetEmails",
                "IPAddress", "Place", "Message",
            ],
        },
        new("AuditEventAction")
        {
            Table = [Property("Action", 30), Property("DisplayName", 30), Property("Group")],
            List = ["Action", "DisplayName", "Group"],
        },
        new("Policy")
        {
            Table = [Property("Name", 51), Property("Type", 16), Property("Status", 10), Yielding("PolicyId")],
            List = ["PolicyId", "Name", "Type", "Status", "Values", "ResourceIds", "CreatedAt", "UpdatedAt"],
        },
        new("ApiToken")
        {
            Table =
            [
                Property("Person", 28), Property("Label", 16), Property("Status", 9), Day("LastActiveAt", 12), Day("ExpiresAt", 10),
                Yielding("TokenId"),
            ],
            List = ["TokenId", "Label", "Status", "AccountId", "Email", "Name", "CreatedAt", "LastActiveAt", "ExpiresAt"],
        },
        new("OrganizationApiKey")
        {
            Table = [Property("Label", 22), Property("CreatedByEmail", 32), Day("LastActiveAt", 12), Day("ExpiresAt", 10), Yielding("ApiKeyId")],
            List =
            [
                "ApiKeyId", "Label", "CreatedById", "CreatedByName", "CreatedByEmail", "CreatedAt", "LastActiveAt", "ExpiresAt", "Scopes",
            ],
        },
        new("AtlassianSite")
        {
            Table = [Property("DisplayName", 26), Property("Email", 26), Property("ReadOnly", 8), Property("TokenSource")],
            List =
            [
                "Host", "Email", "AccountId", "Name", "BaseUri", "IsScoped", "IsSandbox", "TokenSource", "TokenShape", "Operator",
                "ReadOnly", "MaxChanges", "PeopleChanged", "ProtectedAccounts", "ThrottleLimit", "MaxWaitSeconds", "IsClosed",
            ],
        },
        new("SiteUser")
        {
            Table = [Property("Email", 42), Property("Name", 29), Property("Active", 6), Yielding("AccountId")],
            List = ["AccountId", "Email", "Name", "Active", "AccountType", "TimeZone", "Locale"],
        },
        new("SiteGroup")
        {
            Table = [Property("Name", 40), Property("GroupId")],
            List = ["GroupId", "Name"],
        },
        new("Plan")
        {
            Text = "Text",
            Table =
            [
                Time("CreatedAt", 17), Number("PlannedCount", 12), Number("NothingToDoCount", 16), Number("RefusedCount", 12),
                Property("Ticket", 18), Yielding("Digest"),
            ],
            List =
            [
                "PlanId", "Kind", "Digest", "CreatedAt", "CreatedBy", "OrganizationId", "Organization", "Message", "Reason", "Ticket", "MaxChanges",
                "RequestedSteps", "PlannedCount", "NothingToDoCount", "CannotBeDoneCount", "RefusedCount", "WaitingCount", "StageCount", "RequestCount", "Approval",
                "People", "Steps", "Worklist",
            ],
        },
        new("PlanApproval")
        {
            Table = [Property("Signer", 61), Time("SignedAt", 17), Yielding("Thumbprint")],
            List = ["Signer", "Thumbprint", "SignedAt", "Chain", "IsTrusted", "TrustProblem", "PlanDigest", "SignaturePath"],
        },
        new("PlanPerson")
        {
            Table =
            [
                Property("Decision", 12), Property("Person", 22), Property("Status", 12), Number("StepCount", 9), Day("WaitsUntil", 10),
                Joined("Findings"),
            ],
            List =
            [
                "Input", "AccountId", "ScimUserId", "Noun", "Email", "Name", "Decision", "IsOpen", "ErrorCode", "Status", "IsManaged", "Owner", "Directories", "Groups",
                "Roles", "TokenCount", "ScimLinks", "LastActive", "WaitsUntil", "Findings", "Steps", "Worklist",
            ],
        },
        new("PlanStep")
        {
            Table = [Property("StepId", 7), Property("Person", 26), Property("CanBeUndone", 11), Property("Effect")],
            List =
            [
                "StepId", "Stage", "Action", "Route", "AccountId", "Email", "Name", "Target", "Effect", "Precondition", "After", "Seen", "CanBeUndone", "Inverse",
                "GroupId", "GroupName",
            ],
        },
        new("WorklistItem")
        {
            Wraps = true,
            Table = [Property("Provider", 14), Property("Person", 24), Property("Task"), Property("Group", 16)],
            List = ["Provider", "Email", "Name", "Task", "Group", "ScimUserId", "AccountId"],
        },
        new("ScimUser")
        {
            Table = [Property("UserName", 32), Property("Active", 6), Property("Name", 18), Property("AccountId")],
            List =
            [
                "ScimUserId", "AccountId", "UserName", "ExternalId", "Email", "Name", "GivenName", "FamilyName", "Active", "JobTitle",
                "Department", "Organization", "TimeZone", "Locale", "Groups", "Created", "LastModified", "Version",
            ],
        },
        new("ScimGroup")
        {
            Table = [Property("Name", 30), Number("MemberCount", 11), Property("ScimGroupId")],
            List = ["ScimGroupId", "Name", "ExternalId", "Members", "Created", "LastModified", "Version"],
        },
        new("ScimLink")
        {
            Table = [Property("Person"), Property("ScimUserId", 36)],
            List = ["ScimUserId", "ScimDirectoryId", "AccountId", "Email", "Name", "OrganizationId"],
        },
        new("ScimSchema")
        {
            Table = [Property("Name", 16), Joined("Attributes")],
            List = ["SchemaId", "Name", "Description", "Attributes"],
        },
    ];
}
