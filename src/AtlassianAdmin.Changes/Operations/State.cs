namespace AtlassianAdmin.Changes.Operations;

/// <summary>The state of the one thing that an operation is about, as it was read at one moment. Its text is one short value in the service's words.</summary>
public abstract record State
{
    /// <summary>The e-mail address of the person at that moment; null when it was not told.</summary>
    public string? Email { get; init; }

    /// <summary>The display name of the person at that moment; null when it was not told.</summary>
    public string? Name { get; init; }

    /// <summary>The name of what is changed as the service tells it now; null when it tells none.</summary>
    internal virtual string? TargetName => null;

    /// <summary>What a change keeps of it: a record of many people is kept for long.</summary>
    internal virtual State Kept => this;

    /// <summary>One short value.</summary>
    private protected abstract string Text { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;
}
