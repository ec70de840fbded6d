using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Organizations;

/// <summary>Gets people: by identity, by a search over the directories, or every managed account.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUser", DefaultParameterSetName = "Search")]
[OutputType(typeof(User), ParameterSetName = ["Search", "Identity"])]
[OutputType(typeof(ManagedAccount), ParameterSetName = ["ManagedAccount"])]
public sealed class GetAtlassianUserCommand : AccountReadCmdlet
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Identity")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public override UserIdentity[]? Identity { get; set; }

    /// <summary>Part of a display name or e-mail address.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    public string? SearchTerm { get; set; }

    /// <summary>Whether the organization manages the account.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("managed", "unmanaged")]
    public string? ClaimStatus { get; set; }

    /// <summary>What state the person is in.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("active", "suspended", "not_invited", "deactivated", "for_deletion")]
    [ValidateCount(1, 4)]
    public string[]? Status { get; set; }

    /// <summary>Lists every account that the organization manages, with last activity, seat and products.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ManagedAccount")]
    public SwitchParameter ManagedAccount { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        switch (ParameterSetName)
        {
            case "Identity":
                base.ProcessRecord();
                break;
            case "ManagedAccount":
                Stream(client.Organizations.GetManagedAccountsAsync);
                break;
            default:
                var search = new UserSearch { SearchTerm = SearchTerm, ClaimStatus = ClaimStatus, Status = Status, Limit = OrganizationsClient.LargestPage };
                Stream(token => client.Organizations.SearchUsersAsync(search, token));
                break;
        }
    }

    private protected override async Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person) =>
        [person.User ?? await client.Organizations.GetUserAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false)];
}
