using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>What is asked for one subject: an <see cref="Operation"/>, or an <see cref="Expansion"/> into several once their list is read.</summary>
public abstract class Intent
{
    private protected Intent(OperationSpec spec, Subject subject)
    {
        Spec = spec;
        Subject = subject;
    }

    /// <summary>What is asked.</summary>
    public OperationSpec Spec { get; }

    /// <summary>For whom.</summary>
    public Subject Subject { get; }

    /// <summary>The person as a page of the search showed them on the way; null when none did.</summary>
    internal User? Page { get; set; }

    /// <summary>The word in change objects, such as <c>Disable</c>.</summary>
    public abstract string Action { get; }

    /// <summary>The words in sentences, such as <c>disabling</c>.</summary>
    public abstract string Gerund { get; }

    /// <summary>Which way the change goes, as change objects tell it.</summary>
    public virtual string Route => "Account";

    /// <summary>What is changed, in words: the group, the role and its product, the directory, the token, the address, the fields.</summary>
    public abstract string Target { get; }

    /// <summary>What it will change, as a plan tells a reviewer.</summary>
    public abstract string Effect { get; }

    /// <summary>The same, with what was seen when it was planned.</summary>
    /// <param name="seen">The state; null when it was not read.</param>
    internal virtual string EffectFrom(State? seen) => Effect;

    /// <summary>True when Undo-AtlassianChange can reverse it.</summary>
    /// <param name="seen">The state before; null when it was not read.</param>
    internal abstract bool CanBeUndone(State? seen);

    /// <summary>The id of what is changed; null where it has none of its own.</summary>
    public virtual string? TargetId => null;

    /// <summary>What tells the thing that it changes from everything else of the person: two roles are two things.</summary>
    internal virtual string? ThingId => TargetId;

    /// <summary>What <see cref="Target"/> is, where that is no person's own, such as <c>group</c>; null where a person changes.</summary>
    public virtual string? Noun => null;

    /// <summary>A value that only one person can have, such as an e-mail address; null where many can have the same.</summary>
    internal virtual string? ExclusiveTarget => null;

    /// <summary>Whether the one who has <see cref="ExclusiveTarget"/> is to give it up first, in the same command. Asked in a preview, by account or SCIM record.</summary>
    internal Func<string, Task<bool>> IsGivenUpAsync { get; set; } = _ => Task.FromResult(false);

    /// <summary>The value of that kind that nobody has any more afterwards; null where none gets free.</summary>
    /// <param name="before">The state before; null when it was not read.</param>
    internal virtual string? FreedFrom(State? before) => null;

    /// <summary>True when what <see cref="TargetId"/> names is gone afterwards.</summary>
    internal virtual bool EndsTarget => false;

    /// <summary>True when that state leaves nothing to do.</summary>
    internal abstract bool IsSettledIn(State state);

    /// <summary>What brings back the state before, in words; null where nothing does.</summary>
    /// <param name="seen">The state before; null when it was not read.</param>
    internal abstract string? InverseFrom(State? seen);

    /// <summary>Whom it touches, for <c>-ProtectedIdentity</c> and <c>-MaxChanges</c>.</summary>
    public virtual Touched Touches => Touched.Person;

    /// <summary>What is wrong with what is asked, whatever the state; null when nothing is.</summary>
    internal virtual AdminException? Violation => Spec.Violation;

    /// <summary>True for a refusal that everything would meet that is asked with the same key.</summary>
    internal virtual bool IsKeyRejection(AdminException failure) => failure.RefusesTheKey;

    /// <summary>Why a state is only as wanted because what was named is not there at all; null when it is there, or that cannot be told.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    internal virtual Task<AdminException?> CheckExistenceAsync(CancellationToken cancellationToken) => Task.FromResult<AdminException?>(null);

    /// <summary>States in a few words, as a question tells them.</summary>
    internal virtual string Summarize(IReadOnlyList<State> states) => string.Join(",", states.Select(s => s.ToString()).Distinct());

    /// <summary>What a question says of the states that would change; of fields, the old and the new value of each.</summary>
    internal virtual string DescribeFrom(IReadOnlyList<State> before) => $"now {Summarize(before)}";

    /// <summary>The old and the new value of a field, as a question tells them.</summary>
    private protected static string FromTo(string field, string? before, string? after) => $"{field}: {(string.IsNullOrEmpty(before) ? "empty" : $"'{before}'")} -> '{after}'";

    /// <summary>What must not overlap and keeps its order: one person's changes, or those of one thing.</summary>
    internal string? OrderKey => Touches == Touched.Person && Noun is null ? Subject.PersonId : TargetId ?? $"{Noun} {Target}";
}
