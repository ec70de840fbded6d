using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Engine;

/// <summary>One input of a write command on the way to its change object.</summary>
internal sealed class PendingChange : IPendingPerson
{
    public PendingChange(string input, ChangeOperation operation, string question)
    {
        Input = input;
        Operation = operation;
        Question = question;
    }

    /// <summary>The input as it was given.</summary>
    public string Input { get; }

    /// <summary>The person that is meant; null where it is none, or known already.</summary>
    public UserIdentity? Identity { get; init; }

    public ChangeOperation Operation { get; }

    /// <summary>The words of the question, as the parameters were bound for this input.</summary>
    public string Question { get; }

    /// <summary>What it was resolved to; null until then, or when it could not be.</summary>
    public ChangeTarget? Target { get; set; }

    /// <summary>What was found out before asking; null when nobody is asked.</summary>
    public Change? Foreseen { get; set; }

    /// <summary>The change on its way; null when it is not to be sent.</summary>
    public Task<Change>? Sent { get; set; }

    /// <summary>The person, as well as it is known before the change.</summary>
    public string Who
    {
        get
        {
            string? email = Foreseen?.Email ?? Target!.Email;
            string? name = Foreseen?.Name ?? Target!.Name;
            return email is null ? Target!.SubjectId : $"{(name is null ? "" : name + " ")}<{email}> ({Target!.SubjectId})";
        }
    }

    /// <summary>What the change would meet, as the end of the question.</summary>
    public string Expectation => Foreseen switch
    {
        null => "",
        { Failure: { } failure } => $" - would be refused, {failure.Code}: {failure.Message}",
        { After: { } after } => $" - nothing would be sent, it is {after} already",
        { Before: { } before } => $" - now {before}",
        _ => "",
    };

    /// <summary>What became of it without being sent; null when it is.</summary>
    public Change? Settled { get; private set; }

    /// <summary>What was asked beside the person.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>True for a row that asks what another row about the same person has asked: it is no change of its own.</summary>
    public bool IsRepeated { get; set; }

    public Task? Ready => Settled is null && !IsRepeated ? Sent : Task.CompletedTask;

    public void Settle(Change change) => Settled = change;

    /// <summary>What can be said when the command was stopped.</summary>
    public Change AfterStop(ChangeRunner runner) =>
        Settled is not null ? Settled
        : Sent is { Status: TaskStatus.RanToCompletion } sent ? sent.Result
        : Target is null ? runner.NotStarted(Input, Operation)
        : runner.NotStarted(Target, Operation).AsUnknown(Sent is not null);
}
