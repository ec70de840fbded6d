namespace AtlassianAdmin.Changes.Registry;

/// <summary>One kind of change: its name in journals and plans, and whom it touches.</summary>
/// <param name="Name">The name in journals and plans; never renamed.</param>
/// <param name="Spec">The type that says what is asked.</param>
/// <param name="State">The type of the state that it is about; null for an expansion, whose operations have one.</param>
/// <param name="Touches">Whom it touches.</param>
public sealed record OperationKind(string Name, Type Spec, Type? State, Touched Touches);
