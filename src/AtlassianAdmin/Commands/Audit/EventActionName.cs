using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>The actions of the log are an open set: whether one is unknown shows only when nothing came of it.</summary>
internal static class EventActionName
{
    private const int MostChoices = 8;

    /// <summary>The action as the service spells it; null when it lists none at all.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.UnknownValue"/> for an action that is not listed.</exception>
    public static async Task<string?> SpellAsync(AdminClient client, string action, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEventAction> listed = await client.Audit.GetActionsAsync(cancellationToken).ConfigureAwait(false);
        if (listed.Count == 0)
            return null;
        if (listed.FirstOrDefault(a => string.Equals(a.Action, action, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known.Action;
        string[] words = action.Split('_', '-', ' ', '*');
        string[] near = listed.Select(a => a.Action).Where(a => words.Any(w => w.Length > 3 && a.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0)).Take(MostChoices).ToArray();
        string choices = near.Length > 0 ? string.Join(", ", near) + " (Get-AtlassianEventAction lists all)" : "those of Get-AtlassianEventAction";
        throw new AdminException(ErrorCode.UnknownValue, ("field", "Action"), ("detail", $"'{action}'"), ("choices", choices));
    }
}
