# Plans of foreseen changes: made of what -WhatIf told, reviewed as a file, run in an order that works, resumed and undone.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    $script:Quiet = @{ WarningAction = 'SilentlyContinue' }
    $script:Run = @{ JournalPath = 'moves.jsonl'; Confirm = $false }
    function Get-Move([hashtable] $Move) {
        $Move.GetEnumerator() | Sort-Object Key | ForEach-Object { [pscustomobject]@{ Email = $_.Key; NewEmail = $_.Value } }
    }
    function Get-Foreseen([hashtable] $Move) {
        Get-Move $Move | Set-AtlassianUserEmail -WhatIf -PassThru
    }
    $script:Swap = @{ 'mia.active@example.com' = 'saml.profile@example.com'; 'saml.profile@example.com' = 'mia.active@example.com' }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Pop-Location
}

Describe 'New-AtlassianPlan' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'makes a plan of what -WhatIf foresaw, and sends nothing' {
        $foreseen = Get-Foreseen @{ 'mia.active@example.com' = 'mia.new@example.com' }
        Get-Request { $script:Plan = $foreseen | New-AtlassianPlan -Reason 'New domain' -Ticket 'IT-9' } | Should -BeNullOrEmpty
        $Plan | Should -BeOfType 'AtlassianAdmin.Changes.Plans.Plan'
        "$($Plan.Kind) $($Plan.Reason) $($Plan.Ticket) $($Plan.PlannedCount) $($Plan.StageCount)" | Should -Be 'Changes New domain IT-9 1 1'
        $step = $Plan.Steps[0]
        "$($step.Action) $($step.Target) $($step.Seen) $($step.CanBeUndone)" | Should -Be 'SetEmail mia.new@example.com mia.active@example.com True'
        $step.Effect | Should -Be 'Set the e-mail address to mia.new@example.com (mia.active@example.com now)'
        $step.Precondition | Should -Match "^mia.active@example.com still belongs to .*, and it is still 'mia.active@example.com'$"
        $step.Inverse | Should -Be 'Set the e-mail address to mia.active@example.com'
    }

    It 'keeps the order of several commands, also for one person' {
        $foreseen = @(
            Revoke-AtlassianUserToken 'mia.active@example.com' -All -WhatIf -PassThru
            Suspend-AtlassianUser 'saml.profile@example.com' -WhatIf -PassThru
            Disable-AtlassianUser 'mia.active@example.com' -WhatIf -PassThru
        )
        $plan = New-AtlassianPlan $foreseen
        $plan.People.Email | Should -Be 'mia.active@example.com', 'saml.profile@example.com'
        $plan.Steps.Action | Should -Be 'RevokeToken', 'RevokeToken', 'RevokeToken', 'Disable', 'Suspend'
    }

    It 'takes every kind of change: <Name>' -ForEach @(
        @{ Name = 'profile'; Foresee = { Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Pilot' -WhatIf -PassThru } }
        @{ Name = 'role'; Foresee = { Grant-AtlassianUserRole 'mia.active@example.com' -Role 'atlassian/org-admin' -WhatIf -PassThru } }
        @{ Name = 'membership'; Foresee = { Add-AtlassianGroupMember 'mia.active@example.com' -Group (Get-AtlassianGroup | Where-Object ExternalSynced -EQ $false | Select-Object -First 1) -WhatIf -PassThru } }
        @{ Name = 'deletion'; Foresee = { Remove-AtlassianUser 'mia.active@example.com' -WhatIf -PassThru } }
    ) {
        $null = $Name
        Connect-AtlassianOrganization -Sandbox
        Remove-Item 'kind.*' -ErrorAction Ignore
        $plan = & $Foresee | New-AtlassianPlan @Quiet
        $plan.Steps | Should -Not -BeNullOrEmpty
        $plan | Export-AtlassianPlan 'kind.json'
        $changes = Import-AtlassianPlan 'kind.json' | Invoke-AtlassianPlan -JournalPath 'kind.jsonl' -Confirm:$false -PassThru
        $changes.Outcome | Sort-Object -Unique | Should -BeIn 'Changed', 'AlreadyInState'
    }

    It 'leaves out what was foreseen as refused, warns, and keeps the code' {
        Connect-AtlassianOrganization -Sandbox
        $foreseen = Disable-AtlassianUser 'scim.managed@example.com', 'mia.active@example.com', 'nobody@example.com' -WhatIf -PassThru -ErrorAction SilentlyContinue
        $plan = $foreseen | New-AtlassianPlan -WarningAction SilentlyContinue -WarningVariable warnings
        $plan.People.Decision | Should -Be 'Refused', 'Planned', 'Refused'
        $plan.People.ErrorCode | Should -Be 'ManagedByScim', $null, 'IdentityNotFound'
        @($warnings).Count | Should -Be 2
    }

    It 'keeps what is as wanted, to be checked when it runs' {
        Disable-AtlassianUser 'many.tokens@example.com'
        $plan = Disable-AtlassianUser 'many.tokens@example.com' -WhatIf -PassThru | New-AtlassianPlan
        "$($plan.People.Decision) $($plan.Steps.IsSettled)" | Should -Be 'NothingToDo True'
        Enable-AtlassianUser 'many.tokens@example.com' @Quiet
        ($plan | Invoke-AtlassianPlan @Run -PassThru).Outcome | Should -Be 'Changed'
        Get-Status 'many.tokens@example.com' | Should -Be 'deactivated'
    }

    It 'names a group by its name, however it was given, and says nothing is proven of what was only foreseen' {
        $group = Get-AtlassianGroup | Where-Object Name -EQ 'nobody-yet'
        $plan = Remove-AtlassianGroup $group.GroupId -WhatIf -PassThru | New-AtlassianPlan
        $plan.Text | Should -Match 'PLANNED group nobody-yet'
        $plan.Text | Should -Not -Match $group.GroupId
        $row = Get-AtlassianChange -Last -Summary
        "$($row.Result) $($row.Name)" | Should -Be 'Foreseen nobody-yet'
        $row.Verified | Should -BeNullOrEmpty
    }

    It 'refuses a change that was made, a copy of one, and one of another organization' {
        $made = Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Chef' -PassThru
        { $made | New-AtlassianPlan } | Should -Throw -ErrorId 'PlanUnusable,*'
        $foreseen = Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Cook' -WhatIf -PassThru
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($foreseen))
        { New-AtlassianPlan $copy } | Should -Throw '*same session*'
        Connect-AtlassianOrganization -Sandbox -Seed 2
        { $foreseen | New-AtlassianPlan } | Should -Throw -ErrorId 'OtherOrganization,*'
        Connect-AtlassianOrganization -Sandbox
    }

    It 'makes no plan for more people than -MaxChanges' {
        $foreseen = Get-Foreseen @{ 'mia.active@example.com' = 'm1@example.com'; 'saml.profile@example.com' = 'm2@example.com' }
        { $foreseen | New-AtlassianPlan -MaxChanges 1 } | Should -Throw -ErrorId 'ChangeLimitReached,*'
        ($foreseen | New-AtlassianPlan -MaxChanges 2).PlannedCount | Should -Be 2
    }

    It 'refuses people who exchange their addresses, names the cycle, and takes it apart with -ParkingDomain' {
        $plan = Get-Foreseen $Swap | New-AtlassianPlan @Quiet
        $plan.People.ErrorCode | Should -Be 'AddressCycle', 'AddressCycle'
        $plan.People[0].Findings.Message | Should -Match 'mia.active@example.com to saml.profile@example.com, saml.profile@example.com to mia.active@example.com'
        $plan = Get-Foreseen $Swap | New-AtlassianPlan -ParkingDomain 'example.org'
        $plan.Steps.StepId | Should -Be '1.1', '1.2', '2.1'
        $plan.Steps.Stage | Should -Be 1, 3, 2
        $plan.Steps[1].After | Should -Be '2.1'
        ($plan | Out-String -Width 300) | Should -Match 'It runs in 3 stages'
        { Get-Foreseen $Swap | New-AtlassianPlan -ParkingDomain 'elsewhere.test' } | Should -Throw -ErrorId 'DomainNotVerified,*'
    }
}

Describe 'Moves planned, reviewed, run, begun again, and undone' {
    BeforeEach {
        Get-ChildItem -Filter 'moves.*' | Remove-Item
        Connect-AtlassianOrganization -Sandbox
    }

    It 'goes as the guide shows it' {
        Get-Move ($Swap + @{ 'many.tokens@example.com' = 'tokens.new@example.com'; 'scim.managed@example.com' = 'scim.new@example.com' }) | Export-Csv 'moves.csv'
        Import-Csv 'moves.csv' | Set-AtlassianUserEmail -WhatIf -PassThru | New-AtlassianPlan -Ticket 'IT-9' -ParkingDomain 'example.org' @Quiet | Export-AtlassianPlan 'moves.json'
        $before = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $plan = Import-AtlassianPlan 'moves.json'
        "$($plan.PlannedCount) $($plan.RefusedCount)" | Should -Be '3 1'

        $shown = $plan | Invoke-AtlassianPlan @Run -Resume -WhatIf -PassThru
        $shown.Outcome | Sort-Object -Unique | Should -Be 'WhatIf'
        $shown.ErrorCode | Where-Object { $_ } | Should -BeNullOrEmpty

        $changes = $plan | Invoke-AtlassianPlan @Run -Resume -PassThru
        $changes.Outcome | Should -Be 'Changed', 'Changed', 'Changed', 'Changed'
        (Get-AtlassianUser 'saml.profile@example.com').AccountId | Should -Be $before
        ($plan | Invoke-AtlassianPlan @Run -Resume -PassThru).Outcome | Sort-Object -Unique | Should -Be 'AlreadyInState'
        (Get-AtlassianChange -JournalPath 'moves.jsonl').Ticket | Sort-Object -Unique | Should -Be 'IT-9'

        (Undo-AtlassianChange -JournalPath 'moves.jsonl' -Confirm:$false -PassThru).Outcome | Sort-Object -Unique | Should -Be 'Changed'
        (Get-AtlassianUser 'mia.active@example.com').AccountId | Should -Be $before
        (Get-AtlassianUser 'many.tokens@example.com').Email | Should -Be 'many.tokens@example.com'
    }

    It 'tells with -WhatIf what is done by now, and what has become impossible' {
        $plan = Get-Foreseen @{ 'mia.active@example.com' = 'a1@example.com'; 'many.tokens@example.com' = 'a2@example.com'; 'saml.profile@example.com' = 'a3@example.com' } | New-AtlassianPlan
        Set-AtlassianUserEmail 'mia.active@example.com' 'other@example.com' -Confirm:$false
        Set-AtlassianUserEmail 'many.tokens@example.com' 'a2@example.com' -Confirm:$false
        $shown = $plan | Invoke-AtlassianPlan @Run -WhatIf -PassThru
        $shown.ErrorCode | Should -Be $null, 'PreconditionFailed', $null
        $shown[0].After | Should -Be 'a2@example.com'
        Test-Path 'moves.jsonl' | Should -BeFalse
    }

    It 'sends nothing that waits for a step that failed' {
        $plan = Get-Foreseen @{ 'mia.active@example.com' = 'saml.profile@example.com'; 'saml.profile@example.com' = 'sam.new@example.com' } | New-AtlassianPlan
        Set-AtlassianUserEmail 'many.tokens@example.com' 'sam.new@example.com' -Confirm:$false
        $changes = $plan | Invoke-AtlassianPlan @Run -PassThru -ErrorAction SilentlyContinue
        $changes.Outcome | Should -Be 'Failed', 'Failed'
        $changes[1].ErrorMessage | Should -Match 'step 2.1 comes first and is not done'
        $changes[1].Attempts | Should -Be 0
    }
}

Describe 'What no step of a plan does' {
    It 'stands in the journal: the page and the rows made of it tell it later, from another session' {
        Connect-AtlassianOrganization -Sandbox
        $rows = @'
Email,End date
mia.active@example.com,
scim.managed@example.com,
nobody@example.com,
many.tokens@example.com,2099-12-31
'@ | ConvertFrom-Csv
        $plan = $rows | New-AtlassianOffboardingPlan -Step Disable @Quiet -ErrorAction SilentlyContinue
        foreach ($again in 1, 2) {
            $null = $plan | Invoke-AtlassianPlan -JournalPath 'open.jsonl' -Resume -Confirm:$false @Quiet
        }
        (Test-AtlassianJournal 'open.jsonl').IsIntact | Should -BeTrue
        $found = @{}
        Get-AtlassianChange -JournalPath 'open.jsonl' -Summary | ForEach-Object { $found[$_.Input] = $_ }
        $found.Count | Should -Be 4
        "$($found['mia.active@example.com'].Result) $($found['scim.managed@example.com'].Result) $($found['nobody@example.com'].Result) $($found['many.tokens@example.com'].Result)" |
            Should -Be 'Done CannotBeDone Refused Waiting'
        $found['scim.managed@example.com'].NextStep | Should -Not -BeNullOrEmpty
        Export-AtlassianReport 'open.html' -JournalPath 'open.jsonl'
        $page = Get-Content 'open.html' -Raw
        $page | Should -Match '1 of 4 people is as wanted'
        $page | Should -Not -Match 'Nothing is left to do'
    }

    It 'is never said of nothing: a report without changes says that it was given none' {
        $null | Export-AtlassianReport 'none.html' -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match '-PassThru'
        Get-Content 'none.html' -Raw | Should -Not -Match 'Nothing is left to do'
    }
}

Describe 'A plan of changes by way of a site' {
    BeforeEach {
        Disconnect-AtlassianSite -All
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianSite -Sandbox
        $script:Run = @{ JournalPath = "site-$(Get-Random).jsonl"; Confirm = $false }
        $script:Plan = Add-AtlassianSiteGroupMember mia.active@example.com nobody-yet -WhatIf -PassThru 6>$null | New-AtlassianPlan
        function Get-SiteMember { @(Get-AtlassianSiteGroup -Member mia.active@example.com).Name -contains 'nobody-yet' }
    }

    AfterAll {
        Disconnect-AtlassianSite -All
    }

    It 'names the site, runs there, is resumed and undone' {
        $Plan.Steps[0].Effect | Should -Be 'Join the group nobody-yet of the site sandbox.example.com'
        $Plan | Export-AtlassianPlan 'site.json'
        $changes = @(Import-AtlassianPlan 'site.json' | Invoke-AtlassianPlan @Run -PassThru)
        $changes.Outcome | Should -Be 'Changed'
        $changes.Verified | Should -BeTrue
        Get-SiteMember | Should -BeTrue
        (Import-AtlassianPlan 'site.json' | Invoke-AtlassianPlan @Run -Resume -PassThru).Outcome | Should -Be 'AlreadyInState'
        (Undo-AtlassianChange -JournalPath $Run.JournalPath -Confirm:$false -PassThru).Outcome | Should -Be 'Changed'
        Get-SiteMember | Should -BeFalse
    }

    It 'changes nobody where <What>' -ForEach @(
        @{ What = 'no site is connected'; Code = 'SiteNotConnected'; Do = { Disconnect-AtlassianSite -All } }
        @{ What = 'another site is connected'; Code = 'SiteNotConnected'; Do = { Disconnect-AtlassianSite -All; Connect-AtlassianSite partners.example.com -Sandbox } }
        @{ What = 'the site is read only'; Code = 'ReadOnlyConnection'; Do = { Connect-AtlassianSite -Sandbox -ReadOnly } }
        @{ What = 'the person is protected there'; Code = 'ProtectedAccount'; Do = { Connect-AtlassianSite -Sandbox -ProtectedIdentity mia.active@example.com } }
    ) {
        . $Do
        $foreseen = $Plan | Invoke-AtlassianPlan @Run -WhatIf -PassThru 6>$null
        $foreseen.ErrorCode | Should -Be $Code
        $change = $Plan | Invoke-AtlassianPlan @Run -PassThru -ErrorAction SilentlyContinue
        $change.Outcome | Should -Be 'Failed'
        $change.ErrorCode | Should -Be $Code
        $change.Attempts | Should -Be 0
        if ($Code -eq 'SiteNotConnected') { $change.RecommendedAction | Should -Match 'Connect-AtlassianSite sandbox\.example\.com ' }
        Connect-AtlassianSite -Sandbox
        Get-SiteMember | Should -BeFalse
    }
}

Describe 'Import-AtlassianPlan' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
        Get-Foreseen @{ 'mia.active@example.com' = 'm1@example.com' } | New-AtlassianPlan | Export-AtlassianPlan 'plan.json'
        $script:Text = Get-Content 'plan.json' -Raw
        $script:Digest = (Import-AtlassianPlan 'plan.json').Digest
    }

    It 'shows in the file what each step does, needs, and is undone by' {
        $step = ($Text | ConvertFrom-Json).plan.people[0].steps[0]
        $step.effect | Should -Match 'Set the e-mail address to m1@example.com'
        $step.precondition | Should -Match 'still belongs to'
        $step.inverse | Should -Be 'Set the e-mail address to mia.active@example.com'
    }

    It 'refuses words that do not fit the step, and does not tell the right digest' {
        Set-Content 'altered.json' ($Text -replace '"effect": "[^"]*"', '"effect": "Nothing"')
        { Import-AtlassianPlan 'altered.json' -ErrorAction Stop } | Should -Throw -ErrorId 'PlanAltered,*'
        Set-Content 'altered.json' ($Text -replace 'm1@example.com', 'm2@example.com')
        $null = Import-AtlassianPlan 'altered.json' -ErrorAction SilentlyContinue -ErrorVariable errors
        "$errors" | Should -Not -Match 'sha256:'
    }

    It 'reads a plan with a byte order mark' {
        [IO.File]::WriteAllText((Join-Path $PWD 'mark.json'), $Text, [Text.UTF8Encoding]::new($true))
        (Import-AtlassianPlan 'mark.json').Digest | Should -Be $Digest
    }
}
