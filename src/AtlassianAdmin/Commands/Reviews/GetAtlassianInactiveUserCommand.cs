using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Inactivity;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Finds people who show no sign of use, with why, how sure that is, how old the data is, and the seats they hold.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianInactiveUser", DefaultParameterSetName = "Person", SupportsPaging = true)]
[OutputType(typeof(InactiveUser), ParameterSetName = ["Person"])]
[OutputType(typeof(IdleSeatCount), ParameterSetName = ["Product"])]
public sealed class GetAtlassianInactiveUserCommand : ConnectedCmdlet
{
    private InactivityReview? _review;

    /// <summary>How many days without use are inactive.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(2, 3650)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int Days { get; set; } = 90;

    /// <summary>Only people in these states.</summary>
    [Parameter]
    [ValidateSet("active", "suspended", "not_invited", "deactivated", "for_deletion")]
    [ValidateCount(1, 4)]
    public string[] Status { get; set; } = ["active", "suspended", "not_invited", "for_deletion"];

    /// <summary>Only people whose account the organization manages, or does not manage.</summary>
    [Parameter]
    [ValidateSet("managed", "unmanaged")]
    public string? ClaimStatus { get; set; }

    /// <summary>Only people of these groups, by name, id or object.</summary>
    [Parameter]
    [ValidateCount(1, 10)]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    /// <summary>Only people with a role on these products: ARIs, workspace objects, a host, or host and product.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Product")]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference[]? Resource { get; set; }

    /// <summary>Only people with an e-mail address of these domains.</summary>
    [Parameter]
    [ValidateCount(1, 10)]
    [ArgumentCompleter(typeof(EmailDomainCompleter))]
    public string[]? EmailDomain { get; set; }

    /// <summary>Only people of these directories, by name, id or object.</summary>
    [Parameter]
    [ValidateCount(1, 10)]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    /// <summary>Judges by the lists alone, without a request for each person: faster, and never of high confidence for an active account.</summary>
    [Parameter]
    public SwitchParameter ListsOnly { get; set; }

    /// <summary>Returns the idle seats of each product instance instead of the people.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Product")]
    public SwitchParameter ByProduct { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        UserSearch search = Run(() => SearchOfAsync(client));
        Progress.Expect(Run(() => CountAsync(client, search)));
        _review = new InactivityReview(client, TimeSpan.FromDays(Days), search, ListsOnly, WarnLater)
        {
            Context = TypedParameters.ContextOf(this, Used, ("Days", Days)),
        };
        if (ByProduct)
        {
            var seats = new IdleSeatSummary();
            Stream(_review.FindAsync, person =>
            {
                seats.Add(person);
                return false;
            });
            WriteObject(seats.Counts, enumerateCollection: true);
        }
        else
        {
            Stream(_review.FindAsync);
        }

        if (_review.PeopleSeen == 0)
            WriteMissing(person: null, Directory, Resource);
        Progress.Complete();
    }

    private protected override void Drain()
    {
        base.Drain();
        Progress.Done(_review?.PeopleSeen ?? 0);
    }

    private async Task<int> CountAsync(AdminClient client, UserSearch search)
    {
        try
        {
            return (int)await client.Users.CountAsync(search, GiveUp).ConfigureAwait(false);
        }
        catch (AdminException)
        {
            // Only the progress needs it.
            return 0;
        }
    }

    private async Task<UserSearch> SearchOfAsync(AdminClient client)
    {
        return new UserSearch
        {
            Status = Status,
            ClaimStatus = ClaimStatus,
            GroupIds = await ReferenceResolver.GroupsAsync(client, Group, GiveUp).ConfigureAwait(false),
            ResourceIds = await ReferenceResolver.ResourcesAsync(client, Resource, isFilter: true, GiveUp).ConfigureAwait(false),
            EmailDomains = EmailDomain,
            DirectoryIds = await ReferenceResolver.DirectoriesAsync(client, Directory, GiveUp).ConfigureAwait(false),
            Expand = ["productAccess"],
            Limit = OrganizationsClient.LargestPage,
        };
    }
}
