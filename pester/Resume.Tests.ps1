# What is said of a plan is said of now: proven steps are read once more, and what had nothing to do is looked at again.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    $script:Server = Start-AtlassianSandbox -UserCount 60
    $script:There = @{ OrganizationId = $Server.OrganizationId; ApiKey = $Server.ApiKey; BaseUri = $Server.Uri }
    Connect-AtlassianOrganization @There
    $script:People = @(Get-AtlassianUser -ClaimStatus managed -AccountStatus active | Where-Object Email -Match '\.00[2-5]\d@example\.com$' | Select-Object -First 8)
    function Invoke-Again { param($Plan, [string] $Name) $Plan | Invoke-AtlassianPlan -JournalPath $Name -Resume -PassThru -Confirm:$false -WarningAction SilentlyContinue -ErrorAction SilentlyContinue }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    $Server | Stop-AtlassianSandbox
    Pop-Location
}

Describe 'Invoke-AtlassianPlan -Resume' {
    BeforeAll {
        $script:Plan = $People[0..2] | New-AtlassianOffboardingPlan -Step Disable
        $null = Invoke-Again $Plan 'again.jsonl'
    }

    It 'reads once more what the journal proves' {
        $requests = Get-Request { $script:again = @(Invoke-Again $Plan 'again.jsonl') }
        $again.Outcome | Should -Be 'AlreadyInState', 'AlreadyInState', 'AlreadyInState'
        $again.After | Should -Be 'inactive', 'inactive', 'inactive'
        @($requests | Where-Object { $_ -match '/users/search|/manage/profile|/users/' }).Count | Should -BeGreaterThan 0
        @($requests | Where-Object { $_ -match 'lifecycle' }).Count | Should -Be 0
    }

    It 'tells of somebody who was enabled by hand, and does not disable them again' {
        $People[1] | Enable-AtlassianUser
        $script:again = @($Plan | Invoke-AtlassianPlan -JournalPath 'again.jsonl' -Resume -PassThru -Confirm:$false -WarningAction SilentlyContinue -WarningVariable warnings)
        $again.Outcome | Should -Be 'AlreadyInState', 'Skipped', 'AlreadyInState'
        $again[1].ErrorCode | Should -Be 'PreconditionFailed'
        $again[1].Verified | Should -BeFalse
        $again[1].After | Should -Be 'active'
        "$warnings" | Should -Match 'somebody has changed it since'
        Get-Status $People[1].Email | Should -Be 'active'
        # And so the next night, too.
        (Invoke-Again $Plan 'again.jsonl')[1].Outcome | Should -Be 'Skipped'
    }

    It 'does nothing more for somebody who was changed by hand' {
        $plan = $People[3] | New-AtlassianOffboardingPlan -Step Disable, ScheduleDeletion
        $plan | Export-AtlassianPlan -Path 'two.json'
        (Invoke-Again (Import-AtlassianPlan 'two.json') 'other.jsonl').Outcome | Should -Be 'Changed', 'Changed'
        Restore-AtlassianUser $People[3]
        $again = @(Invoke-Again (Import-AtlassianPlan 'two.json') 'other.jsonl')
        $again.Outcome | Should -Be 'Skipped', 'Skipped'
        Get-Status $People[3].Email | Should -Be 'active'
    }
}

Describe 'A step that had nothing to do when it was planned' {
    It 'disables an account that was enabled in between' {
        Disable-AtlassianUser $People[4]
        $plan = $People[4] | New-AtlassianOffboardingPlan -Step Disable
        $plan.People.Decision | Should -Be 'NothingToDo'
        (Invoke-Again $plan 'settled1.jsonl').Outcome | Should -Be 'AlreadyInState'
        Enable-AtlassianUser $People[4]
        (Invoke-Again $plan 'settled2.jsonl').Outcome | Should -Be 'Changed'
        Get-Status $People[4].Email | Should -Be 'deactivated'
    }

    It 'suspends somebody who was resumed in between' {
        $null = Suspend-AtlassianUser $People[5] -Confirm:$false
        $plan = $People[5] | New-AtlassianOffboardingPlan -Step Suspend
        $plan.People.Decision | Should -Be 'NothingToDo'
        Resume-AtlassianUser $People[5] -Confirm:$false
        (Invoke-Again $plan 'settled3.jsonl').Outcome | Should -Contain 'Changed'
        (Get-AtlassianUser $People[5].AccountId).Status | Should -Be 'suspended'
    }

    It 'tells of a group that somebody has joined since' {
        $directory = @(Get-AtlassianDirectory)[0]
        $group = New-AtlassianGroup -Name 'Joined later' -Directory $directory
        $plan = $People[6] | New-AtlassianOffboardingPlan -Step LeaveGroups -WarningAction SilentlyContinue
        Add-AtlassianGroupMember -Group $group -Identity $People[6]
        $changes = @($plan | Invoke-AtlassianPlan -JournalPath 'joined.jsonl' -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue)
        $late = $changes | Where-Object Target -EQ 'Joined later'
        "$($late.Outcome) $($late.ErrorCode)" | Should -Be 'Failed PreconditionFailed'
        $errors[0].ErrorDetails.Message | Should -Match 'has joined the group Joined later since'
    }
}

Describe 'What cannot be done' {
    It 'is a decision of its own, a warning, and open: <Who>' -ForEach @(
        @{ Who = 'scim.managed@example.com'; Step = 'Disable' }
        @{ Who = 'google.managed@example.com'; Step = 'Disable' }
        @{ Who = 'contractor@example.net'; Step = 'Disable' }
    ) {
        $plan = New-AtlassianOffboardingPlan $Who -Step $Step -WarningVariable warnings -WarningAction SilentlyContinue
        $plan.People[0].Decision | Should -Be 'CannotBeDone'
        $plan.People[0].IsOpen | Should -BeTrue
        "$($plan.NothingToDoCount) $($plan.CannotBeDoneCount) $($plan.OpenCount)" | Should -Be '0 1 1'
        "$warnings" | Should -Match "Not everything can be done here: $([regex]::Escape($Who))"
        $plan.Text | Should -Match 'CANNOTBEDONE'
        $plan | Export-AtlassianPlan -Path 'cannot.json'
        (Import-AtlassianPlan 'cannot.json').People[0].Decision | Should -Be 'CannotBeDone'
        $plan | Export-AtlassianReport 'cannot.html'
        Get-Content 'cannot.html' -Raw | Should -Match 'cannot be done here'
    }

    It 'is open beside what can be done' {
        $plan = New-AtlassianOffboardingPlan 'scim.managed@example.com' -Step Suspend, Disable -WarningAction SilentlyContinue
        "$($plan.People[0].Decision) $($plan.People[0].IsOpen)" | Should -Be 'Planned True'
    }

    It 'is nothing where nothing is wanted: <Who>' -ForEach @(
        @{ Who = 'already.disabled@example.com' }
        @{ Who = 'pending.deletion@example.com' }
    ) {
        $plan = New-AtlassianOffboardingPlan $Who -Step Disable -WarningVariable warnings -WarningAction SilentlyContinue
        "$($plan.People[0].Decision) $($plan.People[0].IsOpen)" | Should -Be 'NothingToDo False'
        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'The checklist of a leaver' {
    It 'names what nothing hands over, for each leaver, in the worklist' {
        $plan = $People[7].Email, 'nobody@example.com' | New-AtlassianOffboardingPlan -Step Disable -WarningAction SilentlyContinue
        $plan.Worklist | Should -BeNullOrEmpty
        "$($plan.Checklist.Task)" | Should -Match 'filters.*boards.*spaces.*automations'
        $plan | Export-AtlassianPlan -Path 'leaver.json' -WorklistPath 'leaver.csv'
        $rows = @(Import-Csv 'leaver.csv')
        $rows | Should -HaveCount 4
        $rows.Email | Select-Object -Unique | Should -Be $People[7].Email
        $rows[0].Done | Should -BeNullOrEmpty
    }
}
