using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Engine;

/// <summary>One thing that is asked for a person, and the words of the question about it.</summary>
/// <param name="Question">Such as <c>Disable account</c>.</param>
/// <param name="Spec">What is asked.</param>
internal sealed record AskedChange(string Question, OperationSpec Spec);
