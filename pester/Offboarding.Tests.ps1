# Off-boarding: the plan, its file, the run with its journal, and the way back.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    $script:Everything = 'RevokeTokens', 'LeaveGroups', 'Suspend', 'Disable'
    $script:Quiet = @{ WarningAction = 'SilentlyContinue' }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
    Pop-Location
}

Describe 'New-AtlassianOffboardingPlan' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'plans the default steps: tokens and disabling, and suspension for who is not managed' {
        $plan = 'mia.active@example.com', 'contractor@example.net' | New-AtlassianOffboardingPlan
        $plan | Should -BeOfType 'AtlassianAdmin.Changes.Plans.Plan'
        $plan.Steps.Action | Should -Be 'RevokeToken', 'Disable', 'Suspend'
        $plan.Steps.CanBeUndone | Should -Be $false, $true, $true
        $plan.Steps.Precondition | Should -Match 'still belongs to'
    }

    It 'changes nothing and sends no write' {
        Get-Request { New-AtlassianOffboardingPlan 'mia.active@example.com' -Step $Everything } |
            Where-Object { $_ -notmatch '^GET ' -and $_ -notmatch '/search' } | Should -BeNullOrEmpty
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'orders the steps whatever the order of -Step, and leaves no group twice' {
        $plan = New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable, LeaveGroups, Suspend, RevokeTokens
        $plan.Steps[0].Action | Should -Be 'RevokeToken'
        $plan.Steps[-2].Action | Should -Be 'Suspend'
        $plan.Steps[-1].Action | Should -Be 'Disable'
        $groups = @($plan.Steps | Where-Object Action -EQ 'RemoveFromGroup')
        $groups.Count | Should -BeGreaterThan 2
        @($groups.GroupId | Sort-Object -Unique).Count | Should -Be $groups.Count
    }

    It 'takes rows of a CSV, objects and ids' {
        $rows = "Email,Ticket`nmia.active@example.com,HR-1`n" | ConvertFrom-Csv
        ($rows | New-AtlassianOffboardingPlan).PlannedCount | Should -Be 1
        $user = Get-AtlassianUser 'mia.active@example.com'
        ($user | New-AtlassianOffboardingPlan).People[0].AccountId | Should -Be $user.AccountId
        (New-AtlassianOffboardingPlan $user.AccountId).People[0].Email | Should -Be 'mia.active@example.com'
    }

    It 'refuses <Who> with <Code>, warns, and plans the others' -ForEach @(
        @{ Who = 'nobody@example.com'; Code = 'IdentityNotFound' }
        @{ Who = ''; Code = 'InvalidIdentity' }
        @{ Who = 'admin@example.com'; Code = 'NotAllowedOnSelf' }
        @{ Who = 'alex.kim@example.org'; Code = 'OrganizationAdministrator' }
        @{ Who = 'closed.account@example.com'; Code = 'AccountClosed' }
    ) {
        $plan = $Who, 'mia.active@example.com' | New-AtlassianOffboardingPlan -WarningAction SilentlyContinue -WarningVariable warnings
        $plan.People.Decision | Should -Be 'Refused', 'Planned'
        $plan.People[0].ErrorCode | Should -Be $Code
        $plan.People[0].Steps | Should -BeNullOrEmpty
        @($warnings).Count | Should -Be 1
    }

    It 'refuses an account that is no person, as the service tells it' {
        $id = '557058:0f8fad5b-d9cb-469f-a165-70867728950e'
        $server = Start-CannedServer @(
            @{ Pattern = '/manage/profile$'; Body = (Get-ProfileBody -Id $id -Email 'bot@example.com').Replace('"account_type":"atlassian"', '"account_type":"app"') }
            @{ Pattern = '/manage\?'; Body = '{"lifecycle.enablement":{"allowed":true}}' }
            @{ Pattern = '/api-tokens$'; Body = '[]' }
            @{ Pattern = '/(search|directories|get-scim-links)(\?|$)'; Body = '{"data":[]}' }
        )
        try {
            Connect-CannedServer $server
            $plan = New-AtlassianOffboardingPlan $id @Quiet
            "$($plan.People.Decision) $($plan.People.ErrorCode)" | Should -Be 'Refused NotAPerson'
            $plan.Steps | Should -BeNullOrEmpty
        }
        finally {
            Connect-AtlassianOrganization -Sandbox
            $server.Dispose()
        }
    }

    It 'refuses protected accounts' {
        $safe = Connect-AtlassianOrganization -Sandbox -ProtectedIdentity 'mia.active@example.com' -Name 'safe' -PassThru
        (New-AtlassianOffboardingPlan 'mia.active@example.com' -Connection $safe @Quiet).People[0].ErrorCode | Should -Be 'ProtectedAccount'
        Disconnect-AtlassianOrganization -Connection 'safe'
        Connect-AtlassianOrganization -Sandbox
    }

    It 'makes no plan for more people than -MaxChanges, of the command or of the connection' {
        $two = 'mia.active@example.com', 'saml.profile@example.com'
        { $two | New-AtlassianOffboardingPlan -MaxChanges 1 } | Should -Throw -ErrorId 'ChangeLimitReached,*'
        ($two | New-AtlassianOffboardingPlan -MaxChanges 2).PlannedCount | Should -Be 2
        $few = Connect-AtlassianOrganization -Sandbox -MaxChanges 1 -Name 'few' -PassThru
        { $two | New-AtlassianOffboardingPlan -Connection $few } | Should -Throw -ErrorId 'ChangeLimitReached,*'
        Disconnect-AtlassianOrganization -Connection 'few'
        Connect-AtlassianOrganization -Sandbox
    }

    It 'plans who is named twice once, and says so' {
        $plan = 'mia.active@example.com', 'MIA.ACTIVE@example.com' | New-AtlassianOffboardingPlan
        $plan.People | Should -HaveCount 1
        $plan.People[0].Findings.Code | Should -Contain 'NamedTwice'
    }

    It 'puts what the identity provider owns on its worklist' {
        $plan = New-AtlassianOffboardingPlan 'scim.managed@example.com' -Step $Everything
        $plan.Steps.Action | Should -Not -Contain 'Disable'
        $plan.People[0].Owner | Should -Be 'SCIM'
        $plan.Worklist.Task | Should -Contain 'Deactivate the person'
        $plan.Worklist.Group | Should -Contain 'okta-everyone'
        $plan.Steps.GroupName | Should -Not -Contain 'okta-everyone'
    }

    It 'unlinks the SCIM record first where that makes disabling possible' {
        $plan = New-AtlassianOffboardingPlan 'scim.managed@example.com' -Step Disable, UnlinkScim
        $plan.Steps.Action | Should -Be 'UnlinkScim', 'Disable'
        $plan | Invoke-AtlassianPlan -JournalPath 'unlink.jsonl' -PassThru -Confirm:$false | ForEach-Object Outcome | Should -Be 'Changed', 'Changed'
        (Get-AtlassianUserProfile 'scim.managed@example.com').AccountStatus | Should -Be 'inactive'
    }

    It 'disables by the record of the identity provider with -Route Auto' {
        { New-AtlassianOffboardingPlan 'scim.managed@example.com' -Route Auto } | Should -Throw -ErrorId 'ScimNotConnected,*'
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianScimDirectory
        $plan = 'scim.managed@example.com', 'mia.active@example.com' | New-AtlassianOffboardingPlan -Step Disable -Route Auto
        $plan.Steps.Route | Should -Be 'Scim', 'Account'
        $plan.Worklist | Should -BeNullOrEmpty
        $plan | Export-AtlassianPlan 'auto.json'
        $changes = Import-AtlassianPlan 'auto.json' | Invoke-AtlassianPlan -JournalPath 'auto.jsonl' -PassThru -Confirm:$false
        $changes | ForEach-Object { "$($_.Action) $($_.Route) $($_.Outcome)" } | Should -Be 'Disable Scim Changed', 'Disable Account Changed'
        $undone = Undo-AtlassianChange -JournalPath 'auto.jsonl' -PassThru -Confirm:$false -WarningAction SilentlyContinue
        $undone.Outcome | Should -Be 'Changed', 'Changed'
        Connect-AtlassianOrganization -Sandbox
    }

    It 'is shown to be read' {
        $text = New-AtlassianOffboardingPlan 'mia.active@example.com' -Ticket 'HR-9' -Message 'Bye' | Out-String -Width 300
        $text | Should -Match 'HR-9'
        $text | Should -Match 'PLANNED Mia Active <mia.active@example.com> \(active, managed, last active'
        $text | Should -Match '1\.1 Revoke every API token \(3 now\) - cannot be undone'
        $text | Should -Match 'Digest: sha256:'
    }

}

Describe 'Export- and Import-AtlassianPlan' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
        $script:Plan = 'mia.active@example.com', 'scim.managed@example.com', 'admin@example.com' | New-AtlassianOffboardingPlan -Message 'Bye' @Quiet
        $Plan | Export-AtlassianPlan 'plan.json' 'work.csv'
    }

    It 'comes back as it was' {
        $read = Import-AtlassianPlan 'plan.json' -Digest $Plan.Digest
        $read.Digest | Should -Be $Plan.Digest
        $read.Text | Should -Be $Plan.Text
        $read.People[0].LastActive | Should -Be $Plan.People[0].LastActive
    }

    It 'does not mind another layout' {
        [IO.File]::WriteAllText((Join-Path $PWD 'layout.json'), ((Get-Content 'plan.json' -Raw) -replace '\n\s*', "`r`n  "))
        (Import-AtlassianPlan 'layout.json').Digest | Should -Be $Plan.Digest
    }

    It 'refuses a file in which somebody changed <_>' -ForEach '"Bye"', 'mia.active', '"kind": "Disable"', '"steps": \[' {
        $with = @{ '"Bye"' = '"Hi"'; 'mia.active' = 'max.active'; '"kind": "Disable"' = '"kind": "ScheduleDeletion"'; '"steps": \[' = '"steps": [ ], "isManaged": true, "more": [' }[$_]
        (Get-Content 'plan.json' -Raw) -replace $_, $with | Set-Content 'altered.json'
        $null = Import-AtlassianPlan 'altered.json' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -BeIn 'PlanAltered', 'PlanUnusable'
    }

    It 'refuses another plan than the one that was signed off' {
        $null = Import-AtlassianPlan 'plan.json' -Digest 'sha256:00' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanAltered'
    }

    It 'refuses what is no plan, or not there' {
        Set-Content 'other.json' '{"name":"other"}'
        $null = 'other.json', 'nowhere.json' | Import-AtlassianPlan -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanUnusable', 'PlanUnusable'
    }

    It 'writes a worklist that can be read and ticked off' {
        $rows = Import-Csv 'work.csv'
        $rows.Task | Should -Contain 'Deactivate the person'
        $rows[0].PSObject.Properties.Name | Should -Be 'Provider', 'Email', 'Name', 'Task', 'Group', 'ScimUserId', 'AccountId', 'Done'
    }

    It 'writes nothing with -WhatIf, and keeps a file with -NoClobber' {
        $Plan | Export-AtlassianPlan 'whatif.json' -WhatIf
        Test-Path 'whatif.json' | Should -BeFalse
        $Plan | Export-AtlassianPlan 'plan.json' -NoClobber -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanUnusable'
        ($Plan | Export-AtlassianPlan 'again.json' -PassThru).Name | Should -Be 'again.json'
    }
}

Describe 'Invoke-AtlassianPlan' {
    BeforeEach {
        Get-ChildItem -Filter 'run.jsonl*' | Remove-Item
        Connect-AtlassianOrganization -Sandbox
        $script:Run = @{ JournalPath = 'run.jsonl'; Confirm = $false }
    }

    It 'runs the steps of each person in their order, reads back, and journals who and why' {
        $plan = 'mia.active@example.com', 'contractor@example.net' | New-AtlassianOffboardingPlan -Step $Everything -Reason 'Left' -Ticket 'HR-2' -Message 'Bye'
        $changes = $plan | Invoke-AtlassianPlan @Run -PassThru
        # Each token is a change of its own: Mia has three.
        $changes | Should -HaveCount ($plan.Steps.Count + 2)
        $changes[0..2].Action | Should -Be 'RevokeToken', 'RevokeToken', 'RevokeToken'
        $changes.Target | Where-Object { -not $_ } | Should -BeNullOrEmpty
        $changes.Outcome | Sort-Object -Unique | Should -Be 'Changed'
        $changes.Verified | Sort-Object -Unique | Should -Be $true
        $journal = Get-AtlassianChange -JournalPath 'run.jsonl'
        ($journal | Where-Object Email -EQ 'mia.active@example.com').Step | Select-Object -Unique | Should -Be ($plan.People[0].Steps.StepId)
        $journal.PlanDigest | Sort-Object -Unique | Should -Be $plan.Digest
        "$($journal[0].Reason) $($journal[0].Ticket)" | Should -Be 'Left HR-2'
        ($journal | Where-Object Action -EQ 'Disable').Detail | Should -Be 'Message=Bye'
        Get-AtlassianUserToken 'mia.active@example.com' | Should -BeNullOrEmpty
        (Get-AtlassianChange -Last).Count | Should -Be ($plan.Steps.Count + 2)
    }

    It 'returns nothing without -PassThru' {
        New-AtlassianOffboardingPlan 'mia.active@example.com' | Invoke-AtlassianPlan @Run | Should -BeNullOrEmpty
    }

    It 'shows the plan with -WhatIf, and neither changes nor journals' {
        $changes = New-AtlassianOffboardingPlan 'mia.active@example.com' | Invoke-AtlassianPlan -JournalPath 'run.jsonl' -WhatIf -PassThru
        $changes.Action | Should -Be 'RevokeToken', 'RevokeToken', 'RevokeToken', 'Disable'
        $changes.Outcome | Select-Object -Unique | Should -Be 'WhatIf'
        Test-Path 'run.jsonl' | Should -BeFalse
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'checks again: who is an organization admin meanwhile, and an address that has moved' {
        $plan = 'mia.active@example.com', 'saml.profile@example.com', 'many.tokens@example.com' | New-AtlassianOffboardingPlan -Step Disable
        Grant-AtlassianUserRole 'mia.active@example.com' -Role 'atlassian/org-admin'
        Set-AtlassianUserEmail 'saml.profile@example.com' -NewEmail 'sam.other@example.com' -Confirm:$false
        $changes = $plan | Invoke-AtlassianPlan @Run -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Be 'Failed', 'Failed', 'Changed'
        $errors | Get-Code | Should -Be 'PreconditionFailed', 'PreconditionFailed'
        (Get-AtlassianChange -JournalPath 'run.jsonl').Outcome | Sort-Object | Should -Be 'Changed', 'Failed', 'Failed'
    }

    It 'goes on with the others after a failure, and does it with -Resume when it is mended' {
        $plan = 'mia.active@example.com', 'saml.profile@example.com' | New-AtlassianOffboardingPlan -Step Disable
        Grant-AtlassianUserRole 'mia.active@example.com' -Role 'atlassian/org-admin'
        $plan | Invoke-AtlassianPlan @Run -ErrorAction SilentlyContinue
        Revoke-AtlassianUserRole 'mia.active@example.com' -Role 'atlassian/org-admin'
        $again = $plan | Invoke-AtlassianPlan @Run -Resume -PassThru
        $again.Outcome | Should -Be 'Changed', 'AlreadyInState'
    }

    It 'refuses a second run without -Resume, another plan with it, and a journal that is in use' {
        $plan = New-AtlassianOffboardingPlan 'mia.active@example.com'
        $other = New-AtlassianOffboardingPlan 'saml.profile@example.com'
        $plan | Invoke-AtlassianPlan @Run
        { $plan | Invoke-AtlassianPlan @Run } | Should -Throw -ErrorId 'RunExists,*'
        { $other | Invoke-AtlassianPlan @Run -Resume } | Should -Throw -ErrorId 'PlanAltered,*'
        $held = [IO.File]::Open((Join-Path $PWD 'run.jsonl.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            { $plan | Invoke-AtlassianPlan @Run -Resume } | Should -Throw -ErrorId 'JournalInUse,*'
        }
        finally {
            $held.Dispose()
        }
        { $plan | Invoke-AtlassianPlan @Run -Resume } | Should -Not -Throw
    }

    It 'runs in no other organization' {
        $plan = New-AtlassianOffboardingPlan 'mia.active@example.com'
        Connect-AtlassianOrganization -Sandbox -Seed 2
        { $plan | Invoke-AtlassianPlan @Run } | Should -Throw -ErrorId 'OtherOrganization,*'
    }

    It 'shares the journal of its connection, and writes to both when they are two' {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'connection.jsonl'
        New-AtlassianOffboardingPlan 'mia.active@example.com' | Invoke-AtlassianPlan @Run
        (Get-AtlassianChange -JournalPath 'connection.jsonl').Action | Should -Be 'RevokeToken', 'RevokeToken', 'RevokeToken', 'Disable'
        New-AtlassianOffboardingPlan 'saml.profile@example.com' -Step Disable | Invoke-AtlassianPlan -JournalPath 'connection.jsonl' -Confirm:$false
        @((Get-AtlassianChange -JournalPath 'connection.jsonl').RunKind) | Should -Be 'Connection', 'Connection', 'Connection', 'Connection', 'Plan'
    }

    It 'asks for each person, tells what would be done, and leaves alone who is declined' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer([string[]]('No', 'Yes'))
        $shell = New-Shell $screen
        try {
            $output = @(Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox
                'mia.active@example.com', 'saml.profile@example.com' | New-AtlassianOffboardingPlan -Step Disable |
                    Invoke-AtlassianPlan -JournalPath '$TestDrive/asked.jsonl' -PassThru -Confirm")
            $output.Outcome | Should -Be 'Skipped', 'Changed'
            $screen.Screen.Questions | Should -HaveCount 2
            "$($screen.Screen.Questions[0])" | Should -Match 'Off-board Mia Active .* in Sandbox Company \[sandbox\]: Disable the account'
            (Get-AtlassianChange -JournalPath "$TestDrive/asked.jsonl").Email | Should -Be 'saml.profile@example.com'
        }
        finally {
            $shell | Close-Shell
        }
    }

    It 'ends with Ctrl+C: what is in flight is answered and recorded, one line says what was done, and -Resume does the rest' {
        $sandbox = Start-AtlassianSandbox -UserCount 200 -LatencyMilliseconds 100
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $shell = New-Shell $screen
        try {
            $with = @{ sandbox = $sandbox; journal = "$TestDrive/stopped.jsonl" }
            [void](Invoke-Shell $shell 'Connect-AtlassianOrganization $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri -ThrottleLimit 2
                $leavers = Get-AtlassianUser -ClaimStatus managed -Status active | Where-Object Email -Match ''\.\d{4}@'' | Select-Object -First 40
                $plan = $leavers | New-AtlassianOffboardingPlan -Step Disable -WarningAction Ignore' $with)
            $begun = Start-Shell $shell '$plan | Invoke-AtlassianPlan -JournalPath $journal -Confirm:$false -PassThru'
            Wait-Until { $begun.Output.Count -ge 3 }
            $shell.Stop()
            [void]($begun | Wait-Shell)
            @($screen.Screen.Lines -match '^Invoke-AtlassianPlan stopped after .* not started\. Get-AtlassianChange -Last lists them\.$') | Should -HaveCount 1
            $journal = @(Get-AtlassianChange -JournalPath "$TestDrive/stopped.jsonl")
            $journal | Where-Object { -not $_.EndedAt } | Should -BeNullOrEmpty
            $steps = Invoke-Shell $shell '$plan.Steps.Count'
            $journal.Count | Should -BeLessThan $steps
            $resumed = @(Invoke-Shell $shell 'Connect-AtlassianOrganization $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri -ThrottleLimit 32
                $plan | Invoke-AtlassianPlan -JournalPath $journal -Confirm:$false -PassThru -Resume')
            $resumed | Should -HaveCount $steps
            $resumed | Where-Object Outcome -NotIn 'Changed', 'AlreadyInState' | Should -BeNullOrEmpty
        }
        finally {
            $shell | Close-Shell
            $sandbox | Stop-AtlassianSandbox
        }
    }

    It 'starts nobody more after an error that stops it, and lets go of the journal' {
        Connect-AtlassianOrganization -Sandbox -ThrottleLimit 1
        $plan = 'mia.active@example.com', 'saml.profile@example.com', 'many.tokens@example.com' | New-AtlassianOffboardingPlan -Step Disable
        Grant-AtlassianUserRole 'mia.active@example.com' -Role 'atlassian/org-admin'
        { $plan | Invoke-AtlassianPlan @Run -ErrorAction Stop } | Should -Throw -ErrorId 'PreconditionFailed,*'
        (Get-AtlassianUserProfile 'many.tokens@example.com').AccountStatus | Should -Be 'active'
        Revoke-AtlassianUserRole 'mia.active@example.com' -Role 'atlassian/org-admin'
        ($plan | Invoke-AtlassianPlan @Run -Resume -PassThru).Outcome | Should -Not -Contain 'Failed'
        (Get-AtlassianUserProfile 'many.tokens@example.com').AccountStatus | Should -Be 'inactive'
    }

    It 'says what to add where nobody can be asked' {
        $result = Invoke-ChildShell -NonInteractive -ClosedInput -Script "Connect-AtlassianOrganization -Sandbox
            New-AtlassianOffboardingPlan mia.active@example.com | Invoke-AtlassianPlan -JournalPath '$TestDrive/run.jsonl'"
        $result.Text | Should -Match '-Confirm:\$false'
    }
}

Describe 'Undo-AtlassianChange' {
    BeforeEach {
        Get-ChildItem -Filter 'undo.jsonl*' | Remove-Item
        Connect-AtlassianOrganization -Sandbox
        $script:Undo = @{ JournalPath = 'undo.jsonl'; Confirm = $false }
    }

    It 'brings back what the run changed, the last first, and nothing else' {
        $before = (Get-AtlassianGroup -Member 'mia.active@example.com').Name | Sort-Object
        'mia.active@example.com', 'saml.profile@example.com' | New-AtlassianOffboardingPlan -Step LeaveGroups, Suspend, Disable | Invoke-AtlassianPlan @Undo
        $undone = Undo-AtlassianChange @Undo -Identity 'mia.active@example.com' -PassThru
        $undone[0].Action | Should -Be 'Enable'
        $undone[1].Action | Should -Be 'Resume'
        $undone.Outcome | Sort-Object -Unique | Should -Be 'Changed'
        (Get-AtlassianGroup -Member 'mia.active@example.com').Name | Sort-Object | Should -Be $before
        Get-Status 'mia.active@example.com' | Should -Be 'active'
        Get-Status 'saml.profile@example.com' | Should -Be 'deactivated'
    }

    It 'leaves disabled who was disabled before' {
        'mia.active@example.com', 'already.disabled@example.com' | New-AtlassianOffboardingPlan -Step Suspend, Disable | Invoke-AtlassianPlan @Undo
        Undo-AtlassianChange @Undo
        (Get-AtlassianUserProfile 'mia.active@example.com').AccountStatus | Should -Be 'active'
        (Get-AtlassianUserProfile 'already.disabled@example.com').AccountStatus | Should -Be 'inactive'
    }

    It 'tells what cannot be undone as Skipped, with one warning and no error' {
        'mia.active@example.com', 'many.tokens@example.com' | New-AtlassianOffboardingPlan | Invoke-AtlassianPlan @Undo
        $undone = Undo-AtlassianChange @Undo -PassThru -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable errors
        $skipped = @($undone | Where-Object Outcome -EQ 'Skipped')
        $skipped.Action | Select-Object -Unique | Should -Be 'UndoRevokeToken'
        $skipped.Count | Should -Be 43
        ($undone | Where-Object Outcome -EQ 'Skipped').ErrorCode | Sort-Object -Unique | Should -Be 'CannotBeUndone'
        @($warnings).Count | Should -Be 1
        $warnings[0] | Should -Match '43 x RevokeToken'
        $errors | Should -BeNullOrEmpty
    }

    It 'undoes single cmdlets: <Name>' -ForEach @(
        @{ Name = 'Disable'; Do = { Disable-AtlassianUser 'mia.active@example.com' }; Look = { (Get-AtlassianUserProfile 'mia.active@example.com').AccountStatus } }
        @{ Name = 'Enable'; Do = { Enable-AtlassianUser 'already.disabled@example.com' }; Look = { (Get-AtlassianUserProfile 'already.disabled@example.com').AccountStatus } }
        @{ Name = 'Delete of somebody active'; Do = { Remove-AtlassianUser 'mia.active@example.com' -Confirm:$false }; Look = { Get-Status 'mia.active@example.com' } }
        @{ Name = 'Delete of somebody disabled'; Do = { Remove-AtlassianUser 'already.disabled@example.com' -Confirm:$false }; Look = { Get-Status 'already.disabled@example.com' } }
        @{ Name = 'Restore'; Do = { Restore-AtlassianUser 'pending.deletion@example.com' }; Look = { Get-Status 'pending.deletion@example.com' } }
        @{ Name = 'Suspend'; Do = { Suspend-AtlassianUser 'mia.active@example.com' -Confirm:$false }; Look = { Get-Status 'mia.active@example.com' } }
        @{ Name = 'Resume'; Do = { Resume-AtlassianUser 'suspended.member@example.com' -Confirm:$false }; Look = { Get-Status 'suspended.member@example.com' } }
        @{ Name = 'AddToGroup'; Do = { Add-AtlassianGroupMember 'mia.active@example.com' -Group 'nobody-yet' }; Look = { @(Get-AtlassianGroupMember 'nobody-yet').Count } }
        @{ Name = 'RemoveFromGroup'; Do = { Remove-AtlassianGroupMember 'mia.active@example.com' -Group 'confluence-users-sandbox' }; Look = { (Get-AtlassianGroup -Member 'mia.active@example.com').Name -contains 'confluence-users-sandbox' } }
        @{ Name = 'GrantRole'; Do = { Grant-AtlassianUserRole 'mia.active@example.com' -Role 'atlassian/org-admin' }; Look = { (Get-AtlassianUserRole 'mia.active@example.com').Roles -contains 'atlassian/org-admin' } }
        @{ Name = 'RevokeRole'; Do = { Revoke-AtlassianUserRole 'alex.kim@example.org' -Role 'atlassian/org-admin' }; Look = { (Get-AtlassianUserRole 'alex.kim@example.org').Roles -contains 'atlassian/org-admin' } }
        @{ Name = 'SetEmail'; Do = { Set-AtlassianUserEmail 'mia.active@example.com' -NewEmail 'mia.new@example.com' -Confirm:$false }; Look = { @(Get-AtlassianUser 'mia.active@example.com' -ErrorAction SilentlyContinue).Count } }
        @{ Name = 'SetProfile'; Do = { Set-AtlassianUserProfile 'mia.active@example.com' -Nickname 'Zed' }; Look = { (Get-AtlassianUserProfile 'mia.active@example.com').Nickname } }
    ) {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'undo.jsonl'
        $before = & $Look
        & $Do
        & $Look | Should -Not -Be $before
        Undo-AtlassianChange @Undo
        & $Look | Should -Be $before
    }

    It 'goes back by the record of the identity provider where that was the way: <Name>' -ForEach @(
        @{ Name = 'Disable'; Who = 'scim.managed@example.com'; Do = 'Disable-AtlassianUser'; Back = 'Enable' }
        @{ Name = 'Enable'; Who = 'scim.disabled@example.com'; Do = 'Enable-AtlassianUser'; Back = 'Disable' }
    ) {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'undo.jsonl'
        $directory = (Connect-AtlassianScimDirectory -PassThru).ScimDirectoryId
        $before = Get-Status $Who
        & $Do $Who -Route Auto
        $kept = Get-AtlassianChange -JournalPath 'undo.jsonl' | Where-Object Outcome -EQ 'Changed'
        "$($kept.Action) $($kept.Route) $($kept.Detail)" | Should -Be "$Name Scim ScimDirectoryId=$directory"

        Disconnect-AtlassianScimDirectory
        $undone = Undo-AtlassianChange @Undo -PassThru -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable errors
        "$($undone.Outcome) $($undone.ErrorCode)" | Should -Be 'Skipped CannotBeUndone'
        $undone.ErrorMessage | Should -Match "$directory, which is not connected: run Connect-AtlassianScimDirectory"
        @($warnings).Count | Should -Be 1
        $errors | Should -BeNullOrEmpty
        Get-Status $Who | Should -Not -Be $before

        Connect-AtlassianScimDirectory
        $undone = Undo-AtlassianChange @Undo -PassThru
        "$($undone.Action) $($undone.Route) $($undone.Outcome)" | Should -Be "$Back Scim Changed"
        Get-Status $Who | Should -Be $before
        (Undo-AtlassianChange @Undo -PassThru).Outcome | Should -Be 'AlreadyInState'
    }

    It 'leaves alone what somebody has changed again since' {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'undo.jsonl' -Name 'journaled'
        Set-AtlassianUserProfile 'mia.active@example.com' -Nickname 'Zed'
        $number = (Get-AtlassianChange -JournalPath 'undo.jsonl').Number
        Set-AtlassianUserProfile 'mia.active@example.com' -Nickname 'Later'
        $undone = Undo-AtlassianChange @Undo -Number $number -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        "$($undone.Outcome) $($undone.ErrorCode)" | Should -Be 'Skipped CannotBeUndone'
        @($warnings).Count | Should -Be 1
        (Get-AtlassianUserProfile 'mia.active@example.com').Nickname | Should -Be 'Later'
    }

    It 'asks once a person, and tells all of what would be undone' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer([string[]]('Yes', 'No'))
        $shell = New-Shell $screen
        try {
            $undone = @(Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox
                'mia.active@example.com', 'saml.profile@example.com' | New-AtlassianOffboardingPlan -Step LeaveGroups, Suspend, Disable | Invoke-AtlassianPlan -JournalPath '$TestDrive/asked-undo.jsonl' -Confirm:`$false
                Undo-AtlassianChange -JournalPath '$TestDrive/asked-undo.jsonl' -PassThru -Confirm")
            $screen.Screen.Questions | Should -HaveCount 2
            $screen.Screen.Questions[0] | Should -Match '^Undo .* in Sandbox Company \[sandbox\]: .*Disable of .* back to active; Suspend of .*; RemoveFromGroup of '
            @($undone | Where-Object Outcome -EQ 'Changed').Email | Select-Object -Unique | Should -HaveCount 1
            @($undone | Where-Object Outcome -EQ 'Skipped').Email | Select-Object -Unique | Should -HaveCount 1
        }
        finally {
            $shell | Close-Shell
        }
    }

    It 'undoes what was half done, and nothing else' {
        $plan = New-AtlassianOffboardingPlan 'scim.managed@example.com' -Step Suspend
        $plan.Steps.Target | Should -Be 'Sandbox Company', 'Sandbox Partners'
        $plan | Invoke-AtlassianPlan @Undo
        # Somebody has given one of the two back meanwhile.
        Resume-AtlassianUser 'scim.managed@example.com' -Directory 'Sandbox Partners'
        $undone = Undo-AtlassianChange @Undo -PassThru
        $undone.Target | Should -Be 'Sandbox Partners', 'Sandbox Company'
        $undone.Outcome | Should -Be 'AlreadyInState', 'Changed'
        Get-Status 'scim.managed@example.com' | Should -Be 'active'
    }

    It 'undoes a change once, however often it is asked' {
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable | Invoke-AtlassianPlan @Undo
        Undo-AtlassianChange @Undo
        (Undo-AtlassianChange @Undo -PassThru).Outcome | Should -Be 'AlreadyInState'
    }

    It 'is not done over by -Resume' {
        $plan = New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable
        $plan | Invoke-AtlassianPlan @Undo
        Undo-AtlassianChange @Undo
        ($plan | Invoke-AtlassianPlan @Undo -Resume -PassThru).Outcome | Should -Be 'Skipped'
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'undoes the very changes that come down the pipeline, and nothing for an empty list' {
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Suspend, Disable | Invoke-AtlassianPlan @Undo
        @() | Undo-AtlassianChange @Undo -PassThru | Should -BeNullOrEmpty
        $undone = Get-AtlassianChange -JournalPath 'undo.jsonl' | Where-Object Action -EQ 'Disable' | Undo-AtlassianChange @Undo -PassThru
        $undone.Action | Should -Be 'Enable'
        Get-Status 'mia.active@example.com' | Should -Be 'suspended'
    }

    It 'reports who is not in the journal' {
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable | Invoke-AtlassianPlan @Undo
        'saml.profile@example.com' | Undo-AtlassianChange @Undo -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'IdentityNotFound'
        Get-Status 'mia.active@example.com' | Should -Be 'deactivated'
    }

    It 'shows with -WhatIf what would be undone' {
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable | Invoke-AtlassianPlan @Undo
        (Undo-AtlassianChange -JournalPath 'undo.jsonl' -WhatIf -PassThru).Outcome | Should -Be 'WhatIf'
        Get-Status 'mia.active@example.com' | Should -Be 'deactivated'
    }

    It 'refuses a journal that is not there, and one of another organization' {
        { Undo-AtlassianChange -JournalPath 'nowhere.jsonl' -Confirm:$false } | Should -Throw -ErrorId 'JournalUnusable,*'
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable | Invoke-AtlassianPlan @Undo
        Connect-AtlassianOrganization -Sandbox -Seed 2
        { Undo-AtlassianChange @Undo } | Should -Throw -ErrorId 'OtherOrganization,*'
    }
}

Describe 'The parameters' {
    It 'completes the steps of New-AtlassianOffboardingPlan' {
        (Complete 'New-AtlassianOffboardingPlan -Step ').CompletionText | Should -Be 'Disable', 'LeaveGroups', 'RevokeTokens', 'ScheduleDeletion', 'Suspend', 'UnlinkScim'
    }
}

# Five hundred at a time by hand: $env:ATLASSIANADMIN_LEAVERS = 500.
Describe 'Leavers planned, reviewed, run, killed half-way, resumed, proven, and ten of them undone' {
    It 'ends as planned' {
        $count = if ($env:ATLASSIANADMIN_LEAVERS) { [int]$env:ATLASSIANADMIN_LEAVERS } else { 40 }
        $sandbox = Start-AtlassianSandbox -UserCount ($count * 2 + 50) -LatencyMilliseconds 5
        $env:LEAVERS_KEY = ConvertFrom-Key $sandbox.ApiKey
        try {
            $connect = "Connect-AtlassianOrganization -OrganizationId $($sandbox.OrganizationId) -BaseUri $($sandbox.Uri) -ApiKeyEnvironmentVariable LEAVERS_KEY"
            & ([scriptblock]::Create($connect))
            $leavers = @(Get-AtlassianUser -Status active -ClaimStatus managed | Where-Object { $_.Email -match '\.\d{4}@' } | Select-Object -First $count)
            $leavers | Select-Object Email | Export-Csv 'leavers.csv' -NoTypeInformation
            Import-Csv 'leavers.csv' | New-AtlassianOffboardingPlan -Ticket 'HR-500' @Quiet | Export-AtlassianPlan 'leavers.json' 'worklist.csv'

            # Reviewed: this very plan.
            $plan = Import-AtlassianPlan 'leavers.json'
            $digest = $plan.Digest
            $plan.PlannedCount | Should -BeGreaterThan ($count * 0.9)

            # Run in a process of its own, and killed when half of it is done.
            $script = "$connect; Import-AtlassianPlan '$PWD/leavers.json' -Digest $digest | Invoke-AtlassianPlan -JournalPath '$PWD/leavers.jsonl' -Resume -Confirm:`$false"
            $process = [System.Diagnostics.Process]::Start((New-ShellStart "-NoProfile -NonInteractive -OutputFormat Text $(ConvertTo-EncodedCommand "Import-Module '$(Get-ModulePath)'; $script")"))
            Wait-Until { (Test-Path 'leavers.jsonl') -and @(Get-AtlassianChange -JournalPath 'leavers.jsonl' -ErrorAction Ignore | Where-Object EndedAt).Count -ge $plan.Steps.Count / 2 }
            $process.Kill()
            $process.WaitForExit()
            $process.Dispose()
            @(Get-AtlassianChange -JournalPath 'leavers.jsonl').Count | Should -BeLessThan $plan.Steps.Count

            # Restarted from its beginning.
            $resumed = $plan | Invoke-AtlassianPlan -JournalPath 'leavers.jsonl' -Resume -Confirm:$false -PassThru
            $resumed | Where-Object Outcome -NotIn 'Changed', 'AlreadyInState' | Should -BeNullOrEmpty

            # Proven: by the organization itself, and by its record of who was disabled how often.
            $planned = @($plan.People | Where-Object { $_.Steps.Action -contains 'Disable' })
            ($planned.AccountId | Get-AtlassianUser).Status | Sort-Object -Unique | Should -Be 'deactivated'
            $disabled = @(Get-AtlassianEvent -From (Get-Date).AddMinutes(-30) | Where-Object Action -EQ 'user_deactivated')
            $disabled.Count | Should -Be @($plan.Steps | Where-Object Action -EQ 'Disable').Count
            $proof = Get-AtlassianChange -JournalPath 'leavers.jsonl'
            $proof.PlanDigest | Sort-Object -Unique | Should -Be $digest
            @($proof | Where-Object Verified | Select-Object -ExpandProperty Step -Unique).Count | Should -Be $plan.Steps.Count

            # A mistake: ten of them stay.
            $ten = @($planned | Select-Object -First 10)
            $undone = $ten | Undo-AtlassianChange -JournalPath 'leavers.jsonl' -Confirm:$false -PassThru @Quiet
            ($undone | Where-Object Action -EQ 'Enable').Outcome | Sort-Object -Unique | Should -Be 'Changed'
            ($ten.AccountId | Get-AtlassianUser).Status | Sort-Object -Unique | Should -Be 'active'
            @($planned.AccountId | Get-AtlassianUser | Where-Object Status -EQ 'active').Count | Should -Be 10
        }
        finally {
            Remove-Item Env:LEAVERS_KEY
            Disconnect-AtlassianOrganization -All
            $sandbox | Stop-AtlassianSandbox
        }
    }
}
