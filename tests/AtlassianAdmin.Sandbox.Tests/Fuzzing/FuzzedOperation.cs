namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>A call of a client, and what holds of its result whatever the service answers.</summary>
/// <param name="Name">The call, as <c>Users.GetAsync</c>.</param>
/// <param name="CallAsync">Makes the call, and reads a list to its end.</param>
/// <param name="WrongAnswer">Who or what else the result is about than was asked; null when it is about the right one.</param>
internal sealed record FuzzedOperation(string Name, Func<FuzzClients, Task<object?>> CallAsync, Func<FuzzWorld, object?, string?> WrongAnswer)
{
    /// <summary>Brings the organization into the state in which the call can succeed; null when it is in it.</summary>
    public Func<FuzzClients, Task>? Before { get; init; }

    public override string ToString() => Name;
}
