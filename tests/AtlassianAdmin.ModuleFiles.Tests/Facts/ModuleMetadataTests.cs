using System;
using System.Collections.Generic;
using System.Linq;
using AtlassianAdmin.ModuleFiles.Facts;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests.Facts;

/// <summary>What PowerShell would say of the sample cmdlets. pester/Help.Tests.ps1 compares every cmdlet of the module with PowerShell.</summary>
public sealed class ModuleMetadataTests : IDisposable
{
    private readonly ModuleMetadata _module = new(AppContext.BaseDirectory);

    private CmdletFacts Get => Cmdlet("Get-Sample");

    public void Dispose() => _module.Dispose();

    [Fact]
    public void Cmdlets_are_found_by_their_attribute_and_in_order() =>
        Assert.Equal(["Find-Sample", "Get-Sample"], _module.Cmdlets().Select(c => c.Name));

    [Fact]
    public void The_default_set_is_the_first_and_a_cmdlet_without_sets_has_one_without_a_name()
    {
        Assert.Equal(["Search", "Id"], Get.Sets);
        Assert.Equal([null], Cmdlet("Find-Sample").Sets);
    }

    [Fact]
    public void Parameters_come_in_the_order_of_declaration_then_those_of_the_base_then_the_common_ones() =>
        Assert.Equal(
            ["Limit", "Key", "Id", "Name", "State", "Color", "Palette", "Force", "Kept", "Since", "WhatIf", "Confirm"],
            Get.Parameters.Select(p => p.Name));

    [Theory]
    [InlineData("Search", "Name Id Limit State Color Palette Force Kept Since WhatIf Confirm")]
    [InlineData("Id", "Id Key Limit State Color Palette Force Kept Since WhatIf Confirm")]
    public void A_syntax_has_positions_first_then_what_must_be_given(string set, string names) =>
        Assert.Equal(names.Split(' '), Get.Syntax(set).Select(p => p.Name));

    [Theory]
    [InlineData("Limit", "System.Int32", "int", "Int32")]
    [InlineData("Name", "System.String[]", "string[]", "String[]")]
    [InlineData("Key", "System.Security.SecureString", "securestring", "SecureString")]
    [InlineData("Since", "System.DateTimeOffset", "DateTimeOffset", "DateTimeOffset")]
    [InlineData("Force", "System.Management.Automation.SwitchParameter", "switch", "SwitchParameter")]
    [InlineData("Palette", "AtlassianAdmin.ModuleFiles.Tests.Samples.SampleColor[]", "SampleColor[]", "SampleColor[]")]
    public void Types_have_the_names_of_PowerShell(string parameter, string full, string inSyntax, string simple) =>
        Assert.Equal(new TypeName(full, inSyntax, simple), Parameter(parameter).Type);

    [Theory]
    [InlineData("State", "open closed")]
    [InlineData("Color", "Red Green")]
    [InlineData("Palette", "Red Green")]
    [InlineData("Name", "")]
    public void Values_come_from_a_set_or_an_enumeration(string parameter, string values) =>
        Assert.Equal(values.Split(' ', StringSplitOptions.RemoveEmptyEntries), Parameter(parameter).Values);

    [Fact]
    public void Each_set_has_its_own_position_and_its_own_way_of_binding()
    {
        Assert.Equal(new ParameterUse("Id", 0, true, true, true), Parameter("Id").UseIn("Id"));
        Assert.Equal(new ParameterUse("Search", 1, false, false, false), Parameter("Id").UseIn("Search"));
        // In one line for both: it is not needed in every set, and it can come from the pipeline.
        Assert.Equal(new ParameterUse(null, 0, false, true, true), Parameter("Id").Summary);
    }

    [Fact]
    public void Aliases_and_wildcards_are_told()
    {
        Assert.Equal(["Title", "Label"], Parameter("Name").Aliases);
        Assert.True(Parameter("Name").TakesWildcards);
        Assert.Empty(Parameter("Id").Aliases);
        Assert.False(Parameter("Id").TakesWildcards);
        Assert.Equal(["wi"], Parameter("WhatIf").Aliases);
        Assert.Equal(["cf"], Parameter("Confirm").Aliases);
    }

    [Fact]
    public void Paging_brings_its_parameters()
    {
        IReadOnlyList<ParameterFacts> parameters = Cmdlet("Find-Sample").Parameters;
        Assert.Equal(["Color", "IncludeTotalCount", "Skip", "First"], parameters.Select(p => p.Name));
        Assert.Equal(["SampleColor", "switch", "ulong", "ulong"], parameters.Select(p => p.Type.Short));
    }

    [Fact]
    public void Inputs_are_the_types_from_the_pipeline_and_outputs_those_of_the_attributes()
    {
        Assert.Equal(["System.String", "System.String[]"], Get.Inputs.Select(t => t.FullName));
        Assert.Equal(["AtlassianAdmin.ModuleFiles.Tests.Samples.Sample", "System.String"], Get.Outputs.Select(t => t.FullName));
        Assert.Empty(Cmdlet("Find-Sample").Inputs);
        Assert.Equal(["System.IO.FileInfo"], Cmdlet("Find-Sample").Outputs.Select(t => t.FullName));
    }

    private CmdletFacts Cmdlet(string name) => _module.Cmdlets().Single(c => c.Name == name);

    private ParameterFacts Parameter(string name) => Get.Parameters.Single(p => p.Name == name);
}
