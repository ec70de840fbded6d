using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Engine;

/// <summary>One input of a write command on the way to its change objects.</summary>
internal sealed class PendingChange : IPending
{
    private readonly Func<PendingChange, string> _describe;
    private IReadOnlyList<Change>? _settled;
    private string? _who;

    /// <param name="input">The input as it was given; the target of its error.</param>
    /// <param name="question">The words of the question, such as <c>Disable account</c>, as the parameters were bound for this input.</param>
    /// <param name="describe">The whole question, without the state that it would meet.</param>
    public PendingChange(string input, string question, Func<PendingChange, string> describe)
    {
        Input = input;
        Question = question;
        _describe = describe;
    }

    public string Input { get; }

    /// <summary>The place in the order of the input, from 0.</summary>
    public long Place { get; set; }

    public string Question { get; }

    /// <summary>The person that is meant; null where it is none, or known already.</summary>
    public UserIdentity? Identity { get; init; }

    /// <summary>What is asked, until it is known for whom.</summary>
    public OperationSpec? Spec { get; init; }

    /// <summary>Everything that is asked beside the person.</summary>
    public string Asked { get; init; } = "";

    /// <summary>What is run; null until it is known for whom.</summary>
    public ChangeUnit? Unit { get; set; }

    /// <summary>What was found out before asking; null when nobody is asked.</summary>
    public IReadOnlyList<Change>? Preview
    {
        get;
        set
        {
            field = value;
            _who = null;
        }
    }

    /// <summary>The changes on their way; null when nothing is to be sent.</summary>
    public Task? Sent { get; set; }

    public Task? Ready => _settled is null ? Sent : Task.CompletedTask;

    /// <summary>The changes as they stand now.</summary>
    public IReadOnlyList<Change> Changes => _settled ?? Unit?.Changes ?? [];

    /// <summary>The person or thing, as well as it is known before the change.</summary>
    public string Who => _who ??= NameOf(Preview is { Count: > 0 } ? Preview[0] : Unit!.NotStarted()[0]);

    /// <summary>The whole question.</summary>
    public string What
    {
        get
        {
            // A way that was not asked for by name is told before it is taken.
            string way = Preview is { Count: > 0 } && Preview[0].Route != Unit!.NotStarted()[0].Route ? $" by way of {Preview[0].Route}" : "";
            return _describe(this) + way + (Preview is null ? "" : Unit!.Expect(Preview));
        }
    }

    private static string NameOf(Change known)
    {
        if (known.Noun is not null)
            return known.TargetId is null ? known.Target : $"{known.Target} ({known.TargetId})";
        string id = known.ScimUserId ?? known.AccountId;
        return known.Email is null ? id : $"{(known.Name is null ? "" : known.Name + " ")}<{known.Email}>{(id.Length > 0 ? $" ({id})" : "")}";
    }

    /// <summary>What became of it without being sent.</summary>
    public void Settle(IReadOnlyList<Change> changes) => _settled = changes;

    /// <summary>It is not started any more.</summary>
    public void Skip()
    {
        if (Ready is null)
            _settled = Unit!.NotStarted();
    }
}
