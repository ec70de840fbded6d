using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests;

/// <summary>The ids of an organization, read over the wire as anybody would.</summary>
public sealed class OrganizationMap
{
    public required string Main { get; init; }

    public required string Partners { get; init; }

    public required string Mia { get; init; }

    /// <summary>Somebody of the partners who has no seat on the product that is full.</summary>
    public required string Candidate { get; init; }

    public required string Jira { get; init; }

    public required string FullConfluence { get; init; }

    public required string LastKey { get; init; }

    /// <summary>Ids of groups by their names; of two with one name the first.</summary>
    public required IReadOnlyDictionary<string, string> Groups { get; init; }

    public static async Task<OrganizationMap> ReadAsync(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        string partners = caller.Organization.DirectoryIds[1];
        await caller.PostAsync($"{caller.V2}/directories/{partners}/groups", """{"name":"nobody-there"}""");
        List<JsonElement> groups = await AllAsync(caller, caller.V2 + "/directories/-/groups/search");
        List<JsonElement> workspaces = await AllAsync(caller, caller.V2 + "/workspaces");
        Dictionary<string, string> ids = groups.GroupBy(group => Text(group, "name")).ToDictionary(same => same.Key, same => Text(same.First(), "id"));
        List<JsonElement> people = await AllAsync(caller, $"{caller.V2}/directories/{partners}/users/search", "\"expand\":[\"groups\"],\"status\":[\"active\"]");
        CallerReply keys = await caller.GetAsync($"/admin/api-access/v1/orgs/{caller.Organization.OrganizationId}/api-keys");
        return new OrganizationMap
        {
            Main = caller.Organization.DirectoryIds[0],
            Partners = partners,
            Mia = caller.Person("mia.active@example.com").AccountId,
            Candidate = Text(people.First(person => !person.GetRawText().Contains(ids["confluence-users-partners"], StringComparison.Ordinal)), "accountId"),
            Jira = Workspace("jira-software", "sandbox"),
            FullConfluence = Workspace("confluence", "partners"),
            LastKey = keys.Json.GetProperty("data").EnumerateArray().Where(key => Text(key, "label") == "Ad-hoc script").Select(key => Text(key, "id")).Single(),
            Groups = ids,
        };

        string Workspace(string key, string site) => workspaces
            .Where(workspace => Text(workspace.GetProperty("attributes"), "typeKey") == key && Text(workspace.GetProperty("attributes"), "name") == site)
            .Select(workspace => Text(workspace, "id")).Single();
    }

    /// <summary>Every entry of a list that is asked with POST.</summary>
    public static async Task<List<JsonElement>> AllAsync(Caller caller, string path, string question = "")
    {
        ArgumentNullException.ThrowIfNull(caller);
        var all = new List<JsonElement>();
        for (string? body = "{" + question + "}"; body is not null;)
        {
            CallerReply reply = await caller.PostAsync(path, body);
            all.AddRange(reply.Json.GetProperty("data").EnumerateArray());
            body = reply.At("links/next") is { } cursor ? $$"""{"cursor":"{{cursor}}"}""" : null;
        }

        return all;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
