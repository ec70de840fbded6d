namespace AtlassianAdmin.Sandbox.Http;

/// <summary>One request that a simulated organization answered: nothing in it names a person or a key.</summary>
/// <param name="Time">When it was answered.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path with <c>{}</c> in the place of each value; empty for a path that is nowhere.</param>
/// <param name="Status">The HTTP status of the answer.</param>
public sealed record AnsweredRequest(DateTimeOffset Time, string Method, string Template, int Status);
