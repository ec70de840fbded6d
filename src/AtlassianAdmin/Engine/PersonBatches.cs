namespace AtlassianAdmin.Engine;

/// <summary>Takes many people, finds out who they are in batches, and hands each batch on.</summary>
/// <param name="cmdlet">The cmdlet, whose progress it is.</param>
/// <param name="target">Where people are looked up.</param>
/// <param name="take">Takes a batch, off the pipeline thread.</param>
internal sealed class PersonBatches(ConnectedCmdlet cmdlet, ITargetConnection target, Func<IReadOnlyList<ResolvedIdentity>, Task> take)
{
    private readonly List<UserIdentity> _batch = [];

    /// <summary>Takes a person.</summary>
    public void Add(UserIdentity identity)
    {
        cmdlet.Progress.Expect(1);
        _batch.Add(identity);
        if (_batch.Count == InputWindow<IPending>.LargestSize)
            HandOn();
    }

    /// <summary>Nobody comes any more.</summary>
    public void Finish()
    {
        if (_batch.Count > 0)
            HandOn();
        cmdlet.Progress.Complete();
    }

    private void HandOn()
    {
        UserIdentity[] batch = _batch.ToArray();
        _batch.Clear();
        cmdlet.Run(async () =>
        {
            IReadOnlyList<ResolvedIdentity> people = await target.ResolveAsync(batch, cmdlet.GiveUp).ConfigureAwait(false);
            cmdlet.IdentityWarnings.Note(people);
            await take(people).ConfigureAwait(false);
            return true;
        });
        foreach (UserIdentity _ in batch)
            cmdlet.Progress.Done();
    }
}
