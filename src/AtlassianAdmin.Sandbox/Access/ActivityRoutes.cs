using System.Globalization;
using System.Text.Json;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;
using AtlassianAdmin.Sandbox.Users;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>When people last used their products.</summary>
internal sealed class ActivityRoutes
{
    private const int ServicePageSize = 50;

    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly int _pageSize;

    public ActivityRoutes(OrganizationAuthorization authorization, PeopleStore people, int? pageSize)
    {
        _authorization = authorization;
        _people = people;
        _pageSize = Math.Min(pageSize ?? ServicePageSize, ServicePageSize);
    }

    public IEnumerable<SandboxRoute> All => [new("GET", "/admin/v1/orgs/{}/directory/users/{}/last-active-dates", Read)];

    private SandboxReply Read(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        // No scope is documented for it.
        if (call.Key == KeyKind.Scoped)
            return SandboxErrors.InsufficientScope(call);
        if (_people.ById(values[1]) is not { } person || person.Lifecycle == Lifecycle.Closed)
            return SandboxErrors.Application(call, 404, "ADMIN-404-8", "Not Found", "The user was not found.");
        string list = "activity-" + person.Index.ToString(CultureInfo.InvariantCulture);
        int start = 0;
        if (call.Query("cursor") is { } cursor && !SandboxCursor.TryRead(list, cursor, out start, out _))
            return SandboxErrors.InvalidCursor(call);
        SandboxResource[] products = SandboxAccess.ProductsOf(person).ToArray();
        return SandboxReply.Json(200, SandboxJson.WriteObject(json =>
        {
            json.WriteStartObject("data");
            json.WriteStartArray("product_access");
            foreach (SandboxResource product in products.Skip(start).Take(_pageSize))
                Write(json, product, SandboxAccess.LastActive(person, product));
            json.WriteEndArray();
            if (person.Memberships.Count > 0)
            {
                json.WriteString("added_to_org", Day(person.AddedToOrg));
                json.WriteString("added_to_org_timestamp", Moment(person.AddedToOrg));
            }

            json.WriteEndObject();
            json.WriteStartObject("links");

            // The one list of the first version whose next is a bare cursor.
            if (start + _pageSize < products.Length)
                json.WriteString("next", SandboxCursor.Write(list, start + _pageSize));
            json.WriteEndObject();
        }));
    });

    private static void Write(Utf8JsonWriter json, SandboxResource product, DateTimeOffset? lastActive)
    {
        json.WriteStartObject();
        json.WriteString("id", product.ResourceId);
        json.WriteString("key", PersonViews.FirstVersionKey(product));
        if (lastActive is { } time)
        {
            json.WriteString("last_active", Day(time));
            json.WriteString("last_active_timestamp", Moment(time));
        }

        json.WriteEndObject();
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
