# The journal of a connection: what it keeps, what it refuses, and how it is read.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Pop-Location
}

Describe 'Connect-AtlassianOrganization -JournalPath' {
    BeforeEach {
        Disconnect-AtlassianOrganization -All
        Get-ChildItem -Path . -Filter 'journal.jsonl*' | Remove-Item
    }

    It 'is off by default' {
        (Connect-AtlassianOrganization -Sandbox -PassThru).JournalPath | Should -BeNullOrEmpty
        Disable-AtlassianUser 'mia.active@example.com'
        Get-ChildItem | Should -BeNullOrEmpty
    }

    It 'takes the path from the session''s location, and shows it' {
        (Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl' -PassThru).JournalPath | Should -Be (Join-Path (Get-Location).ProviderPath 'journal.jsonl')
        Test-Path 'journal.jsonl' | Should -BeTrue
    }

    It 'keeps each change with who, why and the state before, also without -PassThru' {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl' -Reason 'Left' -Ticket 'HR-1'
        'mia.active@example.com', 'scim.managed@example.com' | Disable-AtlassianUser -ErrorAction SilentlyContinue
        $changes = Get-AtlassianChange -JournalPath 'journal.jsonl'
        $changes | Should -HaveCount 2
        $changes[0] | Should -BeOfType 'AtlassianAdmin.Changes.Journal.JournaledChange'
        $mia = $changes | Where-Object Email -EQ 'mia.active@example.com'
        "$($mia.Action) $($mia.Outcome) $($mia.Before) $($mia.Reason) $($mia.Ticket)" | Should -Be 'Disable Changed active Left HR-1'
        $mia.Operator | Should -Match '@'
        $mia.RequestIds | Should -Not -BeNullOrEmpty
        ($changes | Where-Object Outcome -EQ 'Failed').ErrorCode | Should -Be 'ManagedByScim'
    }

    It 'tells for whom, where the account of the process is nobody''s: <Where>' -ForEach @(
        @{ Where = 'a JEA session'; Set = { Set-Variable PSSenderInfo ([pscustomobject]@{ UserInfo = @{ Identity = [pscustomobject]@{ Name = 'CONTOSO\ann' } } }) -Scope Global }; Told = ', for CONTOSO\ann' }
        @{ Where = 'an own session'; Set = { Set-Variable PSSenderInfo ([pscustomobject]@{ UserInfo = @{ Identity = @{ Name = [Environment]::UserName } } }) -Scope Global }; Told = '' }
        @{ Where = 'a runbook'; Set = { Set-Variable PSPrivateMetadata @{ JobId = [guid] '0f6b4a10-1111-2222-3333-444455556666' } -Scope Global }; Told = ', in Azure Automation job 0f6b4a10-1111-2222-3333-444455556666' }
        @{ Where = 'a runbook of PowerShell 7'; Set = { $env:PSPrivateMetadata = '{"JobId":"0f6b4a10-1111-2222-3333-444455556666"}' }; Told = ', in Azure Automation job 0f6b4a10-1111-2222-3333-444455556666' }
    ) {
        $shell = New-Shell
        try {
            Invoke-Shell $shell "Set-Location -LiteralPath '$((Get-Location).ProviderPath)'; . { $Set }"
            $operators = Invoke-Shell $shell {
                $connection = Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl' -PassThru
                $plan = Disable-AtlassianUser 'mia.active@example.com' -WhatIf -PassThru | New-AtlassianPlan
                $leaver = New-AtlassianOffboardingPlan 'mia.active@example.com'
                $null = $plan | Invoke-AtlassianPlan -JournalPath 'journal.jsonl' -Confirm:$false
                $null = Undo-AtlassianChange -JournalPath 'journal.jsonl' -Confirm:$false
                $connection.Operator, $plan.CreatedBy, $leaver.CreatedBy
                (Connect-AtlassianSite -Sandbox -PassThru).Operator
                (Get-AtlassianChange -JournalPath 'journal.jsonl').Operator
            }
        }
        finally {
            $env:PSPrivateMetadata = $null
            Close-Shell $shell
        }
        # The connection, two plans, the site, and the journal's step and its undoing.
        $operators | Should -HaveCount 6
        $expected = "$([AtlassianAdmin.Changes.Journal.JournalRun]::CurrentOperator)$Told"
        $operators | ForEach-Object { $_ | Should -BeExactly $expected }
    }

    It 'keeps what is no person''s own: groups and invitations' {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl'
        $directory = @(Get-AtlassianDirectory)[0]
        $null = New-AtlassianGroup -Name 'Leavers' -Directory $directory
        Remove-AtlassianGroup 'Leavers' -Confirm:$false
        $null = New-AtlassianUserInvitation 'new.one@example.com'
        Get-AtlassianApiKey | Select-Object -Last 1 | Revoke-AtlassianApiKey -Confirm:$false
        $changes = Get-AtlassianChange -JournalPath 'journal.jsonl'
        $changes.Action | Should -Be 'CreateGroup', 'DeleteGroup', 'Invite', 'RevokeApiKey'
        $changes[1].Target | Should -BeExactly 'Leavers'
        $changes[1].Detail | Should -Match 'Group\.Name=Leavers'
    }

    It 'holds no key' {
        $sandbox = Start-AtlassianSandbox -UserCount 20
        try {
            Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri -JournalPath 'journal.jsonl'
            Disable-AtlassianUser 'mia.active@example.com' -Verify
            Get-Content 'journal.jsonl' -Raw | Should -Not -Match ([regex]::Escape((ConvertFrom-Key $sandbox.ApiKey)))
        }
        finally {
            Disconnect-AtlassianOrganization -All
            $sandbox | Stop-AtlassianSandbox
        }
    }

    It 'refuses a journal that another connection writes, and lets go of it with the connection' {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl' -Name 'one'
        { Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl' -Name 'two' } | Should -Throw -ErrorId 'JournalInUse,*'
        Disconnect-AtlassianOrganization -Connection 'one'
        { Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl' -Name 'two' } | Should -Not -Throw
    }

    It 'goes on in the journal of the connection whose place it takes' {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl'
        Disable-AtlassianUser 'mia.active@example.com'
        Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl'
        Disable-AtlassianUser 'mia.active@example.com'
        $changes = Get-AtlassianChange -JournalPath 'journal.jsonl'
        $changes.Number | Should -Be 1, 2
        @($changes.RunId | Sort-Object -Unique).Count | Should -Be 2
    }

    It 'leaves any other file alone' {
        Set-Content 'journal.jsonl.txt' 'a note'
        { Connect-AtlassianOrganization -Sandbox -JournalPath 'journal.jsonl.txt' } | Should -Throw -ErrorId 'JournalUnusable,*'
        Get-Content 'journal.jsonl.txt' | Should -Be 'a note'
        Get-AtlassianConnection -Current | Should -BeNullOrEmpty
    }
}

Describe 'Get-AtlassianChange -JournalPath' {
    It 'reads a journal without a connection, by property name too' {
        $connection = Connect-AtlassianOrganization -Sandbox -JournalPath 'read.jsonl' -PassThru
        Disable-AtlassianUser 'mia.active@example.com'
        ($connection | Get-AtlassianChange).Outcome | Should -Be 'Changed'
        Disconnect-AtlassianOrganization -All
        (Get-AtlassianChange -JournalPath 'read.jsonl').Outcome | Should -Be 'Changed'
    }

    It 'tells a change that was never answered as Unknown, and passes over half a line' {
        $lines = Get-Content 'read.jsonl'
        Set-Content 'torn.jsonl' "$($lines[0])`n$($lines[1])`n$($lines[2].Substring(0, 30))" -NoNewline
        (Get-AtlassianChange -JournalPath 'torn.jsonl').Outcome | Should -Be 'Unknown'
    }

    It 'reports a file that is none, or not there' {
        $null = Get-AtlassianChange -JournalPath 'nowhere.jsonl' -ErrorAction SilentlyContinue -ErrorVariable errors
        Set-Content 'note.txt' 'a note'
        $null = Get-AtlassianChange -JournalPath 'note.txt' -ErrorAction SilentlyContinue -ErrorVariable +errors
        $errors | Get-Code | Should -Be 'JournalUnusable', 'JournalUnusable'
    }

    It 'takes either the last command or a journal' {
        { Get-AtlassianChange -Last -JournalPath 'read.jsonl' } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'is shown as changes are' {
        (Get-AtlassianChange -JournalPath 'read.jsonl' | Format-Table | Out-String) | Should -Match 'Number\s+StartedAt\s+Outcome\s+Action\s+Person'
        (Get-AtlassianChange -JournalPath 'read.jsonl' | Format-List | Out-String) | Should -Match 'Operator\s+:'
    }
}

Describe 'Everybody, out of the journal alone' {
    BeforeEach {
        Disconnect-AtlassianOrganization -All
        Get-ChildItem -Path . -Filter 'everybody.*' | Remove-Item
        Connect-AtlassianOrganization -Sandbox
    }

    It 'names everybody of a run in which nothing was changed, as the session does and the report' {
        $list = 'admin@example.com', 'nobody@example.com', 'not.invited@example.com'
        $plan = $list | New-AtlassianOffboardingPlan -Step Suspend -Ticket 'HR-2' -WarningAction SilentlyContinue
        $plan.People.Decision | Should -Be 'Refused', 'Refused', 'NothingToDo'
        Invoke-AtlassianPlan $plan -JournalPath 'everybody.jsonl' -Confirm:$false -PassThru | Should -BeNullOrEmpty
        $last = @(Get-AtlassianChange -Last -Summary)
        $journal = @(Get-AtlassianChange -JournalPath 'everybody.jsonl' -Summary)
        foreach ($rows in $last, $journal) {
            $rows.Person | Should -Be $list
            $rows.Result | Should -Be 'Refused', 'Refused', 'AlreadyAsWanted'
            $rows.IsOpen | Should -Be $true, $true, $false
            $rows[0].Why, $rows[0].NextStep | Should -Not -BeNullOrEmpty
            $rows.Organization | Sort-Object -Unique | Should -Be 'Sandbox Company [sandbox]'
        }
        Export-AtlassianReport 'everybody.html' -JournalPath 'everybody.jsonl' -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $page = Get-Content 'everybody.html' -Raw
        foreach ($told in $list + 'Sandbox Company [sandbox]', 'HR-2', $plan.Digest, 'JournalPath=everybody.jsonl') { $page | Should -Match ([regex]::Escape($told)) }
        $page | Should -Match '1 of 3 people is as wanted'
        (Test-AtlassianJournal 'everybody.jsonl').IsIntact | Should -BeTrue
    }

    It 'says of somebody who waits what was asked, until when, and what to do' {
        $row = [pscustomobject]@{ Email = 'mia.active@example.com'; 'End date' = [datetime]::UtcNow.AddDays(20).ToString('yyyy-MM-dd') }
        New-AtlassianOffboardingPlan $row -WarningAction SilentlyContinue | Invoke-AtlassianPlan -JournalPath 'everybody.jsonl' -Confirm:$false
        $told = Get-AtlassianChange -JournalPath 'everybody.jsonl' -Summary
        "$($told.Result) $($told.Asked) $($told.IsOpen)" | Should -Be 'Waiting Off-board True'
        $told.Why | Should -Match ([datetime]::UtcNow.AddDays(21).ToString('yyyy-MM-dd'))
        $told.NextStep | Should -Be 'Make a new plan after that day.'
    }

    It 'names who exchange their addresses by the one that was asked for' {
        $two = 'mia.active@example.com', 'alex.kim@example.com'
        $plan = [pscustomobject]@{ Email = $two[0]; NewEmail = $two[1] }, [pscustomobject]@{ Email = $two[1]; NewEmail = $two[0] } |
            Set-AtlassianUserEmail -WhatIf -PassThru | New-AtlassianPlan -ParkingDomain 'example.org'
        $plan | Invoke-AtlassianPlan -JournalPath 'everybody.jsonl' -Confirm:$false
        foreach ($rows in @(Get-AtlassianChange -Last -Summary), @(Get-AtlassianChange -JournalPath 'everybody.jsonl' -Summary)) {
            $rows.Person | Should -Be $two
            $rows.Result | Should -Be 'Done', 'Done'
        }
    }

    It 'takes the journals of the parts of a plan together' {
        $plan = 'admin@example.com', 'mia.active@example.com', 'already.disabled@example.com' | New-AtlassianOffboardingPlan -Step Disable -WarningAction SilentlyContinue
        1, 2 | ForEach-Object { $plan | Invoke-AtlassianPlan -Part $_ -PartCount 2 -JournalPath "everybody.$_.jsonl" -Confirm:$false }
        Export-AtlassianReport 'everybody.html' -JournalPath 'everybody.1.jsonl', 'everybody.2.jsonl'
        Get-Content 'everybody.html' -Raw | Should -Match '2 of 3 people are as wanted'
    }

    It 'keeps whom a connection had nothing to send for, and sends no more for it' {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'everybody.jsonl'
        'already.disabled@example.com', 'nobody@example.com', 'mia.active@example.com' | Disable-AtlassianUser -ErrorAction SilentlyContinue
        Disable-AtlassianUser 'alex.kim@example.com' -WhatIf
        $rows = @(Get-AtlassianChange -JournalPath 'everybody.jsonl' -Summary)
        $rows | ForEach-Object { "$($_.Person) $($_.Result) $($_.ErrorCode)".TrimEnd() } | Sort-Object |
            Should -Be 'already.disabled@example.com AlreadyAsWanted', 'mia.active@example.com Done', 'nobody@example.com Failed IdentityNotFound'
        @(Get-AtlassianChange -JournalPath 'everybody.jsonl' | Where-Object RequestIds).Email | Should -Be 'mia.active@example.com'
        (Undo-AtlassianChange -JournalPath 'everybody.jsonl' -Confirm:$false -PassThru).Email | Should -Be 'mia.active@example.com'
    }

    It 'tells of now after a resumed run: done, changed by somebody, and done again' {
        $plan = 'mia.active@example.com', 'alex.kim@example.com' | New-AtlassianOffboardingPlan -Step Disable
        $run = @{ JournalPath = 'everybody.jsonl'; Confirm = $false; Resume = $true; WarningAction = 'SilentlyContinue' }
        function Get-Open { @(Get-AtlassianChange -JournalPath 'everybody.jsonl' -Summary | Where-Object IsOpen).Person }
        $plan | Invoke-AtlassianPlan @run
        Get-Open | Should -BeNullOrEmpty
        Enable-AtlassianUser 'mia.active@example.com'
        $plan | Invoke-AtlassianPlan @run
        Get-Open | Should -Be 'mia.active@example.com'
        (Get-AtlassianUserProfile 'mia.active@example.com').AccountStatus | Should -Be 'active'
        Disable-AtlassianUser 'mia.active@example.com'
        $plan | Invoke-AtlassianPlan @run
        Get-Open | Should -BeNullOrEmpty
        (Test-AtlassianJournal 'everybody.jsonl').IsIntact | Should -BeTrue
    }
}

Describe 'A journal that something else changes, or that cannot be written any more' {
    BeforeAll {
        $script:Sandbox = Start-AtlassianSandbox -UserCount 60
        $script:There = @{ OrganizationId = $Sandbox.OrganizationId; ApiKey = $Sandbox.ApiKey; BaseUri = $Sandbox.Uri; ThrottleLimit = 1 }
        # Where this process may mount a small disk, a full one is a real one.
        $script:Disk = Join-Path $TestDrive 'disk'
        $null = New-Item -ItemType Directory $Disk
        $script:HasDisk = $IsLinux -and (& { mount -t tmpfs -o size=64k tmpfs $Disk 2>$null; $LASTEXITCODE -eq 0 })
        if (-not $HasDisk) { Write-Host 'A full disk is not tried: this process cannot mount one.' }
        function Get-Person { Get-AtlassianUser -ClaimStatus managed -AccountStatus active | Where-Object Email -Match '\.00[2-5]\d@example\.com$' | Select-Object -First 12 }
    }

    AfterAll {
        Disconnect-AtlassianOrganization -All
        $Sandbox | Stop-AtlassianSandbox
        if ($HasDisk) { umount $Disk }
    }

    BeforeEach {
        Disconnect-AtlassianOrganization -All
        Get-ChildItem -Path . -Filter 'run.jsonl*' | Remove-Item
        Connect-AtlassianOrganization @There -JournalPath 'run.jsonl'
        $script:People = @(Get-Person)
        $People | Should -HaveCount 12
    }

    AfterEach {
        Disconnect-AtlassianOrganization -All
        Connect-AtlassianOrganization @There
        $People | Enable-AtlassianUser
    }

    It 'ends the command before anything more is sent when <What>, with true counts' -Skip:($env:OS -eq 'Windows_NT') -ForEach @(
        @{ What = 'the lock is deleted'; Code = 'JournalAltered'; Do = { Remove-Item 'run.jsonl.lock' } }
        @{ What = 'the lock is made anew'; Code = 'JournalAltered'; Do = { Remove-Item 'run.jsonl.lock'; $null = New-Item 'run.jsonl.lock' } }
        @{ What = 'the journal is deleted'; Code = 'JournalAltered'; Do = { Remove-Item 'run.jsonl' } }
        @{ What = 'the journal is added to'; Code = 'JournalAltered'; Do = { Add-Content 'run.jsonl' 'a note' } }
    ) {
        $script:seen = 0
        $failure = { $script:changes = @($People | Disable-AtlassianUser -PassThru | ForEach-Object { if (++$script:seen -eq 2) { & $Do }; $_ }) } |
            Should -Throw -ErrorId "$Code,*" -PassThru
        $last = @(Get-AtlassianChange -Last)
        $done = @($last | Where-Object Outcome -EQ 'Changed')
        $done.Count | Should -BeGreaterOrEqual 2
        $done.Count | Should -BeLessThan 12
        $failure.Exception.Message + $failure.ErrorDetails.Message | Should -Match "$($done.Count) done"
        # What is told is what the service has.
        $done.AccountId | Sort-Object | Should -Be @($People.AccountId | Get-AtlassianUserProfile | Where-Object AccountStatus -EQ 'inactive' | ForEach-Object AccountId | Sort-Object)
        $last | Where-Object Outcome -EQ 'Skipped' | ForEach-Object ErrorCode | Select-Object -Unique | Should -Be $Code
    }

    It 'ends a command at once on a full disk, and tells from memory what was done' {
        if (-not $HasDisk) {
            Set-ItResult -Skipped -Because 'this process cannot mount a small disk'
            return
        }
        Disconnect-AtlassianOrganization -All
        Connect-AtlassianOrganization @There -JournalPath (Join-Path $Disk 'run.jsonl')
        $script:seen = 0
        { $People | Disable-AtlassianUser -PassThru | ForEach-Object { if (++$script:seen -eq 2) { Set-Content (Join-Path $Disk 'ballast') ('x' * 65000) -ErrorAction SilentlyContinue } } } |
            Should -Throw -ErrorId 'JournalUnusable,*'
        $last = @(Get-AtlassianChange -Last)
        $done = @($last | Where-Object Outcome -EQ 'Changed')
        $done.AccountId | Sort-Object | Should -Be @($People.AccountId | Get-AtlassianUserProfile | Where-Object AccountStatus -EQ 'inactive' | ForEach-Object AccountId | Sort-Object)
        @($last | Where-Object Outcome -EQ 'Skipped').Count | Should -BeGreaterThan 0
        Remove-Item (Join-Path $Disk 'ballast')
    }

    It 'ends a plan in the same way, and -Resume does the rest' -Skip:($env:OS -eq 'Windows_NT') {
        $plan = $People | New-AtlassianOffboardingPlan -Step Disable
        Disconnect-AtlassianOrganization -All
        Connect-AtlassianOrganization @There
        $script:seen = 0
        { $plan | Invoke-AtlassianPlan -JournalPath 'plan.jsonl' -Confirm:$false -PassThru | ForEach-Object { if (++$script:seen -eq 2) { Remove-Item 'plan.jsonl.lock' } } } |
            Should -Throw -ErrorId 'JournalAltered,*'
        @(Get-AtlassianChange -Last) | Should -HaveCount 12
        @(Get-AtlassianChange -Last | Where-Object Outcome -EQ 'Skipped').Count | Should -BeGreaterThan 0
        $again = @($plan | Invoke-AtlassianPlan -JournalPath 'plan.jsonl' -Confirm:$false -PassThru -Resume)
        $again | Where-Object Outcome -NotIn 'Changed', 'AlreadyInState' | Should -BeNullOrEmpty
        (Test-AtlassianJournal 'plan.jsonl').IsIntact | Should -BeTrue
    }

    It 'goes on over a damaged line, with a warning' {
        $People | Select-Object -First 3 | Disable-AtlassianUser
        Disconnect-AtlassianOrganization -All
        $lines = @(Get-Content 'run.jsonl')
        $lines[3] = $lines[3].Replace('"Begin"', '"Begun"')
        Set-Content 'run.jsonl' $lines
        @(Get-AtlassianChange -JournalPath 'run.jsonl' -WarningVariable warnings -WarningAction SilentlyContinue) | Should -HaveCount 2
        "$warnings" | Should -Match '^Line 4 of .* Run Test-AtlassianJournal\.$'
        Connect-AtlassianOrganization @There -JournalPath 'run.jsonl' -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'Line 4'
    }

    It 'is read only by its owner, and so is what is exported' -Skip:(-not $IsLinux -and -not $IsMacOS) {
        $People | Select-Object -First 1 | Disable-AtlassianUser
        Get-AtlassianChange -JournalPath 'run.jsonl' | Export-AtlassianReport 'run.csv'
        New-AtlassianOffboardingPlan $People[1] | Export-AtlassianPlan -Path 'plan.json' -WorklistPath 'work.csv'
        foreach ($file in 'run.jsonl', 'run.jsonl.lock', 'run.csv', 'plan.json', 'work.csv') {
            (Get-Item $file).UnixMode | Should -Be '-rw-------' -Because $file
        }
    }
}

Describe 'A plan that loses its key half-way' {
    It 'loses no results, and tells it once' {
        $sandbox = Start-AtlassianSandbox -UserCount 700
        try {
            Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri
            $people = @(Get-AtlassianUser -ClaimStatus managed -AccountStatus active | Where-Object Email -Match '\.0[1-9]\d\d@example\.com$' | Select-Object -First 450)
            $plan = $people | New-AtlassianOffboardingPlan -Step Disable -WarningAction SilentlyContinue
            $planned = @($plan.Steps).Count
            $script:seen = 0
            $changes = @($plan | Invoke-AtlassianPlan -JournalPath (Join-Path $TestDrive 'key.jsonl') -Confirm:$false -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue |
                ForEach-Object { if (++$script:seen -eq 60) { Get-AtlassianApiKey | Where-Object Label -EQ 'Automation' | Revoke-AtlassianApiKey -Confirm:$false }; $_ })
            $changes | Should -HaveCount $planned
            @($changes | Where-Object Outcome -EQ 'Changed').Count | Should -BeGreaterOrEqual 60
            @($changes | Where-Object Outcome -EQ 'Skipped').ErrorCode | Select-Object -Unique | Should -Be 'KeyRejected'
            @($errors | Get-Code | Where-Object { $_ -eq 'KeyRejected' }).Count | Should -BeLessOrEqual 16
        }
        finally {
            Disconnect-AtlassianOrganization -All
            $sandbox | Stop-AtlassianSandbox
        }
    }
}

Describe 'Test-AtlassianJournal' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox -JournalPath 'check.jsonl'
        'mia.active@example.com', 'saml.profile@example.com' | Disable-AtlassianUser
        Disconnect-AtlassianOrganization -All
    }

    It 'finds a journal intact, without a connection, and says what it cannot find' {
        $check = Test-AtlassianJournal 'check.jsonl'
        $check | Should -BeOfType 'AtlassianAdmin.Changes.Journal.JournalCheck'
        "$($check.IsIntact) $($check.Lines) $($check.Faults.Count)" | Should -Be 'True 5 0'
        $check.Detail | Should -Match 'cannot find two things'
        [pscustomobject]@{ JournalPath = 'check.jsonl' } | Test-AtlassianJournal -Quiet | Should -BeTrue
    }

    It 'finds <Fault>' -ForEach @(
        @{ Fault = 'Altered'; Line = 3; Do = { param($lines) $lines[2] = $lines[2].Replace('"time":"20', '"time":"19'); $lines } }
        @{ Fault = 'Missing'; Line = 3; Do = { param($lines) $lines[0, 1, 3, 4] } }
        @{ Fault = 'Reordered'; Line = 2; Do = { param($lines) $lines[0, 2, 1, 3, 4] } }
        @{ Fault = 'Unreadable'; Line = 4; Do = { param($lines) $lines[3] = 'x' + $lines[3].Substring(9, 40); $lines } }
    ) {
        Set-Content 'other.jsonl' (& $Do @(Get-Content 'check.jsonl'))
        $check = Test-AtlassianJournal 'other.jsonl'
        $check.IsIntact | Should -BeFalse
        $check.Faults[0].Kind | Should -Be $Fault
        $check.Faults[0].Line | Should -Be $Line
        Test-AtlassianJournal 'other.jsonl' -Quiet | Should -BeFalse
    }

    It 'finds a cut tail by the hash of a report' {
        Get-AtlassianChange -JournalPath 'check.jsonl' | Export-AtlassianReport 'check.html'
        (Get-Content 'check.html' -Raw) -match '<dt>Journal hash</dt><dd>([0-9a-f]{64})</dd>' | Should -BeTrue
        $kept = $Matches[1]
        Set-Content 'cut.jsonl' (Get-Content 'check.jsonl' -TotalCount 3)
        Test-AtlassianJournal 'cut.jsonl' -Quiet | Should -BeTrue
        (Test-AtlassianJournal 'cut.jsonl' -LastHash $kept).Faults.Kind | Should -Be 'CutOff'
        (Test-AtlassianJournal 'check.jsonl' -LastHash $kept).Detail | Should -Match 'line 5'
    }

    It 'is checked by common tools, as the format page says' -Skip:(-not (Get-Command sha256sum -ErrorAction Ignore)) {
        $lines = @(Get-Content 'check.jsonl')
        for ($index = 0; $index -lt $lines.Count; $index++) {
            $text = $lines[$index] -replace ',"hash":"[0-9a-f]{64}"}$'
            [IO.File]::WriteAllText((Join-Path $PWD 'line.txt'), $text)
            $hash = (sha256sum (Join-Path $PWD 'line.txt')).Split(' ')[0]
            ($lines[$index] | ConvertFrom-Json).hash | Should -Be $hash
            if ($index -gt 0) { ($lines[$index] | ConvertFrom-Json).previous | Should -Be ($lines[$index - 1] | ConvertFrom-Json).hash }
        }
    }

    It 'reports a file that is none' {
        Set-Content 'note2.txt' 'a note'
        $null = Test-AtlassianJournal 'note2.txt' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'JournalUnusable'
    }
}
