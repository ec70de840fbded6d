using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Security;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;

namespace AtlassianAdmin.Client.Tests;

/// <summary>Makes clients as the tests need them.</summary>
internal static class ClientUnderTest
{
    public const string OrganizationId = "0f1e2d3c-org";
    public const string AccountId = "557058:4f9acfd2-6155-419b-8de5-5b5cf27a59a0";

    /// <summary>Shaped as an organization's admin key.</summary>
    public const string AdminKey = "ATCTT3xFfGN0dGhpcy1pcy1ub3QtYS1rZXktYnV0LWxvb2tzLWxpa2Utb25l=1A2B3C4D";

    /// <summary>Shaped as a user's personal API token.</summary>
    public const string PersonalToken = "ATATT3xFfGF0dGhpcy1pcy1ub3QtYS10b2tlbi1idXQtbG9va3MtbGlrZS1vbmU=5E6F7A8B";

    /// <summary>Shaped as nothing that is known.</summary>
    public const string ShapelessKey = "k9-shapeless-secret-0123456789";

    public static ApiKey Key(string text = AdminKey)
    {
        using var secret = new SecureString();
        foreach (char c in text)
            secret.AppendChar(c);
        return ApiKey.From(secret);
    }

    /// <summary>A client of a server on this machine, whose back-off costs no time.</summary>
    public static AdminClient Of(Uri uri, string key = AdminKey, TimeProvider? clock = null, TimeSpan? attemptTimeout = null, TimeSpan? maxWait = null, int throttleLimit = 8) =>
        new(new AdminClientOptions(Key(key), OrganizationId, uri)
        {
            Clock = clock ?? new HurryingClock(),
            AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(100),
            MaxWait = maxWait ?? TimeSpan.FromSeconds(900),
            ThrottleLimit = throttleLimit,
        });

    /// <summary>A client whose network is a function.</summary>
    public static AdminClient Of(HttpMessageHandler network, string key = AdminKey, TimeProvider? clock = null, TimeSpan? maxWait = null, string? organizationId = OrganizationId, int throttleLimit = 8) =>
        new(new AdminClientOptions(Key(key), organizationId)
        {
            Clock = clock ?? new HurryingClock(),
            MaxWait = maxWait ?? TimeSpan.FromSeconds(900),
            ThrottleLimit = throttleLimit,
            Network = () => network,
        });

    /// <summary>The way of a request that no member sends yet, through all of the client's handlers.</summary>
    public static Transport Transport(this AdminClient client) => TransportOf(client.Accounts);

    /// <summary>A request of that template with every placeholder filled.</summary>
    public static ApiRequest Request(HttpMethod method, ApiFamily family, string template, RequestEffect effect)
    {
        var request = new ApiRequest(method, family, template, effect);
        foreach (string part in template.Split('/'))
        {
            if (part == "{account_id}")
                request.For(AccountId);
            else if (part.StartsWith('{'))
                request.With(part.Trim('{', '}'), "some-" + part.Trim('{', '}'));
        }

        return request;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_transport")]
    private static extern ref Transport TransportOf(AccountsClient accounts);
}
