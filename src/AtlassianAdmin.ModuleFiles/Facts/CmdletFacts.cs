using System.Collections.Generic;
using System.Linq;

namespace AtlassianAdmin.ModuleFiles.Facts;

/// <summary>A cmdlet as its class declares it.</summary>
internal sealed class CmdletFacts
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => $"{Verb}-{Noun}";

    public required string? DefaultSet { get; init; }

    /// <summary>All parameters of its own, in the order of PowerShell. WhatIf and Confirm are the last.</summary>
    public required IReadOnlyList<ParameterFacts> Parameters { get; init; }

    /// <summary>The types of the objects that it returns.</summary>
    public required IReadOnlyList<TypeName> Outputs { get; init; }

    /// <summary>The types of the parameters that take the pipeline.</summary>
    public IReadOnlyList<TypeName> Inputs =>
        Parameters.Where(p => p.Uses.Any(u => u.TakesPipeline)).Select(p => p.Type).Distinct().ToList();

    /// <summary>The names of the parameter sets in the order of PowerShell; one null for a cmdlet without sets.</summary>
    public IReadOnlyList<string?> Sets
    {
        get
        {
            List<string?> named = Parameters.SelectMany(p => p.Uses).Select(u => u.Set)
                .Prepend(DefaultSet).Where(s => s is not null).Distinct().ToList();
            return named.Count == 0 ? [null] : named;
        }
    }

    /// <summary>The parameters of a set in the order of a syntax: positions first, then what must be given.</summary>
    public IEnumerable<ParameterFacts> Syntax(string? set) =>
        Parameters.Where(p => p.IsIn(set))
            .OrderBy(p => p.UseIn(set) switch
            {
                { Position: not null } => 0,
                { IsMandatory: true } => 1,
                _ => 2,
            })
            .ThenBy(p => p.UseIn(set).Position);
}
