namespace AtlassianAdmin.Changes.Operations;

/// <summary>A site that is connected beside an organization, with what its connection refuses by itself.</summary>
/// <param name="Client">The client.</param>
/// <param name="Violation">Why a change of an account, named in words, would be refused; null when it would not.</param>
/// <param name="Admit">Counts an account just before a change of it is sent, or throws that refusal.</param>
public sealed record ConnectedSite(SiteClient Client, Func<string, string, AdminException?> Violation, Action<string, string> Admit);
