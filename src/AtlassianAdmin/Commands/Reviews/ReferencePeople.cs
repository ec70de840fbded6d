using AtlassianAdmin.Reviews.Comparison;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>The people of another system, as the rows of its list tell them.</summary>
internal sealed class ReferencePeople(AtlassianCmdlet cmdlet)
{
    private const int MostShown = 5;

    private readonly List<ReferencePerson> _people = [];
    private readonly List<string> _notUnderstood = [];

    public IReadOnlyList<ReferencePerson> All => _people;

    /// <summary>Takes rows; an error for each that names nobody.</summary>
    public void Add(IEnumerable<UserIdentity> identities, DateTimeOffset now)
    {
        foreach (UserIdentity identity in identities)
        {
            if (identity.Clues.Where(clue => clue.Kind == ClueKind.Email || OrganizationPeople.TakesAsAccount(clue)).ToList() is not { Count: > 0 } clues)
            {
                cmdlet.WriteError(new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? "it names nobody here")).ToErrorRecord(cmdlet, identity.Input));
                continue;
            }

            RowState state = identity.StateAt(now);
            _notUnderstood.AddRange(state.NotUnderstood);
            List<PersonClue> counting = clues.Where(clue => clue.Rank == clues[0].Rank).ToList();
            _people.Add(new ReferencePerson
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

    /// <summary>Warns of cells that do not tell whether somebody has left.</summary>
    public void WarnOfStates()
    {
        List<string> kinds = _notUnderstood.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (kinds.Count > 0)
        {
            cmdlet.WriteWarning($"{_notUnderstood.Count} {(_notUnderstood.Count == 1 ? "cell says" : "cells say")} in a way that is not known whether somebody has left: "
                + $"{string.Join(", ", kinds.Take(MostShown))}{(kinds.Count > MostShown ? ", …" : "")}. These people count as active.");
        }
    }
}
