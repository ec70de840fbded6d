namespace AtlassianAdmin.Binding;

/// <summary>Where people are looked up: an organization, a SCIM directory or a site.</summary>
internal interface IPersonDirectory
{
    /// <summary>Whether a clue can name somebody here.</summary>
    bool Takes(PersonClue clue);

    /// <summary>Begins to look a window of people up; where the service takes many at once, they are asked for together.</summary>
    IPersonLookup Begin(IReadOnlyList<PersonClue> clues, CancellationToken cancellationToken);
}

/// <summary>The answers of a directory about a window of people.</summary>
internal interface IPersonLookup
{
    /// <summary>Whom a clue names, everybody whom it may mean.</summary>
    /// <param name="clue">The clue.</param>
    /// <param name="identity">The identity that it belongs to.</param>
    /// <exception cref="AdminException">Nobody has it, or the directory could not be asked.</exception>
    Task<IReadOnlyList<FoundPerson>> FindAsync(PersonClue clue, UserIdentity identity);

    /// <summary>True when what is known of a person already says that the clue is theirs, and nobody needs to be asked.</summary>
    bool Confirms(FoundPerson person, PersonClue clue);
}
