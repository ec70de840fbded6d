namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Which way a body goes: read-only properties belong to replies only.</summary>
public enum ContractDirection
{
    Request,
    Reply,
}
