using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Puts foreseen changes into a plan.</summary>
internal static class ForeseenChanges
{
    /// <summary>The first that is of another organization, or cannot be planned, ends the command.</summary>
    public static void AddTo(ChangePlanMaker maker, IEnumerable<Change> changes, AtlassianCmdlet cmdlet)
    {
        foreach (Change change in changes)
        {
            try
            {
                if (cmdlet.OrganizationCheck.Refusal(((IOrganizationObject)change).Origin, $"The change of {change.Input}") is { } refusal)
                    throw refusal;
                maker.Add(change);
            }
            catch (AdminException e)
            {
                cmdlet.Fail(e, change);
            }
        }
    }
}
