using System.Collections.Generic;
using System.Linq;

namespace AtlassianAdmin.ModuleFiles.Facts;

/// <summary>A parameter as its class declares it.</summary>
internal sealed class ParameterFacts
{
    public required string Name { get; init; }

    public required TypeName Type { get; init; }

    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The values that are accepted; empty when they cannot be listed.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public bool TakesWildcards { get; init; }

    public bool IsSwitch => Type.FullName == "System.Management.Automation.SwitchParameter";

    public bool IsIn(string? set) => Uses.Any(u => u.IsIn(set));

    public ParameterUse UseIn(string? set) => Uses.First(u => u.IsIn(set));

    /// <summary>All uses as one, for a description that does not tell the sets apart.</summary>
    public ParameterUse Summary => new(
        null,
        Uses.FirstOrDefault(u => u.Position is not null)?.Position,
        Uses.All(u => u.IsMandatory),
        Uses.Any(u => u.ByValue),
        Uses.Any(u => u.ByPropertyName));
}
