# How many requests the work takes, from the log of the service. A limit belongs to the key: the number of requests decides how long a long list takes.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # An organization of its own, with a log of the requests.
    function Start-LoggedSandbox {
        param([int] $UserCount = 300)
        $script:Log = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $script:Sandbox = Start-AtlassianSandbox -UserCount $UserCount -RequestLog $Log
        # A page of proofs holds at most 2 x ThrottleLimit people where the changes are returned.
        Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -ThrottleLimit 16
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
        $requests = Measure-Request { $script:Changes = @($People.$By | Disable-AtlassianUser -Verify -PassThru -Confirm:$false) }
        @($requests -eq 'POST /users/{}/manage/lifecycle/disable') | Should -HaveCount $People.Count
        @($requests -eq $Profile) | Should -HaveCount $People.Count
        @($requests -eq $Detail) | Should -HaveCount 0
        # Two to find them by address, and a page for 32 to prove it: some go while few are on the way.
        @($requests -eq $Search).Count | Should -BeLessOrEqual (2 + 9)
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
        $requests = Measure-Request { $People.$By | Disable-AtlassianUser -WhatIf }
        @($requests -eq $Manage) | Should -HaveCount $People.Count
        @($requests -eq $Search).Count | Should -BeLessOrEqual $Pages
        $requests | Should -HaveCount ($People.Count + @($requests -eq $Search).Count)
    }

    It 'tell with -Verbose what they cost, at the end' {
        $before = @(Import-Csv $Log).Count
        $lines = @($People.Email | Disable-AtlassianUser -Verify -PassThru -Confirm:$false -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
        $sent = @(Import-Csv $Log).Count - $before
        $lines[-1] | Should -Match "^Requests: $sent sent, (\d+) single readings saved by pages, 0 answered 429\.$"
        # Who is alone on a page is read directly, and saves nothing.
        [int][regex]::Match($lines[-1], ', (\d+) single').Groups[1].Value | Should -BeIn (($People.Count - 9)..$People.Count)
        @($lines -match '^Requests: ') | Should -HaveCount 1
        @($lines -match '^(GET|POST) ') | Should -HaveCount $sent
        # A command that only reads tells it, too; one that sends nothing tells nothing.
        @(Get-AtlassianDomain -Verbose 4>&1)[-1].Message | Should -Be 'Requests: 1 sent, 0 single readings saved by pages, 0 answered 429.'
        @(Get-AtlassianConnection -Verbose 4>&1 | Where-Object { "$_" -match '^Requests: ' }) | Should -BeNullOrEmpty
    }

    It 'reads an account once that is refused: the refusal says nothing new of its state' {
        $requests = Measure-Request {
            $script:Refused = @('scim.managed@example.com', 'google.managed@example.com' |
                    Disable-AtlassianUser -Verify -PassThru -Confirm:$false -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        }
        $Refused | ForEach-Object { "$($_.Outcome) $($_.ErrorCode) $($_.Before)" } | Should -Be 'Failed ManagedByScim active', 'Failed ManagedByGoogle active'
        @($requests -eq $Profile) | Should -HaveCount 2
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

Describe 'Off-boarding by a plan' {
    BeforeAll {
        $script:Steps = 'RevokeTokens', 'LeaveGroups', 'Suspend', 'Disable'
    }

    BeforeEach {
        Start-LoggedSandbox
    }

    AfterEach {
        Disconnect-AtlassianOrganization -All
        Stop-AtlassianSandbox
    }

    It 'asks of each person what may be done, and takes everything else from pages' {
        $requests = Measure-Request { $script:Plan = $People.Email | New-AtlassianOffboardingPlan -Step $Steps -WarningAction SilentlyContinue }
        $several = @($Plan.People | Where-Object { $_.Directories.Count -gt 1 })
        @($requests -eq $Manage) | Should -HaveCount $People.Count
        # Who is active in one of several directories may be suspended in another.
        @($requests -eq $Detail) | Should -HaveCount (2 * $several.Count)
        $requests | Should -Not -Contain $Profile
        $requests | Should -Not -Contain 'GET /users/{}/manage/api-tokens'
        $requests | Should -Not -Contain 'GET /admin/v2/orgs/{}/directories/{}/users/{}/role-assignments'
        @($requests -eq 'GET /admin/v2/orgs/{}/directories') | Should -HaveCount 1
        $pages = $requests.Count - $People.Count - 2 * $several.Count
        $pages / $People.Count | Should -BeLessThan 0.2
    }

    It 'plans for many what it plans for each alone' {
        $some = @($People[0..11].Email) + 'pending.deletion@example.com', 'already.disabled@example.com', 'scim.managed@example.com', 'contractor@example.net',
            'not.invited@example.com', 'suspended.member@example.com', 'admin@example.com', 'closed.account@example.com'
        $together = $some | New-AtlassianOffboardingPlan -Step $Steps -WarningAction SilentlyContinue
        $alone = @($some | ForEach-Object { New-AtlassianOffboardingPlan $_ -Step $Steps -WarningAction SilentlyContinue })
        $shown = { "$($_.Email) $($_.Decision) $($_.Status) $($_.IsManaged) $($_.Owner) $($_.Directories -join ',') $($_.Groups -join ',') $($_.TokenCount) $($_.ScimLinks.Count) $($_.Findings.Code -join ',') $($_.Steps.Effect -join ';')" }
        $together.People | ForEach-Object $shown | Should -Be @($alone.People | ForEach-Object $shown)
    }

    It 'runs with one direct read of the account and one of its tokens, and proves the rest by pages' {
        $plan = $People.Email | New-AtlassianOffboardingPlan -Step $Steps -WarningAction SilentlyContinue
        $requests = Measure-Request { $script:Changes = @($plan | Invoke-AtlassianPlan -JournalPath (Join-Path $TestDrive 'counted.jsonl') -PassThru -Confirm:$false) }
        $planned = @($plan.People | Where-Object Decision -EQ 'Planned')
        $suspensions = @($plan.Steps | Where-Object Action -EQ 'Suspend').Count
        $withTokens = @($planned | Where-Object TokenCount -GT 0).Count
        @($requests -eq $Detail) | Should -HaveCount $suspensions
        $withTokens | Should -BeGreaterThan 50
        # The list of everybody's tokens: before anything is revoked, and for each page of three or more people who had some.
        $lists = @($requests -eq 'GET /admin/api-access/v1/orgs/{}/api-tokens').Count - 1
        $pages = @($requests -eq $Search).Count - 2
        $lists | Should -BeIn (3..$pages)
        $directly = @($requests -eq 'GET /users/{}/manage/api-tokens').Count - $planned.Count
        $directly | Should -BeIn (0..(2 * ($pages - $lists)))
        $requests | Should -Not -Contain $Profile
        # The plan has said so before.
        [Math]::Abs($plan.RequestCount - $requests.Count) / $requests.Count | Should -BeLessThan 0.05
        $plan.Text | Should -Match "The run needs about $($plan.RequestCount) requests"
        # Two to check who they are, and the pages that prove.
        @($requests -eq $Search).Count | Should -BeLessOrEqual (2 + 9)
        $Changes | Where-Object { $_.Outcome -notin 'Changed', 'AlreadyInState' -or -not $_.Verified } | Should -BeNullOrEmpty
        ($Changes | Where-Object Action -EQ 'RemoveFromGroup' | ForEach-Object { "$($_.Before) $($_.After)" } | Select-Object -Unique) | Should -Be 'member no_member'
        # Somebody who was suspended when it was planned is looked at again.
        ($Changes | Where-Object { $_.Action -eq 'Suspend' -and $_.Outcome -eq 'Changed' } | ForEach-Object { "$($_.Before) $($_.After)" } | Select-Object -Unique) | Should -Be 'active suspended'
        $Changes | Where-Object { $_.Action -eq 'Suspend' -and $_.Outcome -ne 'Changed' -and "$($_.Before) $($_.After)" -ne 'suspended suspended' } | Should -BeNullOrEmpty
        ($Changes | Where-Object Action -EQ 'Disable' | ForEach-Object { "$($_.Before) $($_.After)" } | Select-Object -Unique) | Should -Be 'active inactive'
    }

    It 'rests on the account itself where a resumed run finds that there is nothing to do' {
        $plan = $People[0..9].Email | New-AtlassianOffboardingPlan -Step LeaveGroups, Disable -WarningAction SilentlyContinue
        $People[0..9] | Disable-AtlassianUser -Confirm:$false
        $requests = Measure-Request { $script:Changes = @($plan | Invoke-AtlassianPlan -JournalPath (Join-Path $TestDrive 'again.jsonl') -PassThru -Confirm:$false) }
        $planned = @($plan.Steps | Where-Object Action -EQ 'Disable').Count
        $planned | Should -BeGreaterThan 5
        @($requests -eq $Profile) | Should -HaveCount $planned
        ($Changes | Where-Object Action -EQ 'Disable').Outcome | Select-Object -Unique | Should -Be 'AlreadyInState'
    }

    It 'tells with -Verbose what its run costs, and how long that takes under the limit that was announced' {
        $some = $People[0..19].Email
        $verbose = @($some | New-AtlassianOffboardingPlan -Step $Steps -WarningAction SilentlyContinue -Verbose 4>&1)
        "$verbose" | Should -Match 'The run of this plan needs about \d+ requests: Atlassian has announced no limit so far\.'
        $limited = Start-AtlassianSandbox -UserCount 300 -RateLimit 60
        Connect-AtlassianOrganization $limited.OrganizationId -ApiKey $limited.ApiKey -BaseUri $limited.Uri -Name 'limited'
        $verbose = @($some | New-AtlassianOffboardingPlan -Step $Steps -WarningAction SilentlyContinue -Verbose 4>&1)
        $plan = $verbose | Where-Object { $_ -is [AtlassianAdmin.Changes.Plans.Plan] }
        "$verbose" | Should -Match "The run of this plan needs about $($plan.RequestCount) requests: under the limits announced so far that takes about [1-9]\d* min\."
    }
}
