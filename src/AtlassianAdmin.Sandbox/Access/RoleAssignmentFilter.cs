using System.Globalization;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>A page of the roles of a person or a group, by the filters that both lists have.</summary>
internal static class RoleAssignmentFilter
{
    private const int DefaultLimit = 20;
    private const int MaximumLimit = 100;

    public static SandboxReply Page(SandboxCall call, IEnumerable<RoleAssignment> all, int maximumPageSize)
    {
        const string List = "role-assignments";
        int start = 0;
        Dictionary<string, List<string>> asked = SandboxCall.ReadQuery(call.QueryText);
        if (call.Query("cursor") is { } cursor)
        {
            // With a cursor the service discards every other parameter: the question is in the cursor.
            if (!SandboxCursor.TryRead(List, cursor, out start, out string question))
                return SandboxErrors.InvalidCursor(call);
            asked = SandboxCall.ReadQuery(question);
        }

        int limit = DefaultLimit;
        if (asked.TryGetValue("limit", out List<string>? text)
            && !(int.TryParse(text[0], NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaximumLimit))
        {
            return SandboxErrors.BadRequest(call, "limit must be from 1 to 100.");
        }

        if (asked.TryGetValue("roleIds", out List<string>? roleIds) && !roleIds.All(Role.OfSearches.All.Contains))
            return SandboxErrors.BadRequest(call, "roleIds has an unknown value.");
        RoleAssignment[] found = all.Where(assignment =>
            Allows("directoryIds", assignment.DirectoryId) && Allows("resourceOwners", assignment.ResourceOwner)
            && Allows("resourceIds", assignment.ResourceId) && (!asked.TryGetValue("roleIds", out List<string>? roles) || assignment.Roles.Any(roles.Contains)))
            .ToArray();
        int size = Math.Min(limit, maximumPageSize);
        return SandboxReply.Json(200, SandboxJson.Write(new Page<RoleAssignment>
        {
            Data = found.Skip(start).Take(size).ToArray(),
            Links = new PageLinks { Next = start + size < found.Length ? SandboxCursor.Write(List, start + size, call.Query("cursor") is null ? call.QueryText : Text(asked)) : null },
        }));

        bool Allows(string name, string? value) => !asked.TryGetValue(name, out List<string>? values) || (value is not null && values.Contains(value));
    }

    private static string Text(Dictionary<string, List<string>> query) =>
        string.Join("&", query.SelectMany(pair => pair.Value.Select(value => pair.Key + "=" + Uri.EscapeDataString(value))));
}
