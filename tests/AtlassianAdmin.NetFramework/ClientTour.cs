using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Faults;

namespace AtlassianAdmin.NetFramework;

/// <summary>The client's main work, on the simulated organization.</summary>
internal sealed class ClientTour
{
    private readonly Steps _steps;
    private readonly SandboxOrganization _organization;
    private readonly Func<string, AdminClient> _connect;
    private readonly AdminClient _client;

    private ClientTour(Steps steps, SandboxOrganization organization, Func<string, AdminClient> connect)
    {
        _steps = steps;
        _organization = organization;
        _connect = connect;
        _client = connect(organization.ApiKey);
    }

    /// <summary>Through the door without a network.</summary>
    public static Task InProcessAsync(Steps steps)
    {
        Console.WriteLine("In this process:");
        var organization = new SandboxOrganization();
        return new ClientTour(steps, organization, key => new AdminClient(
            new AdminClientOptions(KeyOf(key), organization.OrganizationId, new Uri("https://sandbox.invalid/"))
            {
                Network = () => new SandboxHandler(organization),
            })).RunAsync();
    }

    /// <summary>Through the door of HTTP, with this runtime's own network.</summary>
    public static async Task OverHttpAsync(Steps steps)
    {
        Console.WriteLine("Over HTTP:");
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization());
        await new ClientTour(steps, server.Organization, key => new AdminClient(
            new AdminClientOptions(KeyOf(key), server.Organization.OrganizationId, server.Uri))).RunAsync().ConfigureAwait(false);
    }

    /// <summary>What fails for a moment is sent again. With these numbers the first request fails, and no other.</summary>
    public static async Task OverABadLineAsync(Steps steps)
    {
        Console.WriteLine("Over a bad line:");
        var faults = new SandboxFaultPlan([SandboxFault.Read("503")!], rate: 0.02, seed: 15);
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization(), faults: faults);
        var attempts = new List<string>();
        RequestScope.Current = new RequestScope(attempt => attempts.Add(attempt.Outcome), CancellationToken.None);
        using var client = new AdminClient(new AdminClientOptions(KeyOf(server.Organization.ApiKey), server.Organization.OrganizationId, server.Uri));
        Organization organization = await client.Organizations.GetAsync().ConfigureAwait(false);
        steps.Expect("The organization is read", server.Organization.Name, organization.Name);
        steps.Expect("At the second attempt", "503, 200", string.Join(", ", attempts));
    }

    private async Task RunAsync()
    {
        using (_client)
        {
            Organization organization = await _client.Organizations.GetAsync().ConfigureAwait(false);
            _steps.Expect("The organization is read", _organization.Name, organization.Name);
            await DisableAndEnableAsync(await FindAsync("mia.active@example.com").ConfigureAwait(false)).ConfigureAwait(false);
            await ChangeProfileAsync(await FindAsync("alex.kim@example.com").ConfigureAwait(false)).ConfigureAwait(false);
            await RevokeTokenAsync(await FindAsync("many.tokens@example.com").ConfigureAwait(false)).ConfigureAwait(false);
            await AskRefusalsAsync().ConfigureAwait(false);
        }
    }

    private async Task<User> FindAsync(string email)
    {
        IReadOnlyDictionary<string, IReadOnlyList<User>> found =
            await _client.Users.FindByEmailAsync([email, "nobody@example.com"]).ConfigureAwait(false);
        _steps.Expect($"{email} is one person", 1, found[email].Count);
        _steps.Expect("nobody@example.com is nobody", 0, found["nobody@example.com"].Count);
        return found[email][0];
    }

    private async Task DisableAndEnableAsync(User person)
    {
        AccountPermissions permissions = await _client.Accounts.GetPermissionsAsync(person.AccountId).ConfigureAwait(false);
        _steps.Expect("Disabling is allowed", true, permissions[Privilege.LifecycleEnablement]?.Allowed);
        await _client.Accounts.DisableAsync(person.AccountId, "Left the company").ConfigureAwait(false);
        _steps.Expect("Disabled, read back", "inactive", await StatusOfAsync(person).ConfigureAwait(false));
        await _client.Accounts.EnableAsync(person.AccountId).ConfigureAwait(false);
        _steps.Expect("Enabled, read back", "active", await StatusOfAsync(person).ConfigureAwait(false));
    }

    private async Task<string?> StatusOfAsync(User person) =>
        (await _client.Users.GetAsync(person.AccountId).ConfigureAwait(false)).AccountStatus;

    private async Task ChangeProfileAsync(User person)
    {
        const string Title = "Sous-chef d’équipe";
        await _client.Accounts.UpdateProfileAsync(person.AccountId, new UserProfileUpdate { JobTitle = Title }).ConfigureAwait(false);
        UserProfile profile = await _client.Accounts.GetProfileAsync(person.AccountId).ConfigureAwait(false);
        _steps.Expect("The profile is changed, read back", Title, profile.JobTitle);
    }

    private async Task RevokeTokenAsync(User person)
    {
        IReadOnlyList<UserApiToken> before = await _client.Accounts.GetApiTokensAsync(person.AccountId).ConfigureAwait(false);
        await _client.Accounts.RevokeApiTokenAsync(person.AccountId, before[0].TokenId).ConfigureAwait(false);
        IReadOnlyList<UserApiToken> after = await _client.Accounts.GetApiTokensAsync(person.AccountId).ConfigureAwait(false);
        _steps.Expect("A token is revoked, read back", before.Count - 1, after.Count);
        _steps.Expect("It is the right one", false, after.Any(t => t.TokenId == before[0].TokenId));
    }

    private async Task AskRefusalsAsync()
    {
        await ExpectAsync(ErrorCode.ManagedByScim, _client, _organization.Find("scim.managed@example.com")!.AccountId).ConfigureAwait(false);
        await ExpectAsync(ErrorCode.ManagedByGoogle, _client, _organization.Find("google.managed@example.com")!.AccountId).ConfigureAwait(false);
        await ExpectAsync(ErrorCode.AccountNotManaged, _client, _organization.Find("contractor@example.net")!.AccountId).ConfigureAwait(false);
        await ExpectAsync(ErrorCode.NotAllowedOnSelf, _client, _organization.Find("admin@example.com")!.AccountId).ConfigureAwait(false);
        await ExpectAsync(ErrorCode.AccountNotFound, _client, "557058:00000000-0000-0000-0000-000000000000").ConfigureAwait(false);
        string anybody = _organization.Find("mia.active@example.com")!.AccountId;
        using AdminClient scoped = _connect(_organization.ScopedApiKey);
        await ExpectAsync(ErrorCode.KeyHasScopes, scoped, anybody).ConfigureAwait(false);
        using AdminClient personal = _connect(_organization.PersonalToken);
        await ExpectAsync(ErrorCode.PersonalTokenUsed, personal, anybody).ConfigureAwait(false);
        using AdminClient expired = _connect(_organization.ExpiredApiKey);
        await ExpectAsync(ErrorCode.KeyRejected, expired, anybody).ConfigureAwait(false);
    }

    private async Task ExpectAsync(string code, AdminClient client, string accountId)
    {
        string came = "no refusal";
        try
        {
            await client.Accounts.DisableAsync(accountId).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            came = e.Code;
        }

        _steps.Expect($"Refused as {code}", code, came);
    }

    private static ApiKey KeyOf(string text) => ApiKey.From(new NetworkCredential("", text).SecurePassword);
}
