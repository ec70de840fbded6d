using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>What the engine does for a step.</summary>
internal static class StepOperation
{
    public static AccountOperation Of(OffboardingStep step, OffboardingPlan plan) => step.Kind switch
    {
        OffboardingStepKind.RevokeTokens => new TokenOperation(null),
        OffboardingStepKind.LeaveGroups => new GroupMembershipOperation(
            new Group { GroupId = step.GroupId ?? "", Name = step.GroupName, DirectoryId = step.DirectoryIds.Count > 0 ? step.DirectoryIds[0] : null }, member: false),
        OffboardingStepKind.Suspend => DirectoryOperation.Suspend(step.DirectoryIds),
        OffboardingStepKind.Disable => LifecycleOperation.Disable(plan.Message),
        OffboardingStepKind.UnlinkScim => ScimLinkOperation.Unlink(step.ScimDirectoryId),
        OffboardingStepKind.ScheduleDeletion => LifecycleOperation.Delete(),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "There is no such step."),
    };
}
