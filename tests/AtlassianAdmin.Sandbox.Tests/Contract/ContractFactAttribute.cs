namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>A test against the vendor's documents; skipped, with the reason, where they are absent. (xUnit 2 cannot skip a test that runs.)</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractFactAttribute : FactAttribute
{
    public ContractFactAttribute() => Skip = ApiContract.Absence;
}

/// <summary>Like <see cref="ContractFactAttribute"/>, for tests with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractTheoryAttribute : TheoryAttribute
{
    public ContractTheoryAttribute() => Skip = ApiContract.Absence;
}
