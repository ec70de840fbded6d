using System.Net;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Every request that the project's own client can send, against the vendor's OpenAPI documents.</summary>
public sealed class ClientContractTests
{
    [ContractFact]
    public async Task Every_request_of_the_client_is_as_the_documents_say()
    {
        var organization = new SandboxOrganization(new SandboxOptions { PageSize = 30 });
        var handler = new ContractHandler(await ApiContract.LoadAsync(), new SandboxHandler(organization));
        using ApiKey key = ApiKey.From(new NetworkCredential("", organization.ApiKey).SecurePassword);
        using var client = new AdminClient(new AdminClientOptions(key, organization.OrganizationId) { Network = () => handler });

        await UseAccountsAsync(client.Accounts, organization.Find("mia.active@example.com")!.AccountId);
        await UseOrganizationAsync(client.Organizations, organization);
        await UseUsersAsync(client.Users, organization);

        handler.AssertHeld();
        string[] sent = [.. handler.Exchanges.Select(exchange => exchange[..exchange.LastIndexOf(' ')]).Distinct()];
        // The client has no use for a single domain.
        string[] served = [.. EveryRoute.Expected.Select(exchange => exchange[..exchange.LastIndexOf(' ')]).Distinct()
            .Where(operation => !operation.EndsWith("{domainId}", StringComparison.Ordinal))];
        Assert.Equal(served.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    [ContractFact]
    public async Task Names_and_ids_of_every_kind_stay_within_the_documents()
    {
        var organization = new SandboxOrganization();
        var handler = new ContractHandler(await ApiContract.LoadAsync(), new SandboxHandler(organization));
        using ApiKey key = ApiKey.From(new NetworkCredential("", organization.ApiKey).SecurePassword);
        using var client = new AdminClient(new AdminClientOptions(key, organization.OrganizationId) { Network = () => handler });

        foreach (SandboxPerson person in organization.People)
        {
            try
            {
                await client.Accounts.UpdateProfileAsync(person.AccountId, new UserProfileUpdate { Name = person.Name, Location = "東京 \"ו\" <&>\\" });
            }
            catch (AdminException refusal)
            {
                Assert.NotEqual(ErrorCode.UnexpectedResponse, refusal.Code);
            }
        }

        handler.AssertHeld();
    }

    private static async Task UseAccountsAsync(AccountsClient accounts, string accountId)
    {
        await accounts.GetPermissionsAsync(accountId);
        await accounts.GetPermissionsAsync(accountId, Privilege.All);
        await accounts.GetProfileAsync(accountId);
        await accounts.UpdateProfileAsync(accountId, new UserProfileUpdate
        {
            Name = "名前",
            Nickname = "M",
            TimeZone = "Asia/Tokyo",
            Locale = "ja-JP",
            JobTitle = "Lead",
            Organization = "Sandbox Company",
            Department = "Ops",
            Location = "東京",
        });
        await accounts.SetEmailAsync(accountId, "mia.new@example.org");
        IReadOnlyList<UserApiToken> tokens = await accounts.GetApiTokensAsync(accountId);
        await accounts.RevokeApiTokenAsync(accountId, tokens[0].TokenId);
        await accounts.DisableAsync(accountId);
        await accounts.DisableAsync(accountId, "Left the company");
        await accounts.EnableAsync(accountId);
        await accounts.DeleteAsync(accountId);
        await accounts.CancelDeleteAsync(accountId);
    }

    private static async Task UseOrganizationAsync(OrganizationsClient organizations, SandboxOrganization organization)
    {
        await organizations.GetAsync();
        Assert.Equal(0, await CountAsync(organizations.ListAsync()));
        Assert.Equal(2, await CountAsync(organizations.GetDirectoriesAsync()));
        Assert.Equal(1, await CountAsync(organizations.GetDirectoriesAsync(organization.People[0].AccountId, "company")));
        Assert.Equal(3, await CountAsync(organizations.GetDomainsAsync()));
        Assert.Equal(organization.People.Count(person => person.Kind != SandboxPersonKind.Unmanaged), await CountAsync(organizations.GetManagedAccountsAsync()));
    }

    private static async Task UseUsersAsync(UsersClient users, SandboxOrganization organization)
    {
        await users.GetAsync(organization.People[0].AccountId);
        Assert.Equal(organization.People.Count, await CountAsync(users.SearchAsync(new UserSearch())));
        await CountAsync(users.SearchAsync(new UserSearch
        {
            SearchTerm = "a",
            ClaimStatus = "managed",
            Status = ["active", "deactivated"],
            Limit = 100,
        }));
        Assert.Equal(organization.People.Count, (await users.FindByEmailAsync([.. organization.People.Select(person => person.Email)])).Count);
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> list)
    {
        int count = 0;
        await foreach (T _ in list)
            count++;
        return count;
    }
}
