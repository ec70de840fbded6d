# -First, -Skip and -IncludeTotalCount of every command that lists something, as PowerShell means them.

BeforeDiscovery {
    $script:Lists = @(
        @{ Command = 'Get-AtlassianApiKey' }
        @{ Command = 'Get-AtlassianApiToken' }
        @{ Command = 'Get-AtlassianCredentialExposure'; With = @{ Days = 3000 } }
        @{ Command = 'Get-AtlassianDirectory' }
        @{ Command = 'Get-AtlassianDomain' }
        # Atlassian allows few of its requests a minute.
        @{ Command = 'Get-AtlassianEvent'; IsSlow = $true }
        @{ Command = 'Get-AtlassianGroup' }
        @{ Command = 'Get-AtlassianGroup'; With = @{ Group = '*s*' } }
        @{ Command = 'Get-AtlassianGroupMember'; With = @{ Group = 'jira-software-users-sandbox', 'okta-everyone' } }
        @{ Command = 'Get-AtlassianInactiveUser'; With = @{ Days = 30 }; IsSlow = $true }
        @{ Command = 'Get-AtlassianPolicy' }
        @{ Command = 'Get-AtlassianScimGroup' }
        @{ Command = 'Get-AtlassianScimUser' }
        @{ Command = 'Get-AtlassianSiteGroup' }
        @{ Command = 'Get-AtlassianSiteGroupMember'; With = @{ Group = 'jira-software-users-sandbox' } }
        @{ Command = 'Get-AtlassianSiteUser' }
        @{ Command = 'Get-AtlassianUser' }
        @{ Command = 'Get-AtlassianUser'; With = @{ ManagedAccount = $true } }
        @{ Command = 'Get-AtlassianWorkspace' }
    ) | ForEach-Object { if (-not $_.With) { $_.With = @{} }; $_ }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    Connect-AtlassianOrganization -Sandbox -UserCount 230
    Connect-AtlassianScimDirectory
    Connect-AtlassianSite -Sandbox

    # What tells one object from another.
    function Get-Text {
        param([object[]] $Object)
        # When it was read is another time each time.
        @($Object | Select-Object * -ExcludeProperty DataAsOf, DataAge | ConvertTo-Csv -NoTypeInformation)
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Pop-Location
}

Describe 'A page of a list' {
    It 'is what Select-Object would leave: <Command> <With.Keys>' -ForEach $Lists {
        $all = @(& $Command @With -WarningAction SilentlyContinue)
        $all.Count | Should -BeGreaterThan 1
        $pages = @{ First = 2; Skip = 1 }, @{ First = 1 }, @{ Skip = $all.Count - 1 }, @{ Skip = $all.Count; First = 3 }, @{ First = $all.Count + 5 }
        foreach ($page in $pages | Select-Object -First $(if ($IsSlow) { 1 } else { 5 })) {
            $found = @(& $Command @With @page -WarningAction SilentlyContinue -ErrorVariable errors -ErrorAction SilentlyContinue)
            Get-Text $found | Should -Be (Get-Text @($all | Select-Object @page)) -Because ($page | Out-String)
            $errors | Should -BeNullOrEmpty
        }
        @(& $Command @With -First 0 -WarningAction SilentlyContinue).Count | Should -Be 0
    }

    It 'comes after the total: <Command> <With.Keys>' -ForEach @($Lists | Where-Object { -not $_.IsSlow }) {
        $all = @(& $Command @With -WarningAction SilentlyContinue)
        $total, $found = & $Command @With -First 1 -IncludeTotalCount -WarningAction SilentlyContinue
        Get-Text $found | Should -Be (Get-Text $all[0])
        $total.ToString() | Should -BeIn "Total count: $($all.Count)", 'Unknown total count'
    }

    It 'has a total that the service tells: <Command>' -ForEach @(
        @{ Command = 'Get-AtlassianGroup'; With = @{} }
        @{ Command = 'Get-AtlassianGroup'; With = @{ Member = 'mia.active@example.com' } }
        @{ Command = 'Get-AtlassianGroupMember'; With = @{ Group = 'okta-everyone' } }
        @{ Command = 'Get-AtlassianScimUser'; With = @{} }
    ) {
        $all = @(& $Command @With)
        (& $Command @With -First 0 -IncludeTotalCount).ToString() | Should -Be "Total count: $($all.Count)"
    }

    It 'ends the reading' {
        $log = Join-Path $TestDrive 'requests.log'
        $logged = Start-AtlassianSandbox -UserCount 1000 -RequestLog $log
        try {
            Connect-AtlassianOrganization -OrganizationId $logged.OrganizationId -ApiKey $logged.ApiKey -BaseUri $logged.Uri -Name 'logged'
            $before = @(Get-Content $log).Count
            @(Get-AtlassianGroupMember 'jira-software-users-sandbox' -First 3 -Connection 'logged').Count | Should -Be 3
            $few = @(Get-Content $log).Count - $before
            $before += $few
            @(Get-AtlassianGroupMember 'jira-software-users-sandbox' -Connection 'logged').Count | Should -BeGreaterThan 200
            $few | Should -BeLessThan (@(Get-Content $log).Count - $before)
        }
        finally {
            Disconnect-AtlassianOrganization 'logged'
            Connect-AtlassianOrganization -Sandbox -UserCount 230
            Stop-AtlassianSandbox $logged
        }
    }

    It 'goes on where more names come, and is no reason to say that they are not there' {
        $names = @(Get-AtlassianGroup -First 3).Name
        @(Get-AtlassianGroup $names -First 1 -ErrorVariable errors).Name | Should -Be $names[0]
        $errors | Should -BeNullOrEmpty
        @(Get-AtlassianGroup $names -Skip 2).Name | Should -Be $names[2]
    }

    It 'of the audit log loses nothing at a checkpoint' {
        $checkpoint = Join-Path $TestDrive 'place.json'
        $all = @(Get-AtlassianEvent -Bulk -From '2020-01-01' -Checkpoint (Join-Path $TestDrive 'whole.json'))
        $first = @(Get-AtlassianEvent -Bulk -From '2020-01-01' -Checkpoint $checkpoint -First 2)
        $first.EventId | Should -Be $all[0..1].EventId
        @(Get-AtlassianEvent -Bulk -From '2020-01-01' -Checkpoint $checkpoint).EventId | Select-Object -First 2 | Should -Be $all[0..1].EventId
    }
}
