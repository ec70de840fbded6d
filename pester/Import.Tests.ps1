# What PowerShell is told about the module, against what the module is.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeDiscovery {
    $modulePath = if ($env:ATLASSIANADMIN_MODULE) { $env:ATLASSIANADMIN_MODULE } else { Join-Path $PSScriptRoot '../out/AtlassianAdmin/AtlassianAdmin.psd1' }
    $viewFiles = @(Get-ChildItem (Split-Path $modulePath) -Filter *.ps1xml | ForEach-Object Name)
    $ourAssemblies = @(Get-ChildItem (Split-Path $modulePath) -Filter AtlassianAdmin*.dll | ForEach-Object BaseName)
}

BeforeAll {
    $script:ModulePath = if ($env:ATLASSIANADMIN_MODULE) { $env:ATLASSIANADMIN_MODULE } else { Join-Path $PSScriptRoot '../out/AtlassianAdmin/AtlassianAdmin.psd1' }
    $script:ModulePath = (Resolve-Path -LiteralPath $ModulePath -ErrorAction Stop).ProviderPath
    $script:Root = Split-Path $ModulePath
    $script:Manifest = Import-PowerShellDataFile $ModulePath
    Import-Module $ModulePath
    $script:Module = Get-Module AtlassianAdmin
    $script:CmdletAssembly = [AtlassianAdmin.Session.AtlassianConnection].Assembly

    # The cmdlets that are there, whatever the manifest says.
    $script:Cmdlets = @($CmdletAssembly.GetExportedTypes() | ForEach-Object {
            $attribute = $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
            if ($attribute) {
                "$($attribute.VerbName)-$($attribute.NounName)"
            }
        } | Sort-Object)
}

Describe 'The manifest' {
    It 'is valid, without a warning' {
        Test-ModuleManifest $ModulePath -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
    }

    It 'says that both editions can use it' {
        $Manifest.PowerShellVersion | Should -Be '5.1'
        $Manifest.CompatiblePSEditions | Sort-Object | Should -Be 'Core', 'Desktop'
    }

    It 'exports exactly the cmdlets that there are, in the order of the alphabet' {
        $Manifest.CmdletsToExport | Should -Be $Cmdlets
    }

    It 'exports nothing else' {
        $Manifest.FunctionsToExport | Should -BeNullOrEmpty
        $Manifest.AliasesToExport | Should -BeNullOrEmpty
        $Manifest.VariablesToExport | Should -BeNullOrEmpty
    }

    It 'needs no other module' {
        $Manifest.ContainsKey('RequiredModules') | Should -BeFalse
    }

    It 'has the version of <_>' -ForEach $ourAssemblies {
        $version = [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $Root "$_.dll")).Version
        "$($version.Major).$($version.Minor).$($version.Build)" | Should -Be $Manifest.ModuleVersion
    }
}

Describe 'The imported module' {
    It 'has exactly the cmdlets that there are' {
        $Module.ExportedCommands.Keys | Sort-Object | Should -Be $Cmdlets
        $Module.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $Module.ExportedVariables.Keys | Should -BeNullOrEmpty
    }

    It 'uses approved verbs only' {
        $Cmdlets | Where-Object { ($_ -split '-')[0] -notin (Get-Verb).Verb } | Should -BeNullOrEmpty
    }

    It 'marks every noun as its own' {
        $Cmdlets | Where-Object { $_ -notlike '*-Atlassian*' } | Should -BeNullOrEmpty
    }

    It 'says of every cmdlet what it returns' {
        (Get-Command -Module AtlassianAdmin | Where-Object { -not $_.OutputType }).Name | Should -BeNullOrEmpty
    }

    It 'is made of one build for every PowerShell' {
        $target = $CmdletAssembly.GetCustomAttributes([System.Runtime.Versioning.TargetFrameworkAttribute], $false)
        $target.FrameworkName | Should -Be '.NETStandard,Version=v2.0'
    }
}

Describe 'The folder of the module' {
    It 'has our assemblies in its root and nobody else''s' {
        $names = (Get-ChildItem $Root -Filter *.dll).Name
        $names | Should -Contain 'AtlassianAdmin.dll'
        $names | Should -Contain 'AtlassianAdmin.Client.dll'
        $names | Where-Object { $_ -notlike 'AtlassianAdmin*' } | Should -BeNullOrEmpty
    }

    It 'has none of ours, and nothing of PowerShell''s, among the libraries' {
        (Get-ChildItem (Join-Path $Root 'dependencies')).Name -match '^(AtlassianAdmin|System\.Management\.Automation)|\.(?!dll$)[^.]+$' | Should -BeNullOrEmpty
    }

    It 'has every library that an assembly of it refers to' {
        $here = Get-ChildItem $Root -Filter *.dll -Recurse
        $missing = foreach ($ours in $here | Where-Object Name -Like 'AtlassianAdmin*') {
            [System.Reflection.Assembly]::LoadFrom($ours.FullName).GetReferencedAssemblies().Name |
                Where-Object { $_ -notin $here.BaseName -and $_ -notin 'netstandard', 'System.Management.Automation' }
        }
        $missing | Should -BeNullOrEmpty
    }
}

Describe 'A second copy of the module' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
        $script:Copy = Join-Path $TestDrive 'copy/AtlassianAdmin'
        $null = New-Item -ItemType Directory -Path (Split-Path $Copy)
        Copy-Item -LiteralPath $Root -Destination $Copy -Recurse
        $script:Copy = Join-Path $Copy 'AtlassianAdmin.psd1'

        # Imports as the script says, and after each import uses a cmdlet, a view and the help.
        function Invoke-Import {
            param([string] $Script)
            $use = {
                function Use-Module {
                    Connect-AtlassianOrganization -Sandbox
                    $table = Get-AtlassianUser mia.active@example.com | Format-Table | Out-String
                    if ($table -notmatch 'ClaimStatus' -or (Get-Help Get-AtlassianUser).Synopsis -notmatch '^Gets ') {
                        throw "No view or no help: $table"
                    }
                    Disconnect-AtlassianOrganization
                    'used'
                }
            }
            Invoke-ChildShell "`$first = '$($ModulePath -replace "'", "''")'; `$copy = '$($Copy -replace "'", "''")'; $use; $Script; `$Error | ForEach-Object { ""error: `$_"" }"
        }
    }

    It 'is imported beside the first' {
        $child = Invoke-Import 'Use-Module; Import-Module $copy -Force; Use-Module; Import-Module $first -Force; Use-Module'
        $child.Text.Trim() -split '\r?\n' | Should -Be 'used', 'used', 'used'
    }

    It 'is imported after the first was removed, and the first after it' {
        $child = Invoke-Import 'Use-Module; Remove-Module AtlassianAdmin; Import-Module $copy -Force; Use-Module; Remove-Module AtlassianAdmin; Import-Module $first; Use-Module'
        $child.Text.Trim() -split '\r?\n' | Should -Be 'used', 'used', 'used'
    }
}

Describe 'The views in <_>' -ForEach $viewFiles {
    BeforeAll {
        $script:Xml = [xml](Get-Content -LiteralPath (Join-Path $Root $_) -Raw)
        $script:File = $_

        # A type of ours by its name, wherever it lives.
        function Find-Type {
            param([string] $Name)
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'AtlassianAdmin*' }) {
                if ($type = $assembly.GetType($Name)) {
                    return $type
                }
            }
        }
    }

    It 'is one that the manifest names' {
        $File | Should -BeIn $Manifest.FormatsToProcess
    }

    It 'is about types that exist' {
        $names = @($Xml.SelectNodes('//ViewSelectedBy/TypeName').InnerText)
        $names.Count | Should -BeGreaterThan 0
        $names | Where-Object { -not (Find-Type $_) } | Should -BeNullOrEmpty
    }

    It 'shows only properties that exist' {
        $unknown = foreach ($view in $Xml.SelectNodes('//View')) {
            $name = $view.SelectSingleNode('ViewSelectedBy/TypeName').InnerText
            $known = (Find-Type $name).GetProperties().Name
            $view.SelectNodes('.//PropertyName').InnerText | Where-Object { $_ -and $_ -notin $known } | ForEach-Object { "$name $_" }
        }
        $unknown | Should -BeNullOrEmpty
    }
}

Describe 'The manifest and the types of PowerShell' {
    It 'leaves the types of the session alone' {
        $Manifest.ContainsKey('TypesToProcess') | Should -BeFalse
        @(Get-TypeData | Where-Object TypeName -Like 'AtlassianAdmin.*') | Should -BeNullOrEmpty
    }
}

Describe 'The classes between PSCmdlet and a cmdlet' {
    BeforeAll {
        $script:Bases = @($CmdletAssembly.GetExportedTypes() | Where-Object { $_.IsAbstract -and $_.IsSubclassOf([System.Management.Automation.PSCmdlet]) })
        function Get-Depth([type] $Type) {
            for ($depth = 0; $Type -ne [System.Management.Automation.PSCmdlet]; $depth++) {
                $Type = $Type.BaseType
            }
            $depth
        }
    }

    It 'are at most eight' {
        $Bases.Name | Sort-Object | Should -Be 'AtlassianCmdlet', 'ChangeCmdlet', 'ConnectedCmdlet', 'GroupMemberCmdlet', 'KeySourceCmdlet', 'PersonChangeCmdlet', 'PersonCmdlet', 'PersonReadCmdlet'
        $Bases.Count | Should -BeLessOrEqual 8
    }

    It 'are at most four deep' {
        ($Bases | ForEach-Object { Get-Depth $_ } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 4
    }

    It 'are used by more than one cmdlet each' {
        $Bases | Where-Object { $base = $_; @($CmdletAssembly.GetExportedTypes() | Where-Object { -not $_.IsAbstract -and $_.IsSubclassOf($base) }).Count -lt 2 } | Should -BeNullOrEmpty
    }
}
