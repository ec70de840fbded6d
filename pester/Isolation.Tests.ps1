# The module beside another one that brings the same libraries: nobody gets the other's. Every scene plays in a PowerShell
# process of its own, because what is loaded stays loaded; it tells what it saw, and the tests look at that.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeDiscovery {
    $desktop = $PSVersionTable.PSEdition -eq 'Desktop'

    # On .NET Framework a module with libraries of its own works only with a handler, and the usual one answers for everybody.
    $older = @(
        if (-not $desktop) {
            @{ Fixture = 'netstandard2.0'; Handler = ''; ForEverybody = $false }
        }
        @{ Fixture = 'netstandard2.0'; Handler = ', and a handler that gives them to everybody'; ForEverybody = $true }
    )
    $orders = @(
        @{ Order = 'theirs is used first'; Steps = 'UseTheirs', 'ImportOurs', 'UseOurs', 'UseTheirs', 'UseOurs' }
        @{ Order = 'ours is used first'; Steps = 'ImportOurs', 'UseOurs', 'UseTheirs', 'UseOurs', 'UseTheirs' }
        @{ Order = 'ours is imported first and used last'; Steps = 'ImportOurs', 'UseTheirs', 'UseOurs', 'UseTheirs' }
    )
    $olderScenes = foreach ($kind in $older) {
        foreach ($order in $orders) {
            $kind + $order
        }
    }
    $sameScenes = foreach ($order in $orders) {
        @{ Fixture = 'net10.0'; ForEverybody = $false } + $order
    }
    $net10 = -not $desktop -and [Environment]::Version.Major -ge 10
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:ModulePath = Get-ModulePath
    $script:DependencyPath = Join-Path (Split-Path $ModulePath) 'dependencies'
    $script:Dependencies = @(Get-ChildItem $DependencyPath -Filter *.dll | ForEach-Object BaseName)
    # A build of the solution puts it there.
    $script:FixturePath = (Resolve-Path (Join-Path $PSScriptRoot '../artifacts/ConflictingModule') -ErrorAction Stop).ProviderPath

    # What every scene can use. It runs in the other process.
    $script:Prelude = {
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'

        function Import-Ours {
            Import-Module $ours
        }

        function Use-Ours {
            # With these numbers the first request fails, and no other: sending it again takes a library that others bring too.
            $sandbox = Start-AtlassianSandbox -UserCount 20 -Fault 503 -FaultRate 0.02 -FaultSeed 15
            Connect-AtlassianOrganization $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri
            $change = Disable-AtlassianUser mia.active@example.com -Verify -PassThru -Confirm:$false
            "$($change.Outcome) $($change.Verified)"
            Disconnect-AtlassianOrganization
            Stop-AtlassianSandbox $sandbox
        }

        function Use-Theirs {
            param([bool] $ForEverybody)
            Import-Module $theirs
            @(Use-OtherLibrary -ForEverybody:$ForEverybody | Select-Object Name, Version, Path, Result)
        }

        function Get-Loaded {
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic } | ForEach-Object {
                [pscustomobject]@{ Name = $_.GetName().Name; Version = [string]$_.GetName().Version; Path = $_.Location }
            }
        }
    }

    # Plays a scene in a process of its own and returns what it says.
    function Invoke-Scene {
        param(
            [Parameter(Mandatory)][scriptblock] $Scene,
            [string] $Fixture = 'netstandard2.0'
        )
        $theirs = Join-Path $FixturePath "$Fixture/ConflictingModule.psd1"
        $result = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        $text = "`$ours = '$ModulePath'; `$theirs = '$theirs'; . {$Prelude}; `$said = & {$Scene}; " +
            "ConvertTo-Json @(`$said) -Depth 6 -Compress | Set-Content -LiteralPath '$result' -Encoding UTF8"
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content -LiteralPath $file -Value $text -Encoding UTF8
        $shell = Get-PowerShellCommand
        $output = & $shell.Program ($shell.Arguments + @('-NoProfile', '-NonInteractive', '-File', $file)) 2>&1 | Out-String
        if (-not (Test-Path -LiteralPath $result)) {
            throw "The scene did not end: $output"
        }
        Get-Content -LiteralPath $result -Raw -Encoding UTF8 | ConvertFrom-Json | ForEach-Object { $_ }
    }

    # Plays the steps of a scene, and returns what each of the two modules had, and what is loaded in the end.
    function Invoke-Meeting {
        param([string] $Fixture, [string[]] $Steps, [bool] $ForEverybody)
        $scene = [scriptblock]::Create((@(
                    '$ourUses = @(); $theirUses = @()'
                    foreach ($step in $Steps) {
                        switch ($step) {
                            'ImportOurs' { 'Import-Ours' }
                            'UseOurs' { '$ourUses += Use-Ours' }
                            'UseTheirs' { "`$theirUses += , (Use-Theirs -ForEverybody `$$ForEverybody)" }
                        }
                    }
                    '[pscustomobject]@{ OurUses = $ourUses; TheirUses = $theirUses; Loaded = @(Get-Loaded) }'
                ) -join "`n"))
        Invoke-Scene $scene -Fixture $Fixture
    }

    # What the other module has when it is alone. It is the same each time, so it is asked once for each kind.
    function Get-Alone {
        param([string] $Fixture, [bool] $ForEverybody)
        $kind = "$Fixture $ForEverybody"
        if (-not $AloneByKind.ContainsKey($kind)) {
            $AloneByKind[$kind] = (Invoke-Meeting $Fixture @('UseTheirs') $ForEverybody).TheirUses[0]
        }
        $AloneByKind[$kind]
    }
    $script:AloneByKind = @{}

    # Libraries as text, so that a difference shows in the message.
    function Format-Library {
        param([Parameter(ValueFromPipeline)] $Library)
        process {
            "$($Library.Name) $($Library.Version) $($Library.Path) $($Library.Result)"
        }
    }
}

Describe 'Beside another module' {
    Context 'with older versions<Handler>, when <Order>' -ForEach $olderScenes {
        BeforeAll {
            $script:Alone = Get-Alone $Fixture $ForEverybody
            $script:Together = Invoke-Meeting $Fixture $Steps $ForEverybody
        }

        It 'ours works each time' {
            $Together.OurUses | Should -Be @(@($Steps -eq 'UseOurs').ForEach({ 'Changed True' }))
        }

        It 'theirs works each time, with the very files that it has alone' {
            $expected = $Alone | Format-Library
            foreach ($use in $Together.TheirUses) {
                $use | Format-Library | Should -Be $expected
            }
        }

        It 'ours has its own <_>' -ForEach 'Microsoft.Extensions.Http', 'Microsoft.Extensions.DependencyInjection.Abstractions' {
            $loaded = @($Together.Loaded | Where-Object Name -EQ $_)
            $loaded.Version | Sort-Object | Should -Be '10.0.0.0', '8.0.0.0'
            ($loaded | Where-Object Version -EQ '10.0.0.0').Path | Should -Be (Join-Path $DependencyPath "$_.dll")
        }
    }

    # Two libraries of one identity cannot be told apart by .NET: the one that came first serves both.
    Context 'with our versions in other files, when <Order>' -ForEach $sameScenes -Skip:(-not $net10) {
        BeforeAll {
            $script:Together = Invoke-Meeting $Fixture $Steps $ForEverybody
        }

        It 'ours works each time' {
            $Together.OurUses | Should -Be @(@($Steps -eq 'UseOurs').ForEach({ 'Changed True' }))
        }

        It 'theirs works each time, with its own files' {
            foreach ($use in $Together.TheirUses) {
                ($use | Where-Object Name -Match '^(Microsoft\.Extensions|Polly)').Path | Split-Path | Sort-Object -Unique |
                    Should -Be (Join-Path $FixturePath $Fixture)
            }
        }
    }
}

Describe 'What the module loads' {
    It 'loads none of its libraries when it is imported' {
        $new = Invoke-Scene {
            $before = @(Get-Loaded).Path
            Import-Ours
            $null = Get-Command -Module AtlassianAdmin -Syntax
            Get-Loaded | Where-Object Path -NotIn $before
        }
        $new.Name | Should -Contain 'AtlassianAdmin'
        $new | Where-Object Name -In $Dependencies | Format-Library | Should -BeNullOrEmpty
        $new.Name | Should -Not -Contain 'AtlassianAdmin.Sandbox'
    }

    # PowerShell looks at every public type: one that derives from a type of another assembly, or implements one, loads that too.
    It 'loads nothing but itself when it is imported' {
        Invoke-Scene {
            Import-Ours
            (Get-Loaded | Where-Object Name -Like 'AtlassianAdmin*').Name
        } | Should -Be 'AtlassianAdmin'
    }

    # PowerShell looks at the types before it lets the module say where its libraries are. An await foreach is enough to fail
    # here: it has a field that is a struct of a library.
    It 'can be looked at, type by type, before its libraries can be found' {
        Invoke-Scene {
            $null = [System.Reflection.Assembly]::LoadFrom((Join-Path (Split-Path $ours) 'AtlassianAdmin.dll')).GetTypes()
            (Get-Loaded | Where-Object Name -Like 'AtlassianAdmin*').Name
        } | Sort-Object | Should -Be 'AtlassianAdmin', 'AtlassianAdmin.Changes', 'AtlassianAdmin.Client'
    }

    It 'gives its libraries to nobody else' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
        $answers = Invoke-Scene {
            Import-Ours
            $null = Use-Ours
            "Polly.Core $((Get-Loaded).Name -contains 'Polly.Core')"
            foreach ($name in 'Polly.Core', 'Microsoft.Extensions.Http') {
                $file = Join-Path (Split-Path $ours) "dependencies/$name.dll"
                try {
                    "found $([System.Reflection.Assembly]::Load([System.Reflection.AssemblyName]::GetAssemblyName($file).FullName).Location)"
                }
                catch {
                    $_.Exception.InnerException.GetType().Name
                }
            }
            [string]('Polly.ResiliencePipeline' -as [type])
        }
        $answers | Should -Be 'Polly.Core True', 'FileNotFoundException', 'FileNotFoundException', ''
    }

    It 'shows no type of a library where PowerShell looks: <_>' -ForEach 'base types', 'fields', 'properties', 'methods' {
        $what = $_
        Import-Module $ModulePath
        $any = [System.Reflection.BindingFlags]'Instance, Static, Public, NonPublic, DeclaredOnly'
        $visible = [System.Reflection.BindingFlags]'Instance, Static, Public, DeclaredOnly'
        # A type as it is written, and everything that it is made of.
        $parts = {
            param($type)
            if ($type.HasElementType) { & $parts $type.GetElementType() } else { $type }
            foreach ($argument in $type.GetGenericArguments()) { & $parts $argument }
        }
        $foreign = foreach ($type in ([AtlassianAdmin.Session.AtlassianConnection].Assembly.GetExportedTypes())) {
            $used = switch ($what) {
                'base types' { $type.BaseType; $type.GetInterfaces() }
                'fields' { $type.GetFields($any).FieldType }
                'properties' { $type.GetProperties($any).PropertyType }
                'methods' {
                    $type.GetMethods($visible).ReturnType
                    $type.GetMethods($visible).ForEach({ $_.GetParameters() }).ParameterType
                    $type.GetConstructors($visible).ForEach({ $_.GetParameters() }).ParameterType
                }
            }
            foreach ($part in @($used | Where-Object { $_ } | ForEach-Object { & $parts $_ })) {
                if ($part.Assembly.GetName().Name -in $Dependencies -and $part.Assembly.Location -like "$DependencyPath*") {
                    "$type uses $part"
                }
            }
        }
        $foreign | Should -BeNullOrEmpty
    }
}

Describe 'Importing again' {
    It 'works after it was removed' {
        Invoke-Scene {
            Import-Ours
            Remove-Module AtlassianAdmin
            Import-Ours
            Use-Ours
        } | Should -Be 'Changed True'
    }

    It 'works with -Force, before and after use' {
        Invoke-Scene {
            Import-Ours
            Import-Module $ours -Force
            Use-Ours
            Import-Module $ours -Force
            Use-Ours
        } | Should -Be 'Changed True', 'Changed True'
    }

    It 'goes on in one runspace when another one removes it' {
        Invoke-Scene {
            Import-Ours
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module '$ours'; Remove-Module AtlassianAdmin").Invoke()
            $shell.Dispose()
            Use-Ours
        } | Should -Be 'Changed True'
    }

    It 'lets a sandbox server go on when it is removed' {
        Invoke-Scene {
            Import-Ours
            $sandbox = Start-AtlassianSandbox -UserCount 20
            $key = [System.Net.NetworkCredential]::new('', $sandbox.ApiKey).Password
            $address = "$($sandbox.Uri)admin/v1/orgs/$($sandbox.OrganizationId)"
            Remove-Module AtlassianAdmin
            (Invoke-RestMethod $address -Headers @{ Authorization = "Bearer $key" }).data.attributes.name
        } | Should -Be 'Sandbox Company'
    }
}
