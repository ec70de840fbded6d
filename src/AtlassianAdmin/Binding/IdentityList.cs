namespace AtlassianAdmin.Binding;

/// <summary>The people of one command, as they come: blank rows and repeated headers are left out, and a list of which no column names people is one error.</summary>
internal sealed class IdentityList(IdentityWarnings warnings)
{
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>Those of the given who are to be looked up.</summary>
    /// <param name="given">What was bound; null, and null in it, is somebody who is not named.</param>
    /// <param name="column">The only column that names people; null for those whose headers say so.</param>
    public IEnumerable<UserIdentity> Take(UserIdentity?[]? given, string? column)
    {
        foreach (UserIdentity? one in given ?? [null])
        {
            UserIdentity identity = one is null ? new UserIdentity("") : one.By(column);
            if (identity.Row is not { } row)
            {
                yield return identity;
                continue;
            }

            warnings.Note(row);
            if (row.IsBlank || row.IsHeader)
                continue;
            // The first such row is told, with the columns of all of them.
            if (row.NamesPeople || _unreadable.Add(string.Join("\n", row.Columns)))
                yield return identity;
            else
                warnings.NoteUnreadable();
        }
    }
}
