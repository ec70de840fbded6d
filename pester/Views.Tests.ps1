# Every table of the module, in a terminal of 80 columns and in a wide one.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $shown = @(Get-FormatData -TypeName 'AtlassianAdmin.*' -PowerShellVersion $PSVersionTable.PSVersion | Sort-Object { $_.TypeNames[0] } -Unique |
            ForEach-Object { @{ TypeName = $_.TypeNames[0]; Name = ($_.TypeNames[0] -split '\.')[-1] } })
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $env:NO_COLOR = '1'
    if ($PSStyle) {
        $script:RenderingBefore = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
    }

    $script:Assemblies = @(Get-ChildItem (Split-Path (Get-ModulePath)) -Filter AtlassianAdmin*.dll | ForEach-Object { [Reflection.Assembly]::LoadFrom($_.FullName) })
    function Find-Type {
        param([string] $Name)
        $Assemblies | ForEach-Object { $_.GetType($Name) } | Where-Object { $_ }
    }

    # An object as far as a view can see, with values as long as real ones are.
    function New-Shown {
        param([type] $Type)
        $shown = [pscustomobject]@{ PSTypeName = $Type.FullName }
        foreach ($property in $Type.GetProperties([Reflection.BindingFlags] 'Public, Instance')) {
            $told = [Nullable]::GetUnderlyingType($property.PropertyType)
            if (-not $told) {
                $told = $property.PropertyType
            }
            $value = switch ($told) {
                { $_ -eq [datetimeoffset] } { [datetimeoffset]::new(2026, 11, 28, 12, 5, 59, [timespan]::Zero); break }
                { $_ -in [int], [long] } { 20000; break }
                { $_ -eq [bool] } { $false; break }
                { $_.IsEnum } { [enum]::GetNames($_) | Sort-Object Length | Select-Object -Last 1; break }
                { $_ -ne [string] -and [System.Collections.IEnumerable].IsAssignableFrom($_) } {
                    , @('jira-servicemanagement on a-company-of-many-words.atlassian.net', 'confluence on another.atlassian.net'); break
                }
                default {
                    switch -Regex ($property.Name) {
                        'Email|Person|Holder|Actor|Signer|Input' { 'maximiliana.mustermann-schmidt@subsidiary.example.com'; break }
                        'Id$|Digest|Thumbprint' { '712020:e71bcd54-7256-4141-a23a-7e4231b90971'; break }
                        'Status' { 'deactivated'; break }
                        default { "A $($property.Name.ToLowerInvariant()) that has some words, as many have" }
                    }
                }
            }
            $shown | Add-Member NoteProperty $property.Name $value
        }
        $shown
    }

    # The columns of a table: heading, and what each shows.
    function Get-Column {
        param([string] $TypeName)
        $table = (Get-FormatData -TypeName $TypeName -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition.Control |
            Where-Object { $_ -is [System.Management.Automation.TableControl] } | Select-Object -First 1
        for ($place = 0; $place -lt $table.Headers.Count; $place++) {
            $entry = $table.Rows[0].Columns[$place].DisplayEntry
            [pscustomobject]@{
                Heading = if ($table.Headers[$place].Label) { $table.Headers[$place].Label } else { $entry.Value }
                Value   = $entry.Value
            }
        }
    }
}

AfterAll {
    if ($PSStyle) {
        $PSStyle.OutputRendering = $script:RenderingBefore
    }
}

Describe 'The table of <Name>' -ForEach $shown {
    BeforeAll {
        $script:Type = Find-Type $TypeName
        $script:Columns = @(Get-Column $TypeName)
        $script:Object = New-Shown $Type
    }

    It 'has the names of properties for its headings' {
        $Columns.Count | Should -BeGreaterThan 0
        $Columns.Heading | Where-Object { $_ -cnotin $Type.GetProperties().Name } | Should -BeNullOrEmpty
        # Each column shows the property that it is named after.
        $Columns | Where-Object { $_.Value -notmatch "(^|\`$_\.)$($_.Heading)\b" } | Should -BeNullOrEmpty
    }

    It 'has no heading that is broken, and who, what and until when, in <_> columns' -ForEach 79, 120 {
        $text = $Object | Format-Table | Out-String -Width $_
        $lines = @($text -split '\r?\n' | Where-Object { $_.Trim() })
        $lines | Where-Object { $_.TrimEnd().Length -gt 120 } | Should -BeNullOrEmpty
        $rule = [array]::FindIndex([string[]] $lines, [Predicate[string]] { $args[0] -match '^-[- ]*$' })
        $headings = @($lines[$rule - 1] -split '\s+' | Where-Object { $_ })
        # Every word of the line is a whole heading, and only ids yield.
        $headings | Where-Object { $_ -cnotin $Columns.Heading } | Should -BeNullOrEmpty
        $missing = @($Columns.Heading | Where-Object { $_ -cnotin $headings })
        $missing | Where-Object { $_ -notmatch 'Id$|^(Digest|Thumbprint|ErrorCode)$' } | Should -BeNullOrEmpty
        if ($_ -eq 120) {
            $missing | Should -BeNullOrEmpty
        }
    }

    It 'shows enough of a person to know them, in <_> columns' -ForEach 79, 120 {
        $who = @($Columns.Heading | Where-Object { $_ -in 'Person', 'Email', 'Actor', 'Holder', 'CreatedByEmail' })
        if ($who) {
            $text = ($Object | Format-Table | Out-String -Width $_) -replace '\r?\n', ''
            $text | Should -Match 'maximiliana\.must'
        }
    }

    It 'shows every time whole, in <_> columns' -ForEach 79, 120 {
        $times = @($Columns | Where-Object { $_.Value -match '\[cultureinfo\]' })
        if ($times) {
            $text = $Object | Format-Table | Out-String -Width $_
            [regex]::Matches($text, '2026-11-28( 12:05(:59)?Z)?|11-28 12:05Z').Count | Should -Be $times.Count
        }
    }

    It 'is sorted, grouped and filtered by its headings' {
        foreach ($heading in $Columns.Heading) {
            @($Object, $Object | Sort-Object $heading).Count | Should -Be 2
            @($Object, $Object | Group-Object $heading).Count | Should -Be 1
            $value = $Object.$heading
            $found = if ($value -is [array]) { $Object | Where-Object $heading -Contains $value[0] } else { $Object | Where-Object $heading -EQ $value }
            @($found).Count | Should -Be 1 -Because $heading
        }
    }
}
