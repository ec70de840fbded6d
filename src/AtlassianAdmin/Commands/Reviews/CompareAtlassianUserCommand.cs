using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Comparison;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Holds the people of the organization against the list of another system, both ways.</summary>
[Cmdlet(VerbsData.Compare, "AtlassianUser")]
[OutputType(typeof(UserComparison))]
public sealed class CompareAtlassianUserCommand : ConnectedCmdlet
{
    private const int MostShown = 5;

    private readonly List<ReferencePerson> _reference = [];
    private readonly List<string> _notUnderstood = [];
    private UserComparer? _comparer;
    private ProgressMeter? _progress;
    private int _seen;

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

    /// <inheritdoc/>
    // Told before the list is read.
    protected override void BeginProcessing() => _ = Used;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DateTimeOffset now = Client.Options.Clock.GetLocalNow();
        foreach (UserIdentity identity in Identities.Take(Reference ?? [], IdentityColumn))
        {
            if (identity.Clues.Where(clue => clue.Kind == ClueKind.Email || OrganizationPeople.TakesAsAccount(clue)).ToList() is not { Count: > 0 } clues)
            {
                WriteError(new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? "it names nobody here")).ToErrorRecord(this, identity.Input));
                continue;
            }

            RowState state = identity.StateAt(now);
            _notUnderstood.AddRange(state.NotUnderstood);
            List<PersonClue> counting = clues.Where(clue => clue.Rank == clues[0].Rank).ToList();
            _reference.Add(new ReferencePerson
            {
                Input = identity.Input,
                AccountIds = counting.Where(clue => clue.Kind != ClueKind.Email).Select(clue => clue.Value).ToList(),
                Emails = counting.Where(clue => clue.Kind == ClueKind.Email).Select(clue => clue.Value).ToList(),
                Name = identity.Name,
                IsActive = state.IsActive,
                Reason = state.Reason,
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WarnOfStates();
        // Held against nothing, everybody would be nowhere in it.
        if (_reference.Count == 0)
            Fail(new AdminException(ErrorCode.ReferenceEmpty));
        AdminClient client = Client;
        _progress = new ProgressMeter(this, $"{MyInvocation.MyCommand.Name}, {Used.DisplayName}", () => client.Wait);
        _comparer = new UserComparer(client, PersonName.IsSame) { IncludesEqual = IncludeEqual, IsExpected = IsExpected };
        WriteObject(Run(() => _comparer.CompareAsync(_reference, GiveUp)), enumerateCollection: true);
        _progress.Complete();
        base.EndProcessing();
    }

    private protected override void Drain()
    {
        base.Drain();
        for (; _seen < _comparer?.PeopleSeen; _seen++)
            _progress!.Done();
        _progress?.ReportProgress();
    }

    private bool IsExpected(User user) =>
        (ClaimStatus is null || string.Equals(user.ClaimStatus, ClaimStatus, StringComparison.OrdinalIgnoreCase))
        && (EmailDomain is null || (user.Email is { } email && EmailDomain.Any(domain => email.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase))));

    private void WarnOfStates()
    {
        List<string> kinds = _notUnderstood.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (kinds.Count > 0)
        {
            WriteWarning($"{_notUnderstood.Count} {(_notUnderstood.Count == 1 ? "cell says" : "cells say")} in a way that is not known whether somebody has left: "
                + $"{string.Join(", ", kinds.Take(MostShown))}{(kinds.Count > MostShown ? ", …" : "")}. These people count as active.");
        }
    }
}
