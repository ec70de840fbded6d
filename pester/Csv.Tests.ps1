# Everything that a command returns, in a CSV and in JSON: nothing is lost there, and nothing is ambiguous.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $types = @(Get-Command -Module AtlassianAdmin | ForEach-Object OutputType | ForEach-Object Type |
            Where-Object { $_.FullName -like 'AtlassianAdmin.*' } | Sort-Object FullName -Unique | ForEach-Object { @{ Type = $_; Name = $_.Name } })
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Samples.psm1')
    $script:Culture = [Threading.Thread]::CurrentThread.CurrentCulture
    $script:Folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'samples')).FullName
    $script:Samples = Get-OutputSample -Folder $Folder

    # The properties of a type that are no plain text, number or truth.
    function Get-Special {
        param([type] $Type, [scriptblock] $Where)
        foreach ($property in $Type.GetProperties([Reflection.BindingFlags] 'Public, Instance')) {
            $told = [Nullable]::GetUnderlyingType($property.PropertyType)
            if (-not $told) {
                $told = $property.PropertyType
            }
            if (& $Where $told) {
                $property.Name
            }
        }
    }

    # The rows of a CSV, as the session's culture writes them.
    function Get-Row {
        param([object[]] $Objects, [string] $In = 'de-DE')
        [Threading.Thread]::CurrentThread.CurrentCulture = $In
        try {
            $Objects | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $Culture
        }
    }
}

AfterAll {
    [Threading.Thread]::CurrentThread.CurrentCulture = $Culture
    Clear-OutputSample
    Disconnect-AtlassianSite -All
    Disconnect-AtlassianOrganization -All
}

Describe 'A CSV of <Name>' -ForEach $types {
    BeforeAll {
        $script:Objects = @($Samples[$Type.FullName])
        $script:Rows = @(Get-Row $Objects)
    }

    It 'is of objects of the sandbox, in which every detail is filled once' {
        $Objects.Count | Should -BeGreaterThan 0
        # A time is the same in every type.
        $details = Get-Special $Type { param($told) -not $told.IsPrimitive -and -not $told.IsEnum -and $told -notin [string], [timespan], [datetimeoffset] }
        $details | Where-Object { $name = $_; -not @($Objects | Where-Object { $null -ne $_.$name }) } | Should -BeNullOrEmpty
    }

    It 'has no name of a type in any cell' {
        $Rows.Count | Should -Be $Objects.Count
        $Rows | ForEach-Object { $_.PSObject.Properties } | Where-Object { $_.Value -cmatch 'System\.|AtlassianAdmin\.[A-Z]|`\d\[|\[\]' } |
            ForEach-Object { "$($_.Name): $($_.Value)" } | Should -BeNullOrEmpty
    }

    It 'has every list whole' {
        $faults = for ($place = 0; $place -lt $Objects.Count; $place++) {
            foreach ($property in $Objects[$place].PSObject.Properties) {
                $value = $property.Value
                if ($null -eq $value -or $value.GetType().Name -notmatch 'List') {
                    continue
                }
                $expected = @($value | ForEach-Object { $_.ToString() })
                $cell = $Rows[$place].($property.Name)
                # A cell is a line of a CSV again.
                $read = @(if ($expected) {
                        ($cell -replace ', ', ',' | ConvertFrom-Csv -Header @(1..$expected.Count)).PSObject.Properties.Value
                    })
                if (($read -join '|') -cne (($expected -join '|') -replace ', ', ',')) {
                    "$($property.Name): $cell"
                }
            }
        }
        $faults | Should -BeNullOrEmpty
    }

    It 'has every time as ISO 8601 with its zone, in every culture' {
        $times = @(Get-Special $Type { param($told) $told -eq [datetimeoffset] })
        $faults = foreach ($in in $(if ($times) { 'en-US', 'th-TH', 'ar-SA', 'fa-IR' })) {
            $written = @(Get-Row $Objects -In $in)
            for ($place = 0; $place -lt $Objects.Count; $place++) {
                foreach ($name in $times) {
                    $cell = $written[$place].$name
                    $moment = $Objects[$place].$name
                    $isWritten = if ($null -eq $moment) {
                        -not $cell
                    }
                    else {
                        $cell -cmatch '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$' -and
                        [datetimeoffset]::Parse($cell, [cultureinfo]::InvariantCulture) -eq $moment
                    }
                    if (-not $isWritten) {
                        "$in, ${name}: $cell"
                    }
                }
            }
        }
        $faults | Should -BeNullOrEmpty
    }

    It 'has every word of a set as this word, and so has JSON' {
        $words = @(Get-Special $Type { param($told) $told.IsEnum })
        $faults = for ($place = 0; $words -and $place -lt $Objects.Count; $place++) {
            $json = $Objects[$place] | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json
            foreach ($name in $words) {
                $told = $Objects[$place].$name
                if ($Rows[$place].$name -cne "$told" -or "$($json.$name)" -cne "$told" -or $(if ($null -ne $told) { $json.$name -isnot [string] })) {
                    "${name}: $($Rows[$place].$name), $($json.$name)"
                }
            }
        }
        $faults | Should -BeNullOrEmpty
    }
}

Describe 'JSON' {
    It 'of a <_> is whole, without a warning' -ForEach 'AtlassianAdmin.Changes.Running.Change', 'AtlassianAdmin.Changes.Journal.JournaledChange', 'AtlassianAdmin.Changes.Running.PersonSummary' {
        foreach ($change in $Samples[$_]) {
            $json = $change | ConvertTo-Json -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -BeNullOrEmpty
            $json | Should -Not -MatchExactly 'System\.|AtlassianAdmin\.[A-Z]'
        }
    }

    It 'has words in lists, too' {
        $plan = @($Samples['AtlassianAdmin.Changes.Plans.Plan'] | Where-Object { $_.RequestedSteps.Count })[0]
        ($plan | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json).RequestedSteps | Should -BeExactly @($plan.RequestedSteps | ForEach-Object { "$_" })
    }
}

Describe 'A part of <Name>' -ForEach $types {
    It 'says in a line what it is' {
        $faults = foreach ($part in $Samples[$Type.FullName] | ForEach-Object { $_.PSObject.Properties } | ForEach-Object { $_.Value }) {
            if ($null -ne $part -and $part.GetType().FullName -like 'AtlassianAdmin.*' -and $part.ToString() -cmatch 'System\.|AtlassianAdmin\.[A-Z]|^\w+ \{') {
                $part.ToString()
            }
        }
        $faults | Should -BeNullOrEmpty
    }
}

Describe 'A report of <Name>' -ForEach $types {
    It 'can be read and worked with' {
        $objects = $Samples[$Type.FullName]
        $(if ($Name -eq 'Plan') { @($objects)[0] } else { $objects }) | Export-AtlassianReport (Join-Path $TestDrive 'any.html')
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'any.html') -Raw -Encoding UTF8
        $page | Should -Match '<h1>\S'
        $page | Should -Not -MatchExactly 'System\.|AtlassianAdmin\.[A-Z]|<h1>Nothing'
        @($objects)[0] | Export-AtlassianReport (Join-Path $TestDrive 'any.csv')
        $rows = @(Import-Csv -LiteralPath (Join-Path $TestDrive 'any.csv') -Encoding UTF8)
        $rows.Count | Should -BeGreaterThan 0
        $rows | ForEach-Object { $_.PSObject.Properties } | Where-Object { $_.Value -cmatch 'System\.|AtlassianAdmin\.[A-Z]|`\d\[' } | Should -BeNullOrEmpty
    }
}

Describe 'A time that a command returns' {
    BeforeAll {
        $script:Person = @($Samples['AtlassianAdmin.Client.Users.User'] | Where-Object AddedToOrg)[0]
    }

    It 'is a time all the same' {
        $Person.AddedToOrg | Should -BeOfType [datetimeoffset]
        $Person.AddedToOrg -lt [datetimeoffset]::UtcNow | Should -BeTrue
        $Person.AddedToOrg.AddDays(1) -gt $Person.AddedToOrg | Should -BeTrue
        $Person.AddedToOrg.ToString('yyyy', [cultureinfo]::InvariantCulture) | Should -Match '^20\d\d$'
        '{0:yyyy}' -f $Person.AddedToOrg | Should -Match '^2\d\d\d$'
    }

    It 'comes out of another session as the same time, written the same in every culture' {
        $other = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Person, 2))
        [datetimeoffset]::Parse((Get-Row $other).AddedToOrg, [cultureinfo]::InvariantCulture) | Should -Be $Person.AddedToOrg
    }

    It 'is written the same for a copy of the object' {
        (Get-Row $Person.PSObject.Copy()).AddedToOrg | Should -BeExactly (Get-Row $Person).AddedToOrg
    }

    It 'is there once, however often the object is returned' {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru -WarningAction Ignore
        $first = @(Get-AtlassianConnection | Where-Object { [object]::ReferenceEquals($_.PSObject.BaseObject, $connection.PSObject.BaseObject) })
        $again = @(Get-AtlassianConnection | Where-Object { [object]::ReferenceEquals($_.PSObject.BaseObject, $connection.PSObject.BaseObject) })
        $again.Count | Should -Be 1
        @($again[0].PSObject.Properties.Name).Count | Should -Be @($again[0].PSObject.Properties.Name | Sort-Object -Unique).Count
        $again[0] | ConvertTo-Csv -NoTypeInformation | Should -BeExactly @($first[0] | ConvertTo-Csv -NoTypeInformation)
    }

    It 'cannot be set' {
        { $Person.AddedToOrg = [datetimeoffset]::UtcNow } | Should -Throw
    }
}
