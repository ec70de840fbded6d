namespace AtlassianAdmin.Changes.Running;

/// <summary>How changes are run.</summary>
/// <param name="ReadFirst">True to read the state before, which also spares a write that has nothing to do.</param>
/// <param name="Verify">True to read the state back.</param>
/// <param name="LeavesProof">True to leave reading back open where a page of many people can do it.</param>
public readonly record struct RunOptions(bool ReadFirst, bool Verify, bool LeavesProof = false);
