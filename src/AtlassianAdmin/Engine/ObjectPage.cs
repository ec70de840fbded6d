namespace AtlassianAdmin.Engine;

/// <summary>What <c>-Skip</c> and <c>-First</c> leave of the objects that a command returns.</summary>
/// <param name="paging">What was typed.</param>
internal sealed class ObjectPage(PagingParameters paging)
{
    private ulong _place;

    /// <summary>True when no more objects are wanted: nothing has to be read for them.</summary>
    public bool IsFull => _place >= paging.Skip && _place - paging.Skip >= paging.First;

    /// <summary>True for an object that is on the page; the next one is asked about after it.</summary>
    public bool Takes()
    {
        bool isTaken = _place >= paging.Skip && !IsFull;
        _place++;
        return isTaken;
    }
}
