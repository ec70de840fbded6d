# What the help says of the cost of each cmdlet in requests, against the log of the service. A limit belongs to the key: whoever
# plans a long job reckons with these numbers.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $costs = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'RequestCosts.psd1')
    $named = @($costs.Rows.Cmdlet) + @($costs.Unmeasured.Keys)
    $network = @(Get-Command -Module AtlassianAdmin -CommandType Cmdlet | Where-Object {
            ($_.Parameters.ContainsKey('Connection') -or $_.Parameters.ContainsKey('Site') -or $_.Verb -eq 'Connect' -or $costs.Unmeasured.ContainsKey($_.Name)) -and $_.Verb -ne 'Disconnect' -and $_.Name -notin $costs.Offline
        } | ForEach-Object { @{ Cmdlet = $_.Name } })
    $alone = $network.Cmdlet | Where-Object { $_ -notin $named } | ForEach-Object { @{ Cmdlet = $_; Job = $_ } }
    # Each job as it stands, and with each parameter whose cost the help states.
    $rows = foreach ($row in @($costs.Rows) + @($alone)) {
        $page = (Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot "../docs/cmdlets/$($row.Cmdlet).md")) -replace '`'
        foreach ($with in @('') + @('PassThru', 'Verify', 'WhatIf').Where({ $page -cmatch "(?m)^Cost.*\bWith -$_\b[^.\d]* \d" })) {
            $whole = @{ Count = 1; Prepare = ''; Except = ''; With = $with; Shown = "$($row.Cmdlet)$(if ($with) { " -$with" })" }
            foreach ($key in $row.Keys) { $whole[$key] = $row[$key] }
            $whole
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # The number that the help of a cmdlet begins with where it tells the cost, or the one for a parameter; $null where it tells none.
    function Get-StatedCost {
        param([string] $Cmdlet, [string] $With)
        $cost = (Get-Help $Cmdlet -Full).alertSet.alert.Text -replace '\s+', ' ' -like 'Cost*in requests: *'
        $number = if ($With) { ".*?\bWith -$With\b[^.\d]* (?<number>\d+)" } else { '(?<number>\d+(?:\.\d+)?)\b' }
        if ("$cost" -cmatch "^Cost(?: a person)?, in requests: $number") {
            [double]::Parse($Matches['number'], [cultureinfo]::InvariantCulture)
        }
    }
}

Describe 'The help of each cmdlet that sends requests' {
    It '<Cmdlet> says what it costs' -ForEach $network {
        Get-StatedCost $Cmdlet | Should -BeOfType double
    }
}

Describe 'The cost that the help states' {
    BeforeAll {
        # Whom the organization itself owns and whom the directory owns: the same in every sandbox.
        Connect-AtlassianOrganization -Sandbox -UserCount 300
        $partners = @(Get-AtlassianDirectory | Where-Object Name -EQ 'Sandbox Partners' | ForEach-Object { Get-AtlassianUser -Directory $_ } | ForEach-Object AccountId)
        $foreseen = @(Get-AtlassianUser -ClaimStatus managed -Status active | Where-Object { $_.EmailVerified -and $_.AccountId -notin $partners } |
                Disable-AtlassianUser -WhatIf -PassThru -WarningAction SilentlyContinue 6>$null)
        $script:Owned = @($foreseen | Where-Object { -not $_.ErrorCode -and $_.Email -match '\.\d{4}@' } | Select-Object AccountId, Email -First 20)
        $script:ByDirectory = @($foreseen | Where-Object ErrorCode -EQ 'ManagedByScim' | Select-Object AccountId, Email -First 4)
        Disconnect-AtlassianOrganization -All
    }

    AfterEach {
        Disconnect-AtlassianSite -All
        Disconnect-AtlassianOrganization -All
        Stop-AtlassianSandbox
    }

    It 'is what <Shown> takes' -ForEach $rows {
        $log = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $sandbox = Start-AtlassianSandbox -UserCount 300 -RequestLog $log
        $here = @{ OrganizationId = $sandbox.OrganizationId; ApiKey = $sandbox.ApiKey; BaseUri = $sandbox.Uri }
        $directory = @{ DirectoryId = $sandbox.ScimDirectoryId; ApiKey = $sandbox.ScimApiKey }
        $site = @{ Site = $sandbox.Uri; Email = $sandbox.AdminEmail; ApiToken = $sandbox.PersonalToken }
        Connect-AtlassianOrganization @here -ThrottleLimit 16
        Connect-AtlassianScimDirectory @directory
        Connect-AtlassianSite @site
        $directoryId = (Get-AtlassianDirectory | Where-Object Name -EQ 'Sandbox Company').DirectoryId
        $people = $Owned
        $synced = $ByDirectory
        $ConfirmPreference = 'None'
        $ErrorActionPreference = 'Stop'
        $null = . ([scriptblock]::Create($Prepare))
        $before = @(Import-Csv $log).Count
        $output = @(. ([scriptblock]::Create("$Job -Verbose $(if ($With) { "-$With" })")) 3>$null 4>&1 6>$null)
        $all = @(Import-Csv $log | Select-Object -Skip $before | ForEach-Object { "$($_.Method) $($_.Path)" })
        $requests = @($all | Where-Object { -not $Except -or $_ -notlike $Except })

        $measured = $requests.Count / $Count
        $stated = Get-StatedCost $Cmdlet $With
        $stated | Should -BeOfType double
        $sent = ($requests | Group-Object | ForEach-Object { "$($_.Count) x $($_.Name)" }) -join '; '
        $requests.Count -gt 0 | Should -Be ($stated -gt 0)
        # Beside what each person takes there are requests that many people share.
        $measured | Should -BeGreaterOrEqual ($stated - 0.005) -Because $sent
        $measured | Should -BeLessThan ($stated + $(if ($stated -lt 1) { 0.02 } else { 1 })) -Because $sent
        # The last that -Verbose tells is what it cost.
        $told = @($output | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
        if ($all) { $told[-1] | Should -BeLike "Requests: $($all.Count) sent, *" }
        @($told -like 'Requests: * sent, *') | Should -HaveCount ([int]($all.Count -gt 0))
        [void]($directoryId, $people, $synced, $journal)
    }
}
