using System.Text.Json;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.ApiAccess;

/// <summary>The API tokens of all managed accounts: the same ones that each account lists. The call that revokes them all is not served.</summary>
internal sealed class ApiTokenRoutes
{
    private const string List = "api-tokens";

    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly string _organizationId;
    private readonly int _maximumPageSize;

    public ApiTokenRoutes(OrganizationAuthorization authorization, PeopleStore people, string organizationId, int? pageSize)
    {
        _authorization = authorization;
        _people = people;
        _organizationId = organizationId;
        _maximumPageSize = pageSize ?? int.MaxValue;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/api-access/v1/orgs/{}/api-tokens", Read),
        new("GET", "/admin/api-access/v1/orgs/{}/api-tokens/count", Count),
    ];

    private SandboxReply Read(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        if (!ApiAccessQuery.TryRead(call, out ApiAccessQuery query, out SandboxReply? refusal))
            return refusal!;
        int start = 0;
        string after = "";
        if (query.Cursor is { } cursor && !SandboxCursor.TryRead(List, cursor, out start, out after))
            return SandboxErrors.InvalidCursor(call);

        // One token more than the page tells whether there is another.
        int size = Math.Min(query.PageSize, _maximumPageSize);
        List<(SandboxPerson Owner, UserApiToken Token)> found = From(start, after, query).Take(size + 1).ToList();
        (SandboxPerson Owner, UserApiToken Token)? last = found.Count > size ? found[size - 1] : null;
        return SandboxReply.Json(200, SandboxJson.Write(new Page<ApiToken>
        {
            Data = found.Take(size).Select(entry => Show(entry.Owner, entry.Token)).ToArray(),
            Links = new PageLinks { Next = last is { } end ? SandboxCursor.Write(List, end.Owner.Index, end.Token.TokenId) : null },
        }));
    });

    private SandboxReply Count(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        SandboxReply.Json(200, JsonSerializer.SerializeToUtf8Bytes(_people.Managed.Sum(person => person.Tokens.Count), SandboxWireJson.Default.Int32)));

    /// <summary>The tokens behind that one of that person. Each person's are in the order of their ids, so that revoking loses none.</summary>
    private IEnumerable<(SandboxPerson Owner, UserApiToken Token)> From(int start, string after, ApiAccessQuery query)
    {
        for (int i = start; i < _people.All.Count; i++)
        {
            SandboxPerson person = _people.All[i];
            if (!person.IsManaged || person.Tokens.Count == 0 || (query.Status is { } status && status != Status(person)))
                continue;
            foreach (UserApiToken token in person.Tokens.OrderBy(token => token.TokenId, StringComparer.Ordinal))
            {
                bool isBehind = i > start || string.CompareOrdinal(token.TokenId, after) > 0;
                if (isBehind && (query.Term is not { } term || Contains(token.Label, term) || Contains(person.Name, term) || Contains(person.Email, term)))
                    yield return (person, token);
            }
        }
    }

    private ApiToken Show(SandboxPerson owner, UserApiToken token) => new()
    {
        TokenId = token.TokenId,
        Label = token.Label,
        Status = Status(owner),
        CreatedAt = token.CreatedAt,
        LastActiveAt = token.LastAccess,
        ExpiresAt = token.Expiry,
        Owner = new ApiAccessPerson { Id = owner.AccountId, OrgId = _organizationId, Name = owner.Name, Email = owner.Email },
    };

    /// <summary>Tokens of an account that is not active are refused; that the list calls them blocked is a guess.</summary>
    private static string Status(SandboxPerson owner) => owner.Lifecycle == Lifecycle.Active ? "ALLOWED" : "BLOCKED";

    private static bool Contains(string? text, string term) => text?.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0;
}
