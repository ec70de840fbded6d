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
                Property("Outcome", 14), FirstOf("Person", 18, "Email", "AccountId", "Input"), Property("Target", 10), Property("Before", 8),
                Property("After", 8), Property("ErrorCode"),
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
                Property("Number", 4, "No"), Time("StartedAt", 12, "Started", format: "MM-dd HH:mm"), Property("Outcome", 14),
                Property("Action", 13), FirstOf("Person", 20, "Email", "AccountId", "Input"), Property("Target", 12), Property("ErrorCode"),
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
            Table = [Property("Name", 22), Property("Email", 32), Property("Status", 12), Property("ClaimStatus")],
            List =
            [
                "AccountId", "Email", "Name", "Nickname", "Status", "AccountStatus", "MembershipStatus", "ClaimStatus", "ManagementSource",
                "EmailVerified", "MfaEnabled", "JobTitle", "Department", "Organization", "Location", "TimeZone", "AddedToOrg",
                "DeactivatedOn", "PlatformRoles",
            ],
        },
        new("ManagedAccount")
        {
            Table = [Property("Name", 22), Property("Email", 32), Property("AccountStatus", 9, "Status"), Day("LastActive")],
            List = ["AccountId", "Email", "Name", "AccountStatus", "AccountType", "AccessBillable", "LastActive", "ProductAccess"],
        },
        new("UserProfile")
        {
            Table = [Property("Name", 22), Property("Email", 32), Property("AccountStatus", 9, "Status"), Property("JobTitle")],
            List =
            [
                "AccountId", "Email", "Name", "Nickname", "AccountStatus", "AccountType", "TimeZone", "Locale", "JobTitle", "Organization",
                "Department", "Location", "NotMentionable", "Picture",
            ],
        },
        new("UserApiToken")
        {
            GroupBy = FirstOf("Person", null, "Email", "AccountId"),
            Table = [Property("Label", 20), Day("LastAccess", 10, "LastUsed"), Day("Expiry", 10, "Expires"), Property("TokenId")],
            List = ["TokenId", "Label", "AccountId", "Email", "Name", "CreatedAt", "LastAccess", "Expiry"],
        },
        new("UserPermission")
        {
            GroupBy = FirstOf("Person", null, "Email", "AccountId"),
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
            Table = [FirstOf("Person", 30, "Email", "Name", "AccountId", "Input"), Property("Result", 15), Property("Asked", 24), Property("ErrorCode")],
            List =
            [
                "Input", "AccountId", "Email", "Name", "Organization", "Asked", "Result", "Changes", "Done", "Verified", "ErrorCode", "Why", "NextStep",
                "StartedAt", "EndedAt", "IsOpen",
            ],
        },
        new("JournalCheck")
        {
            Wraps = true,
            Table = [Property("IsIntact", 8), Property("Lines", 7), Property("Faults", 40), Property("Path")],
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
            Table = [Property("Name", 20), Property("DisplayName", 28, "Organization"), Property("ReadOnly", 8), Property("KeySource")],
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
            Table = [Property("SecretName", 22), Property("VaultName", 14), Day("ExpiresOn", 10, "Expires"), Property("OrganizationId")],
            List = ["SecretName", "VaultName", "OrganizationId", "ExpiresOn", "DaysLeft"],
        },
        new("Group")
        {
            Table =
            [
                Property("Name", 34), Property("ManagedBy", 13), Property("IsLocked", 7, "Locked"), Property("UserCount", 6, "Users"),
                Property("GroupId"),
            ],
            List =
            [
                "GroupId", "Name", "Description", "DirectoryId", "ManagedBy", "ExternalSynced", "Modifiable", "Deletable", "IsLocked",
                "UserCount", "ResourceCount",
            ],
        },
        new("RoleAssignment")
        {
            Table =
            [
                FirstOf("Who", 30, "Email", "Name", "AccountId", "GroupId"), Joined("Roles", 28), Property("ResourceOwner", 18, "Product"),
                Property("ResourceId"),
            ],
            List =
            [
                "AccountId", "GroupId", "Email", "Name", "Roles", "Methods", "ResourceOwner", "ResourceId", "DirectoryId",
                "UserDirectoryStatus", "DefaultRole",
            ],
        },
        new("InactiveUser")
        {
            Table =
            [
                FirstOf("Person", 32, "Email", "AccountId"), Property("Reason", 15), Number("InactiveDays", 5, "Days"),
                Property("Confidence", 10), FromScript("Seats", null, "[string]$_.Seats"),
            ],
            List =
            [
                "AccountId", "Email", "Name", "Status", "IsManaged", "Reason", "Why", "Confidence", "LastSeen", "LastActive",
                "LastTokenUse", "AddedToOrg", "InactiveDays", "Seats", "GuardBillable", "DataAsOf", "DataAge",
            ],
        },
        new("UserOverview")
        {
            Text = "Text",
            Table = [Property("Name", 22), Property("Email", 32), Property("Status", 12), Property("IsManaged")],
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
            Table = [Property("Name", 30), Property("MembershipStatus", 16), Property("DirectoryId")],
            List = ["Name", "DirectoryId", "MembershipStatus"],
        },
        new("UserComparison")
        {
            Wraps = true,
            Table = [Property("Difference", 14), FirstOf("Person", 26, "Email", "AccountId", "Input"), Property("Status", 11), Property("Detail")],
            List =
            [
                "Difference", "Detail", "Input", "AccountId", "Email", "Name", "Status", "IsManaged", "ReferenceEmail", "ReferenceName", "AddedToOrg",
            ],
        },
        new("IdleSeatCount")
        {
            Table =
            [
                Property("Product", 25), Number("Seats", 5), Number("HighConfidence", 5, "High"), Number("MediumConfidence", 6, "Medium"),
                Number("LowConfidence", 5, "Low"), Property("ResourceId"),
            ],
            List = ["Product", "ResourceId", "Seats", "HighConfidence", "MediumConfidence", "LowConfidence"],
        },
        new("CredentialExposure")
        {
            Table = [Property("Kind", 8), Property("Label", 18), FirstOf("Person", 30, "Email", "AccountId"), Property("Risk")],
            List =
            [
                "Kind", "Label", "TokenId", "ApiKeyId", "Status", "AccountId", "Email", "Name", "Risk", "Why", "CreatedAt", "LastActiveAt",
                "ExpiresAt", "RecommendedAction",
            ],
        },
        new("UserActivity")
        {
            Table = [FirstOf("Person", 34, "Email", "AccountId"), Time("LastActive", 17), Time("CompleteUntil", 17), Joined("Products")],
            List = ["AccountId", "Email", "Name", "LastActive", "Products", "AddedToOrg", "CompleteUntil"],
        },
        new("Workspace")
        {
            Table =
            [
                Property("Name", 26), Property("TypeKey", 20, "Product"), Property("HostUrl", 34), Property("Usage", 7),
                Property("Capacity", 9), Property("ResourceId"),
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
            Table = [Property("Email", 34), Property("Succeeded", 10), Property("AccountId", 44), Joined("Failures", separator: "; ")],
            List = ["AccountId", "Email", "Succeeded", "Failures"],
        },
        new("AuditEvent")
        {
            Table =
            [
                Time("Time", 20, format: "yyyy-MM-dd HH:mm:ss"), Property("Action", 28), FirstOf("Actor", 28, "ActorEmail", "ActorId"),
                Joined("Targets"),
            ],
            List =
            [
                "EventId", "Time", "ProcessedAt", "Action", "ActorId", "ActorName", "ActorEmail", "Targets", "IPAddress", "Place", "Message",
            ],
        },
        new("AuditEventAction")
        {
            Table = [Property("Action", 36), Property("DisplayName", 36), Property("Group")],
            List = ["Action", "DisplayName", "Group"],
        },
        new("Policy")
        {
            Table = [Property("Name", 30), Property("Type", 16), Property("Status", 10), Property("PolicyId")],
            List = ["PolicyId", "Name", "Type", "Status", "Values", "ResourceIds", "CreatedAt", "UpdatedAt"],
        },
        new("ApiToken")
        {
            Table =
            [
                FirstOf("Owner", 34, "Email", "AccountId"), Property("Label", 24), Property("Status", 9), Time("LastActiveAt", 17),
                Time("ExpiresAt", 17), Property("TokenId"),
            ],
            List = ["TokenId", "Label", "Status", "AccountId", "Email", "Name", "CreatedAt", "LastActiveAt", "ExpiresAt"],
        },
        new("OrganizationApiKey")
        {
            Table =
            [
                Property("Label", 28), Property("CreatedByEmail", 30, "CreatedBy"), Time("LastActiveAt", 17), Time("ExpiresAt", 17),
                Property("ApiKeyId"),
            ],
            List =
            [
                "ApiKeyId", "Label", "CreatedById", "CreatedByName", "CreatedByEmail", "CreatedAt", "LastActiveAt", "ExpiresAt", "Scopes",
            ],
        },
        new("AtlassianSite")
        {
            Table = [Property("DisplayName", 30, "Host"), Property("Email", 22), Property("ReadOnly", 8), Property("TokenSource")],
            List =
            [
                "Host", "Email", "AccountId", "Name", "BaseUri", "IsScoped", "IsSandbox", "TokenSource", "TokenShape", "Operator",
                "ReadOnly", "MaxChanges", "PeopleChanged", "ProtectedAccounts", "ThrottleLimit", "MaxWaitSeconds", "IsClosed",
            ],
        },
        new("SiteUser")
        {
            Table = [Property("Email", 34), Property("Name", 24), Property("Active", 6), Property("AccountId")],
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
                Time("CreatedAt", 17, "Created"), Property("PlannedCount", 8, "Planned"), Property("NothingToDoCount", 12, "NothingToDo"),
                Property("RefusedCount", 8, "Refused"), Property("Ticket", 12), Property("Digest"),
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
            Table = [FromScript("Signer", 40, "$_.Signer"), Time("SignedAt", 17), Property("Thumbprint")],
            List = ["Signer", "Thumbprint", "SignedAt", "Chain", "IsTrusted", "TrustProblem", "PlanDigest", "SignaturePath"],
        },
        new("PlanPerson")
        {
            Table =
            [
                Property("Decision", 12), FirstOf("Person", 30, "Email", "AccountId", "Input"), Property("Status", 12), Count("Steps", 6),
                Property("Findings"),
            ],
            List =
            [
                "Input", "AccountId", "ScimUserId", "Noun", "Email", "Name", "Decision", "IsOpen", "ErrorCode", "Status", "IsManaged", "Owner", "Directories", "Groups",
                "Roles", "TokenCount", "ScimLinks", "LastActive", "WaitsUntil", "Findings", "Steps", "Worklist",
            ],
        },
        new("PlanStep")
        {
            Table =
            [
                Property("StepId", 7, "Step"), FirstOf("Person", 26, "Email", "AccountId"),
                FromScript("Undo", 5, "if ($_.CanBeUndone) { 'yes' } else { 'no' }"), Property("Effect"),
            ],
            List =
            [
                "StepId", "Stage", "Action", "Route", "AccountId", "Email", "Name", "Target", "Effect", "Precondition", "After", "Seen", "CanBeUndone", "Inverse",
                "GroupId", "GroupName",
            ],
        },
        new("WorklistItem")
        {
            Table =
            [
                Property("Provider", 18), FirstOf("Person", 28, "Email", "AccountId"),
                FromScript("Task", null, """if ($_.Group) { "$($_.Task) $($_.Group)" } else { $_.Task }"""),
            ],
            List = ["Provider", "Email", "Name", "Task", "Group", "ScimUserId", "AccountId"],
        },
        new("ScimUser")
        {
            Table =
            [
                Property("UserName", 34), Property("Active", 7), Property("Name", 20),
                FromScript("Account", null, "if ($_.AccountId) { $_.AccountId } else { 'not linked' }"),
            ],
            List =
            [
                "ScimUserId", "AccountId", "UserName", "ExternalId", "Email", "Name", "GivenName", "FamilyName", "Active", "JobTitle",
                "Department", "Organization", "TimeZone", "Locale", "Groups", "Created", "LastModified", "Version",
            ],
        },
        new("ScimGroup")
        {
            Table = [Property("Name", 34), Count("Members", 8), Property("ScimGroupId")],
            List = ["ScimGroupId", "Name", "ExternalId", "Members", "Created", "LastModified", "Version"],
        },
        new("ScimLink")
        {
            Table = [FirstOf("Person", null, "Email", "AccountId"), Property("ScimUserId", 37)],
            List = ["ScimUserId", "ScimDirectoryId", "AccountId", "Email", "Name", "OrganizationId"],
        },
        new("ScimSchema")
        {
            Table = [Property("Name", 16), FromScript("Attributes", null, "$_.Attributes.Name -join ', '")],
            List = ["SchemaId", "Name", "Description", "Attributes"],
        },
    ];
}
