using System.Text.Json;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>Version 2 of the organization API: directories and the people in them.</summary>
internal sealed class DirectoryRoutes
{
    private const int DefaultDirectoryLimit = 20;
    private const int DefaultUserLimit = 50;
    private const int DefaultListLimit = 20;
    private const int MaximumLimit = 100;

    // The document has neither groups nor products in the detail.
    private static readonly string[] DetailParts = ["platformRoles", "counts.resources"];

    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly SandboxDirectories _directories;
    private readonly int _maximumPageSize;

    public DirectoryRoutes(OrganizationAuthorization authorization, PeopleStore people, SandboxDirectories directories, int? pageSize)
    {
        _authorization = authorization;
        _people = people;
        _directories = directories;
        _maximumPageSize = pageSize ?? MaximumLimit;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/v2/orgs/{}/directories", ReadDirectories),
        new("POST", "/admin/v2/orgs/{}/directories/{}/users/search", SearchUsers),
        new("GET", "/admin/v2/orgs/{}/directories/{}/users", ListUsers),
        new("GET", "/admin/v2/orgs/{}/directories/{}/users/{}", ReadUser),
    ];

    private SandboxReply ReadDirectories(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        int start = 0;
        DirectoryFilter filter = new(call.Query("accountId"), call.QueryAll("directoryIds"), call.Query("searchTerm"), call.Query("limit"));
        if (call.Query("cursor") is { } cursor)
        {
            // With a cursor the service discards every other parameter: the question is in the cursor.
            if (!SandboxCursor.TryRead("directories", cursor, out start, out string question))
                return SandboxErrors.InvalidCursor(call);
            filter = DirectoryFilter.Read(question);
        }

        if (filter.Problem() is { } problem)
            return SandboxErrors.BadRequest(call, problem);
        List<Directory> found = _directories.All.Where((directory, i) => filter.Matches(directory, i, _people)).ToList();
        int size = Math.Min(filter.Limit ?? DefaultDirectoryLimit, _maximumPageSize);
        return SandboxReply.Json(200, SandboxJson.Write(new Page<Directory>
        {
            Data = found.Skip(start).Take(size).ToArray(),
            Links = new PageLinks
            {
                Next = start + size < found.Count ? SandboxCursor.Write("directories", start + size, filter.ToString()) : null,
            },
        }));
    });

    private SandboxReply SearchUsers(SandboxCall call, string[] values) => _directories.Read(_authorization, call, values, directory =>
        Search(call.Request.Body) is { } search
            ? PageOf(call, "search", search, DefaultUserLimit, directory)
            : SandboxErrors.BadRequest(call, "The body is not a search."));

    /// <summary>The list that the search replaces, until the day that the vendor has named.</summary>
    private SandboxReply ListUsers(SandboxCall call, string[] values) => call.Now >= SandboxDirectories.EndOfLists
        ? SandboxErrors.NoRoute()
        : _directories.Read(_authorization, call, values, directory => PageOf(call, "users", UserSearchRequest.Of(call), DefaultListLimit, directory));

    private SandboxReply PageOf(SandboxCall call, string list, UserSearchRequest search, int defaultLimit, int? directory)
    {
        int start = 0;
        if (search.Cursor is { } cursor)
        {
            // Whether the filters have to be repeated is not documented: they are in the cursor, so both ways work.
            if (!SandboxCursor.TryRead(list, cursor, out start, out string question) || Search(question) is not { } asked)
                return SandboxErrors.InvalidCursor(call);
            search = asked;
        }

        if (search.Problem() is { } problem)
            return SandboxErrors.BadRequest(call, problem);
        int size = Math.Min(search.Limit ?? defaultLimit, _maximumPageSize);
        var query = new UserSearchQuery(search, _people, _directories.Ids, directory);
        IReadOnlyList<SandboxPerson> page = query.Take(start, size, out int? next);
        return SandboxReply.Json(200, SandboxJson.Write(new Page<User>
        {
            Data = page.Select(person => PersonViews.User(person, search.Expand ?? [], directory)).ToArray(),
            Links = new PageLinks
            {
                Next = next is { } position
                    ? SandboxCursor.Write(list, position, JsonSerializer.Serialize(search, UserSearchRequestJson.Default.UserSearchRequest))
                    : null,
            },
        }));
    }

    private SandboxReply ReadUser(SandboxCall call, string[] values) => _directories.Read(_authorization, call, values, directory =>
    {
        SandboxPerson? person = _people.ById(values[2]);
        bool isThere = person is not null && (directory is null || person.Memberships.Any(membership => membership.Directory == directory));
        return isThere
            ? SandboxReply.Json(200, SandboxJson.Write(new Single<User> { Data = PersonViews.User(person!, DetailParts, directory) }))
            : SandboxErrors.UserNotInDirectory(call);
    });

    /// <summary>Reads a search; a body that is not there asks for everybody.</summary>
    private static UserSearchRequest? Search(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return new UserSearchRequest();
        try
        {
            return JsonSerializer.Deserialize(body.Span, UserSearchRequestJson.Default.UserSearchRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UserSearchRequest? Search(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, UserSearchRequestJson.Default.UserSearchRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
