using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Comparison;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Holds the people of the organization against the list of another system, both ways.</summary>
[Cmdlet(VerbsData.Compare, "AtlassianUser")]
[OutputType(typeof(UserComparison))]
public sealed class CompareAtlassianUserCommand : ConnectedCmdlet
{
    private UserComparer? _comparer;

    /// <summary>The people of the other system: rows or objects with columns that name a person.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? Reference { get; set; }

    /// <summary>The column of each row that names the person; without it, every column whose header says so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? IdentityColumn { get; set; }

    /// <summary>Looks in the reference only for people with an e-mail address of these domains.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [EmailDomain]
    [ArgumentCompleter(typeof(EmailDomainCompleter))]
    public string[]? EmailDomain { get; set; }

    /// <summary>Looks in the reference only for people whose account the organization manages, or does not manage.</summary>
    [Parameter]
    [ValidateSet("managed", "unmanaged")]
    public string? ClaimStatus { get; set; }

    /// <summary>Returns also those who agree.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    private ReferencePeople People => field ??= new ReferencePeople(this);

    /// <inheritdoc/>
    // Told before the list is read.
    protected override void BeginProcessing() => _ = Used;

    /// <inheritdoc/>
    protected override void ProcessRecord() => People.Add(Identities.Take(Reference ?? [], IdentityColumn), Client.Options.Clock.GetLocalNow());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        People.WarnOfStates();
        // Held against nothing, everybody would be nowhere in it.
        if (People.All.Count == 0)
            Fail(new AdminException(ErrorCode.ReferenceEmpty));
        _comparer = new UserComparer(Client, PersonName.IsSame) { IncludesEqual = IncludeEqual, IsExpected = IsExpected };
        WriteObject(Run(() => _comparer.CompareAsync(People.All, GiveUp)), enumerateCollection: true);
        Progress.Complete();
        base.EndProcessing();
    }

    private protected override void Drain()
    {
        base.Drain();
        Progress.Done(_comparer?.PeopleSeen ?? 0);
    }

    private bool IsExpected(User user) =>
        (ClaimStatus is null || string.Equals(user.ClaimStatus, ClaimStatus, StringComparison.OrdinalIgnoreCase))
        && (EmailDomain is null || (user.Email is { } email && EmailDomain.Any(domain => email.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase))));
}
