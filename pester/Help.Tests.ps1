[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester uses them while it looks for tests.')]
param()

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Import-Module (Join-Path $PSScriptRoot 'HelpExamples.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    $cmdlets = @((Get-Command -Module AtlassianAdmin -CommandType Cmdlet).Name | Sort-Object)
    $topics = @(Get-ChildItem (Join-Path $PSScriptRoot '../docs/about') -Filter about_*.md | ForEach-Object BaseName)
    $expected = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'HelpExamples.psd1')
    $examples = foreach ($cmdlet in $cmdlets | Where-Object { Test-Path (Join-Path $PSScriptRoot "../docs/cmdlets/$_.md") }) {
        foreach ($example in Get-PageExample $cmdlet) {
            $one = if ($expected[$cmdlet]) { @($expected[$cmdlet])[$example.Number - 1] }
            @{ Cmdlet = $cmdlet; Title = $example.Title; Code = $example.Code; Interactive = $example.Interactive; Expected = $one }
        }
    }
    $runnable = @($examples | Where-Object { -not $_.Interactive })
    $plain = @($runnable | Where-Object { $_.Code -notmatch 'AtlassianAdminKey' })
    $withVault = @($runnable | Where-Object { $_.Code -match 'AtlassianAdminKey' })
    for ($place = 0; $place -lt $withVault.Count; $place++) {
        $withVault[$place].Place = $place
    }
    $obstacle = Get-VaultObstacle -RestoresList
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Import-Module (Join-Path $PSScriptRoot 'HelpExamples.psm1')
    $script:Docs = Join-Path $PSScriptRoot '../docs'
    $script:HelpFolder = Join-Path (Split-Path (Get-ModulePath)) 'en-US'
    $script:Expected = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'HelpExamples.psd1')
    # The catalogue is in an assembly that is loaded when it is needed.
    Connect-AtlassianOrganization -Sandbox
    Disconnect-AtlassianOrganization
    $script:Common = [System.Management.Automation.Cmdlet]::CommonParameters

    # Line breaks of a page and of a help file say nothing.
    function Get-Wording([string] $Text) {
        ($Text -replace '\s+', ' ').Trim()
    }

    function Get-HelpText($Paragraphs) {
        Get-Wording (($Paragraphs | ForEach-Object { $_.Text }) -join ' ')
    }

    # What a page says in a section, without marks of Markdown.
    function Get-PageText([string] $Cmdlet, [string] $Heading) {
        $page = Get-Content -Raw -Encoding UTF8 (Join-Path $Docs "cmdlets/$Cmdlet.md")
        $match = [regex]::Match($page, "(?ms)^#+ $([regex]::Escape($Heading))\n(?<text>.*?)(?=^(##|Default: ))")
        Get-Wording ($match.Groups['text'].Value -replace '`')
    }

    # The type that a parameter takes; that of the value, where it can be null.
    function Get-ParameterType($Type) {
        $value = [Nullable]::GetUnderlyingType($Type)
        if ($value) { $value } else { $Type }
    }

    # The values that a parameter takes, where they can be listed.
    function Get-ParameterValue($Parameter) {
        $set = $Parameter.Attributes | Where-Object { $_ -is [ValidateSet] }
        $type = Get-ParameterType $Parameter.ParameterType
        if ($type.IsArray) {
            $type = $type.GetElementType()
        }
        if ($set) { $set.ValidValues } elseif ($type.IsEnum) { [Enum]::GetNames($type) }
    }

    # A parameter in one line, from the engine. Use is what one parameter set, or all of them together, say of it.
    function Format-Parameter($Parameter, [int] $Position, [bool] $Mandatory, [bool] $ByValue, [bool] $ByPropertyName) {
        $ways = @(if ($ByValue) { 'ByValue' }; if ($ByPropertyName) { 'ByPropertyName' })
        '{0} required={1} position={2} pipeline={3} aliases={4} wildcards={5} type={6}' -f @(
            $Parameter.Name
            "$Mandatory".ToLowerInvariant()
            if ($Position -eq [int]::MinValue) { 'named' } else { $Position }
            if ($ways) { "true ($($ways -join ', '))" } else { 'false' }
            if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' }
            "$([bool]($Parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] }))".ToLowerInvariant()
            (Get-ParameterType $Parameter.ParameterType).FullName
        )
    }

    # The same from the help.
    function Format-HelpParameter($Parameter) {
        '{0} required={1} position={2} pipeline={3} aliases={4} wildcards={5} type={6}' -f @(
            'name', 'required', 'position', 'pipelineInput', 'aliases', 'globbing' | ForEach-Object { $Parameter.$_ }
            $Parameter.type.name
        )
    }

    function Get-EmptyFolder {
        (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
    }

    # What came of an example, in one text.
    function Format-Result($Result) {
        @(
            "errors: $($Result.Errors -join ', ')"
            "warnings: $($Result.Warnings -join ', ')"
            $Result.Shown
        ) -join "`n"
    }

    function Format-Expected($One) {
        @(
            "errors: $(if ($One.ContainsKey('Errors')) { $One.Errors -join ', ' })"
            "warnings: $(if ($One.ContainsKey('Warnings')) { $One.Warnings -join ', ' })"
            if ($One.ContainsKey('As')) { $One.As }
        ) -join "`n"
    }
}

Describe 'The help of <_>' -ForEach $cmdlets {
    BeforeAll {
        $script:Cmdlet = $_
        $script:Help = Get-Help $Cmdlet -Full
        $script:Command = Get-Command $Cmdlet
        $script:Own = @($Command.Parameters.Keys | Where-Object { $_ -notin $Common } | Sort-Object)
    }

    It 'has a page' {
        Join-Path $Docs "cmdlets/$Cmdlet.md" | Should -Exist
    }

    It 'says in one sentence what the cmdlet does, as its page does' {
        $Help.Synopsis | Should -Match '^[A-Z].*[^.]\.$'
        $Help.Synopsis | Should -Not -Match '\. [A-Z]'
        Get-Wording $Help.Synopsis | Should -Be (Get-PageText $Cmdlet 'SYNOPSIS')
    }

    It 'describes the cmdlet as its page does' {
        Get-HelpText $Help.Description | Should -Not -BeNullOrEmpty
        Get-HelpText $Help.Description | Should -Be (Get-PageText $Cmdlet 'DESCRIPTION')
    }

    It 'describes every parameter, as its page does, and no other' {
        $described = @($Help.parameters.parameter)
        $described.name | Sort-Object | Should -Be $Own
        $page = Get-Content -Raw -Encoding UTF8 (Join-Path $Docs "cmdlets/$Cmdlet.md")
        [regex]::Matches($page, '(?m)^### -(\w+)$') | ForEach-Object { $_.Groups[1].Value } | Sort-Object | Should -Be $Own
        foreach ($parameter in $described) {
            $text = Get-HelpText $parameter.description
            $text | Should -Match '^[A-Z].{10,}' -Because "-$($parameter.name) must be described"
            $text | Should -Be (Get-PageText $Cmdlet "-$($parameter.name)")
        }
    }

    It 'has the parameter sets of PowerShell, and each parameter in its place' {
        $items = @($Help.syntax.syntaxItem)
        $items.Count | Should -Be $Command.ParameterSets.Count
        for ($index = 0; $index -lt $items.Count; $index++) {
            $set = $Command.ParameterSets[$index]
            $expected = foreach ($match in [regex]::Matches($set.ToString(), '(?<=^|[ \[])-(\w+)')) {
                $one = $set.Parameters | Where-Object Name -EQ $match.Groups[1].Value
                Format-Parameter $one $one.Position $one.IsMandatory $one.ValueFromPipeline $one.ValueFromPipelineByPropertyName
            }
            # A set without parameters has none.
            $shown = @($items[$index] | Select-Object -ExpandProperty parameter -ErrorAction Ignore)
            @($shown | ForEach-Object { Format-HelpParameter $_ }) | Should -Be @($expected) -Because "of parameter set $($set.Name)"
        }
    }

    It 'shows in a syntax what PowerShell shows, and the values where they are known' {
        $expected = @(foreach ($set in $Command.ParameterSets) {
                $text = "$Cmdlet $set".TrimEnd()
                foreach ($parameter in $set.Parameters) {
                    $values = @(Get-ParameterValue $parameter)
                    if ($values) {
                        $text = $text -replace "(?<=-$($parameter.Name)\]? )<[^>]+>", "{$($values -join ' | ')}"
                    }
                }
                $text
            })
        $shown = @((Get-Help $Cmdlet).Syntax | Out-String -Width 4000) -split '\r?\n' | ForEach-Object { $_.Trim() } | Where-Object { $_ }
        $shown | Should -Be $expected
    }

    It 'tells of each parameter what PowerShell knows' {
        $expected = foreach ($name in $Own) {
            $parameter = $Command.Parameters[$name]
            $uses = @($parameter.ParameterSets.Values)
            $position = ($uses | Where-Object Position -NE ([int]::MinValue) | Select-Object -First 1).Position
            if ($null -eq $position) {
                $position = [int]::MinValue
            }
            $optional = @($uses | Where-Object { -not $_.IsMandatory })
            Format-Parameter $parameter $position (-not $optional) ($uses.ValueFromPipeline -contains $true) ($uses.ValueFromPipelineByPropertyName -contains $true)
        }
        @($Help.parameters.parameter | ForEach-Object { Format-HelpParameter $_ } | Sort-Object) | Should -Be @($expected | Sort-Object)
    }

    It 'tells the default values that the cmdlet has' {
        $made = [Activator]::CreateInstance($Command.ImplementingType)
        foreach ($parameter in $Help.parameters.parameter | Where-Object { $_.name -notin 'WhatIf', 'Confirm', 'First', 'Skip', 'IncludeTotalCount' }) {
            $value = $made.$($parameter.name)
            $number = 0
            # What must be given, and a switch, has none.
            if ($value -isnot [switch] -and $parameter.required -ne 'true' -and ($value -or [int]::TryParse($parameter.defaultValue, [ref]$number))) {
                $parameter.defaultValue | Should -Be ($value -join ', ') -Because "of -$($parameter.name)"
            }
        }
    }

    It 'names the values that a parameter takes' {
        foreach ($parameter in $Help.parameters.parameter) {
            $set = $Command.Parameters[$parameter.name].Attributes | Where-Object { $_ -is [ValidateSet] }
            foreach ($value in @($set | ForEach-Object ValidValues)) {
                Get-HelpText $parameter.description | Should -Match "\b$value\b"
            }
            $range = $Command.Parameters[$parameter.name].Attributes | Where-Object { $_ -is [ValidateRange] }
            if ($range -and $range.MaxRange -lt [int]::MaxValue) {
                (Get-HelpText $parameter.description) -replace ',' | Should -Match "\b$($range.MaxRange)\b" -Because "-$($parameter.name) takes no more"
            }
        }
    }

    It 'shows the examples of its page' {
        $shown = @($Help.examples.example | ForEach-Object { Get-Wording $_.code })
        $shown | Should -Be @(Get-PageExample $Cmdlet | ForEach-Object { Get-Wording $_.Code })
        $shown.Count | Should -BeGreaterOrEqual 2
    }

    It 'describes what goes in and what comes out' {
        $given = @($Command.Parameters.Values | Where-Object {
                $_.ParameterSets.Values | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }
            } | ForEach-Object { $_.ParameterType.FullName } | Sort-Object -Unique)
        @($Help.inputTypes.inputType.type.name | Sort-Object) | Should -Be @(if ($given) { $given } else { 'None' })
        $returned = @($Command.OutputType.Name | Where-Object { $_ -ne 'System.Void' } | Sort-Object -Unique)
        @($Help.returnValues.returnValue.type.name | Sort-Object) | Should -Be @(if ($returned) { $returned } else { 'None' })
    }

    It 'names only error codes that exist, and every one that its examples meet' {
        $notes = [regex]::Match((Get-Content -Raw -Encoding UTF8 (Join-Path $Docs "cmdlets/$Cmdlet.md")), '(?ms)^## NOTES\n(.*?)^## ').Groups[1].Value
        $named = @(foreach ($line in $notes -split '\n' | Where-Object { $_ -match '^Error code|codes that you can see' }) {
                [regex]::Matches($line, '`([A-Z][A-Za-z]+)`') | ForEach-Object { $_.Groups[1].Value }
            })
        $known = [AtlassianAdmin.Client.Errors.ErrorCatalogue]::All.Code
        $named | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        $met = @(@($Expected[$Cmdlet]) | Where-Object { $_.ContainsKey('Errors') } | ForEach-Object { $_.Errors } | Where-Object { $_ -in $known })
        if ($Cmdlet -notin 'Connect-AtlassianOrganization', 'Start-AtlassianSandbox') {
            # Their examples are about what other cmdlets meet afterwards.
            $met | Where-Object { $_ -notin $named } | Should -BeNullOrEmpty
        }
    }

    It 'links only to help that exists' {
        foreach ($link in $Help.relatedLinks.navigationLink.linkText) {
            Get-Help $link -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because "$link is linked"
        }
    }

    It 'has nothing left to fill in' {
        Get-Content -Raw -Encoding UTF8 (Join-Path $Docs "cmdlets/$Cmdlet.md") | Should -Not -Match '\{\{'
    }
}

Describe 'The examples' {
    It 'can be read by PowerShell: <Cmdlet>, <Title>' -ForEach $examples {
        $faults = $null
        [void][System.Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$faults)
        $faults | Should -BeNullOrEmpty
        $Code | Should -Match ([regex]::Escape($Cmdlet)) -Because 'an example shows its cmdlet'
    }

    It 'fit where Get-Help shows them: <Cmdlet>, <Title>' -ForEach $examples {
        # 80 columns, of which Get-Help takes some; it breaks what is longer in the middle of a word.
        ($Code -split '\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 75
        $Title.Length | Should -BeLessOrEqual 55
    }

    It 'use only cmdlets and parameters that exist: <Cmdlet>, <Title>' -ForEach $examples {
        $script = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$null)
        foreach ($call in $script.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
            if ($call.GetCommandName() -notmatch '-Atlassian') {
                continue
            }
            $command = Get-Command $call.GetCommandName() -Module AtlassianAdmin
            foreach ($parameter in $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }) {
                $command.Parameters.Keys | Should -Contain $parameter.ParameterName
            }
        }
    }

    It 'are all accounted for: <Cmdlet>, <Title>' -ForEach $examples {
        $Expected | Should -Not -BeNullOrEmpty -Because 'HelpExamples.psd1 must say what the example shows'
        $Expected.ContainsKey('NotRun') | Should -Be $Interactive
        if (-not $Interactive) {
            $Expected.ContainsKey('As') -or $Expected.ContainsKey('Errors') -or $Expected.ContainsKey('Warnings') | Should -BeTrue
        }
    }

    It 'are not expected where there are none' {
        foreach ($name in $Expected.Keys | Where-Object { $_ -notlike 'about_*' }) {
            @(Get-PageExample $name).Count | Should -Be @($Expected[$name]).Count -Because "HelpExamples.psd1 lists the examples of $name"
        }
    }

    It 'do what they say on the sandbox: <Cmdlet>, <Title>' -ForEach $plain {
        $result = Invoke-Example -Code $Code -Shows $Expected.Shows -Folder (Get-EmptyFolder)
        Format-Result $result | Should -Be (Format-Expected $Expected)
    }

    Context 'where nobody has run them' {
        BeforeAll {
            $script:Untouched = New-Shell
            [void](Invoke-Shell $Untouched 'Set-Location -LiteralPath $Folder; Connect-AtlassianOrganization -Sandbox; $Output = $null; $ErrorActionPreference = ''SilentlyContinue''' @{ Folder = Get-EmptyFolder })
        }

        AfterAll {
            Close-Shell $Untouched
        }

        It 'would be missed: <Cmdlet>, <Title>' -ForEach $plain {
            # What is expected of an example must not be so without it.
            $shown = @(if ($Expected.Shows) { Invoke-Shell $Untouched $Expected.Shows | ForEach-Object { "$_" } })
            Format-Result @{ Errors = @(); Warnings = @(); Shown = $shown } | Should -Not -Be (Format-Expected $Expected)
        }
    }

    Context 'with a vault' -Skip:([bool]$obstacle) {
        BeforeAll {
            $withVault = @(foreach ($cmdlet in (Get-Command -Module AtlassianAdmin -CommandType Cmdlet).Name | Sort-Object) {
                    Get-PageExample $cmdlet | Where-Object { -not $_.Interactive -and $_.Code -match 'AtlassianAdminKey' } | ForEach-Object {
                        @{ Code = $_.Code; Shows = @($Expected[$cmdlet])[$_.Number - 1].Shows }
                    }
                })
            $script:Results = @(Invoke-VaultExample -Example $withVault -Folder (Get-EmptyFolder))
        }

        It 'do what they say: <Cmdlet>, <Title>' -ForEach $withVault {
            Format-Result $Results[$Place] | Should -Be (Format-Expected $Expected)
        }
    }

    if ($obstacle) {
        It "with a vault cannot run here: $obstacle" {
            Set-ItResult -Skipped -Because 'there is no vault to try'
        }
    }
}

Describe 'The topic <_>' -ForEach $topics {
    BeforeAll {
        $script:Topic = $_
    }

    It 'is found by Get-Help, with its text' {
        $text = Get-Help $Topic
        $text.Name | Should -Be $Topic
        $text.Synopsis | Should -Match '^[A-Z].*\.$'
        Get-Wording ($text | Out-String) | Should -Be (Get-Wording (Get-Content -Raw -Encoding UTF8 (Join-Path $HelpFolder "$Topic.help.txt")))
    }

    It 'has examples that PowerShell can read' {
        foreach ($fence in Get-TopicFence $Topic) {
            $fence.Language | Should -BeIn 'powershell', 'powershell-interactive'
            ($fence.Code -split '\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 75
            $faults = $null
            [void][System.Management.Automation.Language.Parser]::ParseInput($fence.Code, [ref]$null, [ref]$faults)
            $faults | Should -BeNullOrEmpty
        }
    }

    It 'has examples that do what they say, one after the other' {
        $code = (Get-TopicFence $Topic | Where-Object Language -EQ 'powershell').Code -join "`n"
        $result = Invoke-Example -Code $code -Shows $Expected[$Topic].Shows -Folder (Get-EmptyFolder)
        Format-Result $result | Should -Be (Format-Expected $Expected[$Topic])
    }

    It 'names only help that exists' {
        $text = Get-Content -Raw -Encoding UTF8 (Join-Path $Docs "about/$Topic.md")
        foreach ($name in [regex]::Matches($text, '\b(about_AtlassianAdmin\w*|[A-Z][a-z]+-Atlassian\w+)').Value | Sort-Object -Unique) {
            Get-Help $name -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because "$name is named"
        }
    }
}

Describe 'The words that people look for' {
    It 'leads from <_> to Disable-AtlassianUser' -ForEach 'deactivate', 'deactivated', 'deprovisioned' {
        (Get-Help $_).Name | Should -Contain 'Disable-AtlassianUser'
    }

    It 'leads from <Word> to <Command>' -ForEach @(
        @{ Word = 'leaver'; Command = 'New-AtlassianOffboardingPlan' }
        @{ Word = 'seat'; Command = 'Get-AtlassianInactiveUser' }
        @{ Word = 'licence'; Command = 'Get-AtlassianInactiveUser' }
        @{ Word = 'license'; Command = 'Get-AtlassianInactiveUser' }
        @{ Word = 'revert'; Command = 'Undo-AtlassianChange' }
    ) {
        (Get-Help $Word).Name | Should -Contain $Command
    }
}

Describe 'The topic of errors' {
    It 'tells every code of the catalogue with its meaning and its remedy, and no other' {
        $text = Get-Help about_AtlassianAdmin_Errors | Out-String
        $codes = $text.Substring($text.IndexOf('THE CODES', [StringComparison]::Ordinal))
        $told = @([regex]::Matches($codes, '(?ms)^  (?<code>[A-Z][A-Za-z]+)\r?\n(?<text>.*?)(?=^  [A-Z]|\z)') |
                ForEach-Object { '{0}: {1}' -f $_.Groups['code'].Value, (Get-Wording $_.Groups['text'].Value) })
        $catalogue = @([AtlassianAdmin.Client.Errors.ErrorCatalogue]::All | ForEach-Object {
                Get-Wording ('{0}: {1} - What to do: {2} - Error category: {3}' -f $_.Code, $_.Meaning, $_.Remedy, $_.Kind)
            })
        $told | Should -Be $catalogue
    }
}

Describe 'The help files' {
    It 'are those of the cmdlets and of the topics, and no other' {
        $expected = @('AtlassianAdmin.dll-Help.xml') + @(Get-ChildItem (Join-Path $Docs 'about') -Filter about_*.md | ForEach-Object { "$($_.BaseName).help.txt" })
        (Get-ChildItem $HelpFolder).Name | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'have help for every cmdlet, and for no other' {
        $maml = [xml](Get-Content -Raw -Encoding UTF8 (Join-Path $HelpFolder 'AtlassianAdmin.dll-Help.xml'))
        $maml.helpItems.command.details.name | Should -Be @((Get-Command -Module AtlassianAdmin -CommandType Cmdlet).Name | Sort-Object)
    }

    It 'are found in every language of the machine: <_>' -ForEach 'de-DE', 'ja-JP', '' {
        $found = Invoke-ChildShell ("[Threading.Thread]::CurrentThread.CurrentUICulture = '$_'; " + { (Get-Help Disable-AtlassianUser).Synopsis })
        Get-Wording $found.Output | Should -Be (Get-PageText Disable-AtlassianUser SYNOPSIS)
    }
}
