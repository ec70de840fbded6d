# The job that the module is there for: leavers in, accounts disabled, every refusal explained, results out, and undone.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Leavers = Join-Path $PSScriptRoot '../samples/leavers.csv'

    # The lines of the README on whatever is connected; what they left behind is returned.
    function Invoke-MainJob {
        param([string] $ResultPath)
        $before = Get-States
        Import-Csv $Leavers -Encoding UTF8 |
            Disable-AtlassianUser -Message 'Left the company' -Verify -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refusals -WarningAction SilentlyContinue |
            Export-Csv $ResultPath -NoTypeInformation -Encoding UTF8
        $rows = @(Import-Csv $ResultPath -Encoding UTF8)
        $between = Get-States
        $undone = @($rows | Where-Object Outcome -EQ 'Changed' | Select-Object AccountId | Enable-AtlassianUser -Verify -PassThru -Confirm:$false)
        [pscustomobject]@{
            Rows     = $rows
            Refusals = $refusals
            Undone   = $undone
            Before   = $before
            Between  = $between
            After    = Get-States
            Told     = @($rows | ForEach-Object { '{0}|{1}|{2}|{3}|{4}|{5}|{6}' -f $_.Input, $_.AccountId, $_.Outcome, $_.ErrorCode, $_.Before, $_.After, $_.Verified })
        }
    }

    function Get-States {
        $states = @{}
        foreach ($person in Get-AtlassianUser) {
            $states[$person.AccountId] = $person.Status
        }
        $states
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'The main job' {
    BeforeAll {
        $script:List = @(Import-Csv $Leavers -Encoding UTF8)
        Connect-AtlassianOrganization -Sandbox
        $script:Here = Invoke-MainJob (Join-Path $TestDrive 'results.csv')
    }

    It 'has a list of 200, by e-mail and by id' {
        $List | Should -HaveCount 200
        @($List | Where-Object Email).Count | Should -BeGreaterThan 50
        @($List | Where-Object { $_.AccountId -and -not $_.Email }).Count | Should -BeGreaterThan 20
    }

    It 'has a result for each person, in the order of the list' {
        $named = @($List | ForEach-Object { if ($_.AccountId) { $_.AccountId } else { $_.Email } })
        # One row repeats another, and is no change of its own.
        $Here.Rows | Should -HaveCount 199
        $places = @($Here.Rows.Input | ForEach-Object { [array]::IndexOf($named, $_) })
        $places | Should -Not -Contain -1
        $places | Should -Be @($places | Sort-Object -Unique)
    }

    It 'says of each case on the list what it is: <Code>' -ForEach @(
        @{ Code = 'IdentityNotFound'; Case = 'a typo' }
        @{ Code = 'ManagedByScim'; Case = 'one of an identity provider' }
        @{ Code = 'ManagedByGoogle'; Case = 'one of Google Workspace' }
        @{ Code = 'AccountNotManaged'; Case = 'one of another domain' }
        @{ Code = 'NotAllowedOnSelf'; Case = 'the administrator' }
    ) {
        $rows = @($Here.Rows | Where-Object ErrorCode -EQ $Code)
        $rows.Count | Should -BeGreaterThan 0 -Because $Case
        $rows.Outcome | Select-Object -Unique | Should -Be 'Failed'
        $rows | Where-Object { -not $_.RecommendedAction } | Should -BeNullOrEmpty
    }

    It 'changes the one who is listed twice once, and finds the one who was disabled before already in state' {
        $Here.Rows | Where-Object AccountId | Group-Object AccountId | Where-Object Count -GT 1 | Should -BeNullOrEmpty
        ($Here.Rows | Where-Object Email -EQ 'already.disabled@example.com').Outcome | Should -Be 'AlreadyInState'
    }

    It 'has an error for each that failed, and for no other' {
        @($Here.Rows | Where-Object Outcome -EQ 'Failed').ErrorCode | Should -Be @($Here.Refusals | Get-Code)
        $Here.Refusals | Where-Object { -not $_.ErrorDetails.RecommendedAction } | Should -BeNullOrEmpty
    }

    It 'has disabled just those whom it says it did, and read it back' {
        $changed = @($Here.Rows | Where-Object Outcome -EQ 'Changed')
        $changed.Count | Should -BeGreaterThan 150
        $changed.Verified | Select-Object -Unique | Should -Be 'True'
        $touched = @($Here.Before.Keys | Where-Object { $Here.Before[$_] -ne $Here.Between[$_] } | Sort-Object)
        $touched | Should -Be @($changed.AccountId | Sort-Object)
        $touched | ForEach-Object { $Here.Between[$_] } | Select-Object -Unique | Should -Be 'deactivated'
    }

    It 'has enabled just those again: everybody is as before' {
        $Here.Undone.Outcome | Select-Object -Unique | Should -Be 'Changed'
        $Here.Undone.Verified | Select-Object -Unique | Should -Be $true
        $Here.Undone.Count | Should -Be @($Here.Rows | Where-Object Outcome -EQ 'Changed').Count
        foreach ($id in $Here.Before.Keys) {
            $Here.After[$id] | Should -Be $Here.Before[$id] -Because $id
        }
    }

    It 'sums up by outcome and code' {
        $groups = $Here.Rows | Group-Object Outcome, ErrorCode
        ($groups | Measure-Object Count -Sum).Sum | Should -Be 199
        $groups.Name | Should -Contain 'Changed, '
        $groups.Name | Should -Contain 'Failed, ManagedByScim'
    }

    It 'gives the same over HTTP, with <Throttle> at once and <Latency> ms for each answer' -ForEach @(
        @{ Throttle = 1; Latency = 0 }
        @{ Throttle = 8; Latency = 0 }
        @{ Throttle = 8; Latency = 5 }
        @{ Throttle = 64; Latency = 2 }
    ) {
        $sandbox = Start-AtlassianSandbox -LatencyMilliseconds $Latency
        try {
            Connect-AtlassianOrganization $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri -ThrottleLimit $Throttle
            $there = Invoke-MainJob (Join-Path $TestDrive 'results-http.csv')
            $there.Told | Should -Be $Here.Told
            ($there.Rows.ErrorMessage -join '|') | Should -Be ($Here.Rows.ErrorMessage -join '|')
            foreach ($id in $there.Before.Keys) {
                $there.After[$id] | Should -Be $Here.After[$id] -Because $id
            }
        }
        finally {
            Disconnect-AtlassianOrganization
            Stop-AtlassianSandbox $sandbox
        }
    }
}
