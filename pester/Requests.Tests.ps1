# How many requests the work takes, from the log of the service. A limit belongs to the key: the number of requests decides how long a long list takes.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # An organization of its own, with a log of the requests.
    function Start-LoggedSandbox {
        param([int] $UserCount = 300)
        $script:Log = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $script:Sandbox = Start-AtlassianSandbox -UserCount $UserCount -RequestLog $Log
        Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
        # Whom the organization itself owns: for them alone nothing is refused, and nothing explained.
        $script:People = @(Get-AtlassianUser -ClaimStatus managed -Status active |
                Where-Object { $_.EmailVerified -and $_.ManagementSource -ne 'synced' -and $_.Email -notmatch '^(admin|google)' } | Select-Object -First 120)
        # A page shows who is synchronized only in part; the service says it for sure.
        $refused = @($People | Get-AtlassianUserPermission -Privilege lifecycle.enablement | Where-Object { -not $_.Allowed } | ForEach-Object AccountId)
        $script:People = @($People | Where-Object AccountId -NotIn $refused)
    }

    # The requests that a script makes, as method and path.
    function Measure-Request {
        param([scriptblock] $Script)
        $before = @(Import-Csv $Log).Count
        $null = & $Script 6>$null
        @(Import-Csv $Log | Select-Object -Skip $before | ForEach-Object { "$($_.Method) $($_.Path)" })
    }

    $script:Search = 'POST /admin/v2/orgs/{}/directories/{}/users/search'
    $script:Detail = 'GET /admin/v2/orgs/{}/directories/{}/users/{}'
    $script:Profile = 'GET /users/{}/manage/profile'
    $script:Manage = 'GET /users/{}/manage'
}

Describe 'Changing accounts' {
    BeforeEach {
        Start-LoggedSandbox
    }

    AfterEach {
        Disconnect-AtlassianOrganization -All
        Stop-AtlassianSandbox
    }

    It 'takes one request a person, and one for a hundred addresses' {
        $requests = Measure-Request { $People.Email | Disable-AtlassianUser -Confirm:$false }
        @($requests -eq 'POST /users/{}/manage/lifecycle/disable') | Should -HaveCount $People.Count
        @($requests -eq $Search) | Should -HaveCount 2
        $requests | Should -HaveCount ($People.Count + 2)
    }

    It 'with -Verify -PassThru takes one direct read more, and the proof by the page: by <By>' -TestCases @{ By = 'Email' }, @{ By = 'AccountId' } {
        param($By)
        $requests = Measure-Request { $script:Changes = @($People.$By | Disable-AtlassianUser -Verify -PassThru -Confirm:$false) }
        @($requests -eq 'POST /users/{}/manage/lifecycle/disable') | Should -HaveCount $People.Count
        @($requests -eq $Profile) | Should -HaveCount $People.Count
        @($requests -eq $Detail) | Should -HaveCount 0
        # Two to find them by address, and pages to prove: the first may go while few are on the way.
        @($requests -eq $Search).Count | Should -BeLessOrEqual (2 + 4)
        $requests.Count / $People.Count | Should -BeLessThan 2.1
        $Changes.AccountId | Should -Be $People.AccountId
        $Changes | ForEach-Object { "$($_.Before) $($_.After) $($_.Verified) $($_.Outcome)" } | Select-Object -Unique | Should -Be 'active inactive True Changed'
        Get-Status $People[0].AccountId | Should -Be 'deactivated'
    }

    It 'and back again takes as little' {
        $People | Disable-AtlassianUser -Confirm:$false
        $requests = Measure-Request { $script:Changes = @($People.Email | Enable-AtlassianUser -Verify -PassThru -Confirm:$false) }
        # Whether an account that is inactive is scheduled for deletion decides, so that is read.
        @($requests -eq $Detail) | Should -HaveCount $People.Count
        $requests.Count / $People.Count | Should -BeLessThan 3.1
        $Changes | ForEach-Object { "$($_.Before) $($_.After) $($_.Verified) $($_.Outcome)" } | Select-Object -Unique | Should -Be 'inactive active True Changed'
    }

    It 'of people who are disabled already takes one direct read: the page has told which kind of inactive' {
        $People | Disable-AtlassianUser -Confirm:$false
        $requests = Measure-Request { $script:Changes = @($People.Email | Disable-AtlassianUser -Verify -PassThru -Confirm:$false) }
        @($requests -eq $Profile) | Should -HaveCount $People.Count
        $requests | Should -HaveCount ($People.Count + 2)
        $Changes.Outcome | Select-Object -Unique | Should -Be 'AlreadyInState'
    }

    It 'with -WhatIf asks only what may be done: by <By>' -TestCases @{ By = 'Email'; Pages = 2 }, @{ By = 'AccountId'; Pages = 12 } {
        param($By, $Pages)
        $requests = Measure-Request { $People.$By | Disable-AtlassianUser -WhatIf }
        @($requests -eq $Manage) | Should -HaveCount $People.Count
        @($requests -eq $Search).Count | Should -BeLessOrEqual $Pages
        $requests | Should -HaveCount ($People.Count + @($requests -eq $Search).Count)
    }

    It 'with -WhatIf asks nothing about people who are disabled already' {
        $People | Disable-AtlassianUser -Confirm:$false
        Measure-Request { $People.Email | Disable-AtlassianUser -WhatIf } | Should -HaveCount 2
    }

    It 'tells with -WhatIf what one asked alone is told' {
        $both = @('pending.deletion@example.com', 'already.disabled@example.com', 'scim.managed@example.com', 'contractor@example.net', 'closed.account@example.com', 'mia.active@example.com')
        $together = @($both | Disable-AtlassianUser -WhatIf -PassThru -WarningAction SilentlyContinue 6>$null | ForEach-Object { "$($_.Email) $($_.Before) $($_.After) $($_.ErrorCode)" })
        $alone = @(foreach ($one in $both) {
                $id = (Get-AtlassianUser $one).AccountId
                $change = Disable-AtlassianUser $id -WhatIf -PassThru -WarningAction SilentlyContinue 6>$null
                "$($change.Email) $($change.Before) $($change.After) $($change.ErrorCode)"
            })
        $together | Should -Be $alone
        $together | Should -HaveCount 6
    }
}
