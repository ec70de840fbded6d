namespace AtlassianAdmin.Reviews.Reviewing;

/// <summary>Where a review looked, who asked for it, and how: what a page must say beside its rows.</summary>
/// <param name="Organization">The organization as questions and change objects name it.</param>
/// <param name="Operator">Who ran it: the account of the operating system, and the machine.</param>
/// <param name="Parameters">How it was asked, in words.</param>
public sealed record ReviewContext(string Organization, string Operator, string Parameters);
