# The module is compiled against PowerShellStandard.Library: what it uses of PowerShell must be in the one that runs this.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1') -Force
    $script:Engine = [psobject].Assembly
    $script:Cmdlets = [AtlassianAdmin.Session.AtlassianConnection].Assembly

    # Has the runtime look for everything that an assembly names in one of its tables, as it does when it first meets the name.
    function Resolve-Name {
        param([Parameter(Mandatory)][int] $Table, [Parameter(Mandatory)][string] $Method)
        # Stands in for the arguments of generic types and methods.
        $any = [type[]]@([object]) * 8
        for ($row = 1; ; $row++) {
            try {
                [pscustomobject]@{ Found = $Cmdlets.ManifestModule.$Method(($Table -shl 24) + $row, $any, $any); Failure = $null }
            }
            catch {
                $failure = $_.Exception.InnerException
                # After the last row.
                if ($failure -is [System.ArgumentOutOfRangeException]) {
                    return
                }
                [pscustomobject]@{ Found = $null; Failure = $failure }
            }
        }
    }
}

Describe 'This PowerShell' {
    It 'has every type that the module names' {
        $types = @(Resolve-Name 0x01 ResolveType)
        $types | Where-Object Failure | ForEach-Object { $_.Failure.Message } | Should -BeNullOrEmpty
        @($types.Found | Where-Object Assembly -EQ $Engine).Count | Should -BeGreaterThan 50
    }

    It 'has every method, constructor, property and field that the module names' {
        $members = @(Resolve-Name 0x0A ResolveMember)
        # The stand-in does not fit every type parameter; a type that is not there is told by the test above.
        $members | Where-Object { $_.Failure -and $_.Failure -isnot [System.TypeLoadException] } | ForEach-Object { $_.Failure.Message } | Should -BeNullOrEmpty
        @($members.Found | Where-Object { $_.DeclaringType.Assembly -eq $Engine }).Count | Should -BeGreaterThan 70
    }

    It 'has what the loader looks up by name' {
        $hidden = [System.Reflection.BindingFlags]'Static, NonPublic, Public'
        $find = { param($type, $method, $arguments) $Cmdlets.GetType("AtlassianAdmin.Loading.$type").GetMethod($method, $hidden).Invoke($null, $arguments) }
        & $find 'AssemblyResolveOrder' 'HandlersOf' @([AppDomain]::CurrentDomain) | Should -Not -BeNullOrEmpty
        # .NET Framework has no load contexts.
        [bool](& $find 'DependencyContext' 'Create' @($TestDrive.ToString())) | Should -Be ($PSVersionTable.PSEdition -eq 'Core')
    }
}
