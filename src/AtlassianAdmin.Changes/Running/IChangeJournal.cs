namespace AtlassianAdmin.Changes.Running;

/// <summary>Keeps a record of every change, on its way to the service and back.</summary>
public interface IChangeJournal
{
    /// <summary>Records what is about to be sent, with the state before. When it throws, nothing is sent.</summary>
    /// <param name="change">The change as it stands just before it is sent.</param>
    /// <returns>What the result is written to.</returns>
    /// <exception cref="AdminException">The record could not be kept.</exception>
    IJournaledWrite Begin(Change change);

    /// <summary>Hears what became of a change when it is over, also of one for which nothing was sent.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="AdminException">The record could not be kept.</exception>
    void Close(Change change);
}

/// <summary>A change that was recorded before it was sent, and waits for its result.</summary>
public interface IJournaledWrite
{
    /// <summary>Records what became of it. Called again when reading back has told more: the last record holds.</summary>
    /// <param name="change">The change as it stands now.</param>
    /// <exception cref="AdminException">The record could not be kept.</exception>
    void Complete(Change change);
}
