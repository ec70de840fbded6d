using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AtlassianAdmin.Session;
using Xunit;

namespace AtlassianAdmin.Tests.Engines;

/// <summary>
/// The module is compiled against PowerShellStandard.Library and runs in every PowerShell since 5.1: what it uses must be there,
/// in each of them. pester/Engine.Tests.ps1 asks the same of the PowerShell that it runs on.
/// </summary>
public class EngineMemberTests
{
    private const string LoadContext = "System.Runtime.Loader.AssemblyLoadContext";

    /// <summary>What the loader looks up in the runtime of PowerShell 7.</summary>
    private static readonly string[] RuntimeMembers = ["LoadFromAssemblyPath", "Resolving", "AssemblyResolve"];

    /// <summary>Other texts in methods that look something up.</summary>
    private static readonly string[] OtherNames =
    [
        // Of .NET Framework.
        "_AssemblyResolve",
        // Of SecretStore; pester/AdminKey.Tests.ps1 proves them with the module itself.
        "Microsoft.PowerShell.SecretStore.LocalSecretStore", "GetInstance", "EnumerateObjectInfo",
        // Our own.
        "AtlassianAdmin", "OnResolving",
    ];

    private static readonly Dictionary<string, EngineUse> Uses =
        Directory.EnumerateFiles(AppContext.BaseDirectory, "AtlassianAdmin*.dll")
            .Where(file => file != typeof(EngineMemberTests).Assembly.Location)
            .ToDictionary(file => Path.GetFileName(file), EngineUse.Read);

    public static TheoryData<string> Engines => [.. InstalledEngines.Files];

    [Fact]
    public void The_cmdlets_use_PowerShell_and_no_other_room_does()
    {
        Assert.Equal([typeof(AtlassianConnection).Assembly.GetName().Name + ".dll"], Uses.Where(use => use.Value.Types.Count > 0).Select(use => use.Key));
        Assert.InRange(Cmdlets.Types.Count, 50, 200);
        Assert.InRange(Cmdlets.Members.Count, 70, 300);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_type_and_member_is_in(string engine)
    {
        EngineAssembly assembly = EngineAssembly.Read(engine);

        string[] missingTypes = [.. Cmdlets.Types.Where(type => !assembly.HasType(type))];
        (string Type, string Member)[] missingMembers = [.. Cmdlets.Members.Where(use => !assembly.HasMember(use.Type, use.Member))];

        Assert.Empty(missingTypes);
        Assert.Empty(missingMembers);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_is_not_there_is_missed_in(string engine)
    {
        EngineAssembly assembly = EngineAssembly.Read(engine);

        Assert.False(assembly.HasType("System.Management.Automation.NoSuchType"));
        Assert.False(assembly.HasMember("System.Management.Automation.PSCmdlet", "get_SessionState() : System.Int32"));
        // There, but nobody else may use it.
        Assert.True(assembly.HasMemberNamed("System.Management.Automation.Cmdlet", "Context"));
        Assert.False(assembly.HasMember("System.Management.Automation.Cmdlet", "get_Context() : System.Management.Automation.ExecutionContext"));
    }

    [Fact]
    public void Every_name_that_is_looked_up_is_known_here()
    {
        Assert.Equal(RuntimeMembers.Concat(OtherNames).Append(LoadContext).Order(StringComparer.Ordinal), Cmdlets.LookedUpNames);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_name_of_the_runtime_is_in_that_of(string engine)
    {
        // Only a PowerShell that brings its runtime has it there; another one runs on an installed one, as these tests do.
        string own = Path.Combine(Path.GetDirectoryName(engine)!, "System.Private.CoreLib.dll");
        EngineAssembly runtime = EngineAssembly.Read(File.Exists(own) ? own : typeof(object).Assembly.Location);

        Assert.True(runtime.HasType(LoadContext));
        Assert.All(RuntimeMembers, name => Assert.True(runtime.HasMemberNamed(LoadContext, name), name));
    }

    private static EngineUse Cmdlets => Uses["AtlassianAdmin.dll"];
}
