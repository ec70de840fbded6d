BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Seed = 7000

    # An organization, and so a key, of its own for each test: the 10 requests a minute that the log allows are counted by key.
    function Connect-Fresh {
        $script:Seed++
        Connect-AtlassianOrganization -Sandbox -Seed $script:Seed
    }

    # A log of three events on two pages, and a last page that is empty as the service's is.
    function New-Log {
        $entry = { param($Id, $Time) '{{"id":"{0}","type":"events","attributes":{{"time":"{1}","processedAt":"{1}","action":"user_logged_in"}}}}' -f $Id, $Time }
        $page = { param($Entries, $Cursor) '{{"data":[{0}],"meta":{{"next":"{1}","page_size":2}},"links":{{}}}}' -f ($Entries -join ','), $Cursor }
        @{ Pattern = 'events-stream\?.*cursor=c1(&|$)'; Body = & $page (& $entry 'e3' '2026-03-03T00:00:00Z') 'c2' }
        @{ Pattern = 'events-stream\?.*cursor=c2(&|$)'; Body = & $page @() 'c2' }
        @{ Pattern = 'events-stream\?.*cursor=broken(&|$)'; Status = 400; Body = '{"errors":[{"id":"1","status":"400","code":"ADMIN-400-1","title":"Bad Request","detail":"Invalid cursor"}]}' }
        @{ Pattern = 'events-stream\?'; Body = & $page @((& $entry 'e1' '2026-03-01T00:00:00Z'), (& $entry 'e2' '2026-03-02T00:00:00Z')) 'c1' }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Get-AtlassianEvent' {
    BeforeEach {
        Connect-Fresh
        $script:All = @(Get-AtlassianEvent)
    }

    It 'lists the log, newest first, with one request for each 500' {
        $sent = Get-Request { Get-AtlassianEvent }
        $sent | Should -HaveCount 1
        $sent | Should -Match '^GET /admin/v1/orgs/\{orgId\}/events -> 200 '
        $All.Count | Should -BeGreaterThan 300
        $All[0] | Should -BeOfType 'AtlassianAdmin.Client.Audit.AuditEvent'
        ($All.EventId | Sort-Object -Unique).Count | Should -Be $All.Count
        $times = @($All.Time.UtcTicks)
        ($times | Sort-Object -Descending) | Should -Be $times
    }

    It 'gets one event by its id, and tells of each that is not there' {
        $sent = Get-Request { (Get-AtlassianEvent -EventId $All[7].EventId).EventId | Should -Be $All[7].EventId }
        $sent | Should -Match '^GET /admin/v1/orgs/\{orgId\}/events/\{eventId\} -> 200 '
        $found = Get-AtlassianEvent -EventId 'none', $All[8].EventId -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.EventId | Should -Be $All[8].EventId
        $errors | Get-Code | Should -Be 'EventNotFound'
    }

    It 'filters by address and by place as events show them' {
        $there = @(Get-AtlassianEvent -Place 'Sydney, Australia')
        $there.Count | Should -Be @($All | Where-Object Place -EQ 'Sydney, Australia').Count
        $there.IPAddress | Sort-Object -Unique | Should -Be '192.0.2.77'
        @(Get-AtlassianEvent -IPAddress 192.0.2.77, 198.51.100.24).Count | Should -Be @($All | Where-Object IPAddress -In '192.0.2.77', '198.51.100.24').Count
    }

    It 'a place that is none is an error that shows one: <_>' -ForEach 'Sydney', ',Australia', 'Sydney, ' {
        $place = $_
        $refused = { Get-AtlassianEvent -Place $place } | Should -Throw -ErrorId 'UnknownValue,*' -PassThru
        $refused.ErrorDetails.RecommendedAction | Should -BeLike '*Sydney, Australia*'
    }

    It 'tells who did what to whom, and where' {
        $entry = $All | Where-Object Action -EQ 'user_deactivated' | Select-Object -First 1
        $entry.ActorEmail | Should -Be 'admin@example.com'
        $entry.ActorName | Should -Be 'Ada Admin'
        $entry.ActorId | Should -Be (Get-AtlassianUser 'admin@example.com').AccountId
        $entry.Targets | Should -Match '^\S+@\S+$'
        $entry.Context[0].AccountId | Should -Be (Get-AtlassianUser $entry.Targets[0]).AccountId
        $entry.Time | Should -BeOfType 'datetimeoffset'
        $entry.IPAddress | Should -Be '203.0.113.10'
        $entry.Place | Should -Be "Z$([char]0xFC)rich, Switzerland"
        $entry.Message | Should -Match '^Ada Admin: Deactivated account, '
    }

    It 'filters by action' {
        $found = Get-AtlassianEvent -Action 'user_deactivated'
        $found.EventId | Should -Be ($All | Where-Object Action -EQ 'user_deactivated').EventId
        (Get-AtlassianEvent -Action 'User_Deactivated').EventId | Should -Be $found.EventId
    }

    It 'tells an action that cannot match, and what would' {
        $thrown = { Get-AtlassianEvent -Action 'user_deactivate' } | Should -Throw -ErrorId 'UnknownValue,*' -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -Match 'user_deactivated'
        Get-AtlassianEvent -Action 'user_deactivated' -From (Get-Date).AddDays(1) -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }

    It 'filters by time' {
        $from = $All[40].Time
        $to = $All[20].Time
        (Get-AtlassianEvent -From $from -To $to).EventId | Should -Be ($All | Where-Object { $_.Time -ge $from -and $_.Time -le $to }).EventId
        (Get-AtlassianEvent -From $from.LocalDateTime).EventId | Should -Be ($All | Where-Object { $_.Time -ge $from }).EventId
        Get-AtlassianEvent -From (Get-Date).AddDays(1) | Should -BeNullOrEmpty
    }

    It 'filters by who did it, by whatever names the person' {
        $who = $All | Where-Object ActorEmail -NE 'admin@example.com' | Select-Object -First 1
        $expected = ($All | Where-Object ActorId -EQ $who.ActorId).EventId
        (Get-AtlassianEvent -Actor $who.ActorEmail).EventId | Should -Be $expected
        (Get-AtlassianEvent -Actor (Get-AtlassianUser $who.ActorId)).EventId | Should -Be $expected
        (Get-AtlassianEvent -Actor $who.ActorId, 'admin@example.com').EventId | Should -Be ($All | Where-Object { $_.ActorId -eq $who.ActorId -or $_.ActorEmail -eq 'admin@example.com' }).EventId
        { Get-AtlassianEvent -Actor 'nobody@example.com' } | Should -Throw -ErrorId 'IdentityNotFound,*'
    }

    It 'filters by product and by a word' {
        (Get-AtlassianEvent -Product jira).Action | Sort-Object -Unique | Should -Be 'jira_issues_exported'
        (Get-AtlassianEvent -Product jira, confluence).Action | Sort-Object -Unique | Should -Be 'confluence_space_exported', 'jira_issues_exported'
        $mia = Get-AtlassianUser 'mia.active@example.com'
        $found = Get-AtlassianEvent -SearchTerm 'mia.active@example.com'
        $found.EventId | Should -Be ($All | Where-Object { $_.ActorId -eq $mia.AccountId -or $_.Context.AccountId -contains $mia.AccountId }).EventId
        { Get-AtlassianEvent -Product 'trello' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'combines the filters' {
        $from = (Get-Date).AddDays(-60)
        (Get-AtlassianEvent -Action 'user_added_to_group' -Actor 'admin@example.com' -From $from).EventId |
            Should -Be ($All | Where-Object { $_.Action -eq 'user_added_to_group' -and $_.Time -ge $from }).EventId
    }

    It 'filters by whom it was done to, by whatever names the person' {
        $mia = Get-AtlassianUser 'mia.active@example.com'
        Disable-AtlassianUser $mia
        Enable-AtlassianUser $mia
        $log = @(Get-AtlassianEvent)
        $expected = ($log | Where-Object { $_.Context.AccountId -contains $mia.AccountId }).EventId
        $expected.Count | Should -BeGreaterThan 1
        (Get-AtlassianEvent -Target 'mia.active@example.com').EventId | Should -Be $expected
        (Get-AtlassianEvent 'MIA.Active@example.com').EventId | Should -Be $expected
        ($mia | Get-AtlassianEvent).EventId | Should -Be $expected
        (Get-AtlassianEvent -Target $mia.AccountId -Action 'User_Deactivated').EventId | Should -HaveCount 1
        (Get-AtlassianEvent -Target $mia -Actor $mia).EventId | Should -Be ($log | Where-Object { $_.ActorId -eq $mia.AccountId -and $_.Context.AccountId -contains $mia.AccountId }).EventId
    }

    It 'takes a list of targets with one reading of the log, and names those whom nobody knows' {
        'mia.active@example.com', 'saml.profile@example.com' | Disable-AtlassianUser
        $rows = "Work email`nmia.active@example.com`nnobody@example.com`n`nsaml.profile@example.com" | ConvertFrom-Csv
        $script:found = $null
        $sent = Get-Request { $script:found = @($rows | Get-AtlassianEvent -Action user_deactivated -From (Get-Date).AddMinutes(-5) -ErrorAction SilentlyContinue -ErrorVariable script:errors) }
        $found.Targets | Should -Be 'saml.profile@example.com', 'mia.active@example.com'
        $errors | Get-Code | Should -Be 'IdentityNotFound'
        $errors[0].TargetObject | Should -Be 'nobody@example.com'
        @($sent) -match '/events -> ' | Should -HaveCount 1
    }

    It 'names whom nobody knows beside one of whom the log has no id' {
        $null = New-AtlassianUserInvitation 'invited.without.id@example.com'
        $events = @('invited.without.id@example.com', 'nobody@example.com' | Get-AtlassianEvent -From (Get-Date).AddMinutes(-5) -ErrorAction SilentlyContinue -ErrorVariable errors)
        $events.Context.AccountId | Where-Object { $_ } | Should -BeNullOrEmpty
        $events.Targets | Should -Contain 'invited.without.id@example.com'
        $errors | Get-Code | Should -Be 'IdentityNotFound'
        $errors[0].TargetObject | Should -Be 'nobody@example.com'
    }

    It 'finds people who are gone by now, because the log still has them' {
        $address = 'first.leaver@example.com'
        Set-AtlassianUserEmail 'mia.active@example.com' -NewEmail $address
        Disable-AtlassianUser $address
        Set-AtlassianUserEmail $address -NewEmail 'second.leaver@example.com'
        Get-AtlassianUser $address -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Get-AtlassianEvent -Target $address -Action user_deactivated -ErrorVariable errors).Targets | Should -Be $address
        $errors | Should -BeNullOrEmpty
    }

    It 'reads nothing for an empty list, and one error for a list without people' {
        Get-Request { @() | Get-AtlassianEvent } | Should -BeNullOrEmpty
        "Name;Mail`nMia;mia.active@example.com`nSam;saml.profile@example.com" | ConvertFrom-Csv | Get-AtlassianEvent -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'InvalidIdentity'
    }

    It 'tells what the service does not take' {
        Get-AtlassianEvent -SearchTerm 'two words' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'RequestRejected'
        $errors[0].ErrorDetails.Message | Should -Match 'ADMIN-400-21'
    }

    It 'is the trail of what was just done, with the key it was done with' {
        $from = (Get-Date).AddMinutes(-5)
        $group = New-AtlassianGroup 'Leavers 2026' -Directory 'Sandbox Company'
        Add-AtlassianGroupMember 'mia.active@example.com' $group
        Suspend-AtlassianUser 'mia.active@example.com' -Directory 'Sandbox Company'
        Disable-AtlassianUser 'mia.active@example.com'
        $mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $trail = Get-AtlassianEvent -From $from
        $trail.Action | Should -Be 'user_deactivated', 'user_suspended', 'user_added_to_group', 'group_created'
        $trail.ActorTokenLabel | Sort-Object -Unique | Should -Be 'Automation'
        $trail[2].Targets | Should -Be 'mia.active@example.com', "groups/$($group.GroupId)"
        $trail[2].Context[0].AccountId | Should -Be $mia
    }
}

Describe 'Get-AtlassianEvent -Bulk' {
    BeforeEach {
        Connect-Fresh
        $script:File = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'reads the whole log, oldest first, over the stream' {
        $script:bulk = $null
        $sent = Get-Request { $script:bulk = @(Get-AtlassianEvent -Bulk) }
        @($sent) -notmatch '^GET /admin/v1/orgs/\{orgId\}/events-stream -> 200 ' | Should -BeNullOrEmpty
        $newestFirst = @((Get-AtlassianEvent).EventId)
        [array]::Reverse($newestFirst)
        $bulk.EventId | Should -Be $newestFirst
        $bulk[0].ProcessedAt | Should -BeOfType 'datetimeoffset'
    }

    It 'filters by whom it was done to' {
        Disable-AtlassianUser 'mia.active@example.com'
        $found = @(Get-AtlassianEvent -Bulk -Target 'mia.active@example.com')
        $found.EventId | Sort-Object | Should -Be ((Get-AtlassianEvent -Target 'mia.active@example.com').EventId | Sort-Object)
        $found[-1].Action | Should -Be 'user_deactivated'
    }

    It 'filters by time, action and actor' {
        $all = @(Get-AtlassianEvent -Bulk)
        $from = $all[-50].Time
        (Get-AtlassianEvent -Bulk -From $from -Action 'USER_ADDED_TO_GROUP' -Actor 'admin@example.com').EventId |
            Should -Be ($all | Where-Object { $_.Time -ge $from -and $_.Action -eq 'user_added_to_group' }).EventId
    }

    It 'goes on from its checkpoint: nothing is lost and nothing comes twice' {
        $runs = [System.Collections.Generic.List[string]]::new()
        $count = @(Get-AtlassianEvent -Bulk -Checkpoint $File | ForEach-Object { $runs.Add($_.EventId) ; $_ }).Count
        $count | Should -BeGreaterThan 300
        Suspend-AtlassianUser 'mia.active@example.com'
        # A person may be in two directories: one event for each.
        Get-AtlassianEvent -Bulk -Checkpoint $File | ForEach-Object { $runs.Add($_.EventId) ; $_.Action } | Select-Object -Unique | Should -Be 'user_suspended'
        Get-AtlassianEvent -Bulk -Checkpoint $File | ForEach-Object { $runs.Add($_.EventId) } | Should -BeNullOrEmpty
        Resume-AtlassianUser 'mia.active@example.com'
        Disable-AtlassianUser 'mia.active@example.com'
        # Where it goes on is in the file: an earlier -From does not go back.
        Get-AtlassianEvent -Bulk -Checkpoint $File -From (Get-Date).AddDays(-100) | ForEach-Object { $runs.Add($_.EventId) ; $_.Action } | Select-Object -Unique | Should -Be 'user_restored', 'user_deactivated'
        $runs | Should -Be @((Get-AtlassianEvent -Bulk).EventId)
    }

    It 'keeps the checkpoint relative to the session''s location, as lines of text' {
        Push-Location $TestDrive
        try {
            Get-AtlassianEvent -Bulk -Checkpoint './here.txt' | Out-Null
        }
        finally {
            Pop-Location
        }
        $lines = @(Get-Content (Join-Path $TestDrive 'here.txt'))
        $lines[0] | Should -Match '^\S+$'
        $lines[1] | Should -Match '^time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'
        Get-ChildItem $TestDrive -Filter 'here.txt.*.tmp' | Should -BeNullOrEmpty
    }

    It 'repeats what was not finished when the reading was stopped, and never loses' {
        @(Get-AtlassianEvent -Bulk -Checkpoint $File | Select-Object -First 10) | Should -HaveCount 10
        Test-Path $File | Should -BeFalse
        @(Get-AtlassianEvent -Bulk -Checkpoint $File).Count | Should -BeGreaterThan 300
    }

    It 'begins anew with a checkpoint that is <Kind>' -ForEach @(
        @{ Kind = 'empty'; Text = '' }
        @{ Kind = 'blank'; Text = " `r`n " }
    ) {
        Set-Content $File $Text -NoNewline
        @(Get-AtlassianEvent -Bulk -Checkpoint $File).Count | Should -BeGreaterThan 300
        (Get-Content $File -Raw).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'does not mind what a killed run left behind' {
        Get-AtlassianEvent -Bulk -Checkpoint $File | Out-Null
        Set-Content "$File.12345678.tmp" 'half a curs' -NoNewline
        Get-AtlassianEvent -Bulk -Checkpoint $File -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
        (Get-Content $File -Raw).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'reads nothing by a checkpoint that is torn, and leaves it as it is' {
        Set-Content $File 'dG9ybg' -NoNewline
        $thrown = { Get-AtlassianEvent -Bulk -Checkpoint $File } | Should -Throw -ErrorId 'CheckpointUnusable,*' -PassThru
        $thrown.Exception.Message | Should -Match ([regex]::Escape($File))
        $thrown.ErrorDetails.RecommendedAction | Should -Match "Remove-Item '$([regex]::Escape($File))'"
        $thrown.TargetObject | Should -Be $File
        Get-Content $File -Raw | Should -BeExactly 'dG9ybg'
    }

    It 'does not ask with <Kind>, and leaves it as it is' -ForEach @(
        @{ Kind = 'a file of something else'; Text = "Input,Outcome`r`na@example.com,Changed" }
        @{ Kind = 'a file that is too long'; Text = 'c' * 5000 }
        @{ Kind = 'a file that is no text'; Text = "a$([char]0)b" }
    ) {
        Set-Content $File $Text -NoNewline
        $script:thrown = $null
        $sent = Get-Request {
            try {
                Get-AtlassianEvent -Follow -Checkpoint $File
            }
            catch {
                $script:thrown = $_
            }
        }
        $sent | Should -BeNullOrEmpty
        $thrown | Get-Code | Should -Be 'CheckpointUnusable'
        $thrown.Exception.Message | Should -Match ([regex]::Escape($File))
        Get-Content $File -Raw | Should -BeExactly $Text
    }

    It 'does not take <Kind> for a file' -ForEach @(
        @{ Kind = 'a folder'; Path = { (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName } }
        @{ Kind = 'a variable'; Path = { 'Variable:checkpoint' } }
    ) {
        $path = & $Path
        $thrown = { Get-AtlassianEvent -Bulk -Checkpoint $path } | Should -Throw -ErrorId 'CheckpointUnusable,*' -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -Match '-Checkpoint'
    }

    It 'tells a file that cannot be written before it asks for anything' {
        $script:thrown = $null
        $sent = Get-Request {
            try {
                Get-AtlassianEvent -Bulk -Checkpoint (Join-Path $TestDrive 'no/such/folder/checkpoint')
            }
            catch {
                $script:thrown = $_
            }
        }
        $sent | Should -BeNullOrEmpty
        $thrown | Get-Code | Should -Be 'CheckpointUnusable'
        $thrown.Exception.Message | Should -Match 'folder'
    }

    It 'keeps each page once its events are delivered' {
        $server = Start-CannedServer @(New-Log)
        try {
            Connect-CannedServer $server
            # The second page's first event never gets down: the first page is kept, and the second comes again.
            (Get-AtlassianEvent -Bulk -Checkpoint $File | Select-Object -First 3).EventId | Should -Be 'e1', 'e2', 'e3'
            Get-Content $File | Should -Be 'c1', 'time 2026-03-02T00:00:00.000Z', 'event e2'
            (Get-AtlassianEvent -Bulk -Checkpoint $File).EventId | Should -Be 'e3'
            Get-Content $File | Should -Be 'c2', 'time 2026-03-03T00:00:00.000Z', 'event e3'
            Get-AtlassianEvent -Bulk -Checkpoint $File | Should -BeNullOrEmpty
            (Get-Content $File)[0] | Should -Be 'c2'
            Set-Content $File 'broken'
            { Get-AtlassianEvent -Bulk -Checkpoint $File } | Should -Throw -ErrorId 'CheckpointUnusable,*'
            Get-Content $File | Should -Be 'broken'
        }
        finally {
            $server.Dispose()
        }
    }

    It 'goes on by the time when the service refuses the cursor, and says so' {
        $server = Start-CannedServer @(New-Log)
        try {
            Connect-CannedServer $server
            Set-Content $File 'broken', 'time 2026-03-01T00:00:00.000Z', 'event e1'
            $events = Get-AtlassianEvent -Bulk -Checkpoint $File -WarningVariable warnings -WarningAction SilentlyContinue
            $events.EventId | Should -Be 'e2', 'e3'
            $warnings | Should -HaveCount 1
            "$warnings" | Should -Match '2026-03-01T00:00:00Z'
            @($server.Requests.Line -match 'from=1772323200000').Count | Should -Be 1
            (Get-Content $File)[0] | Should -Be 'c2'
        }
        finally {
            $server.Dispose()
        }
    }

    It 'reads a log that has no cursors to its end, once, and keeps how far it was read' {
        $entry = { param($Id, $Second) '{{"id":"{0}","type":"events","attributes":{{"time":"2026-03-01T00:00:{1:00}Z","action":"user_logged_in"}}}}' -f $Id, $Second }
        $page = { param($Entries) '{{"data":[{0}],"meta":{{"next":null}},"links":{{}}}}' -f ($Entries -join ',') }
        $later = [DateTimeOffset]::Parse('2026-03-01T00:00:05Z').ToUnixTimeMilliseconds()
        $server = Start-CannedServer @(
            @{ Pattern = "events-stream\?from=$later"; Body = & $page @((& $entry 'b' 5), (& $entry 'c' 5)) }
            @{ Pattern = 'events-stream\?'; Body = & $page @((& $entry 'a' 1), (& $entry 'b' 5)) }
        )
        try {
            Connect-CannedServer $server
            (Get-AtlassianEvent -Bulk -Checkpoint $File).EventId | Should -Be 'a', 'b', 'c'
            Get-Content $File | Should -Be '', 'time 2026-03-01T00:00:05.000Z', 'event b', 'event c'
            Get-AtlassianEvent -Bulk -Checkpoint $File | Should -BeNullOrEmpty
            # Followed, the same events do not come again and again.
            $shell = New-Shell
            try {
                [void](Invoke-Shell $shell 'Connect-AtlassianOrganization -OrganizationId canned-1 -ApiKey $Key -BaseUri $Uri' @{ Key = (New-Key); Uri = $server.Uri })
                $asked = $server.Requests.Count
                $following = Start-Shell $shell 'Get-AtlassianEvent -Follow -PollSeconds 2 -Checkpoint $File' @{ File = $File }
                Wait-Until { $server.Requests.Count -ge $asked + 3 }
                $shell.Stop()
                @(Wait-Shell $following) | Should -HaveCount 0
            }
            finally {
                Close-Shell $shell
            }
        }
        finally {
            $server.Dispose()
        }
    }
}

Describe 'Get-AtlassianEvent -Follow' {
    BeforeAll {
        $script:Server = Start-AtlassianSandbox -UserCount 60 -Seed 7999
    }

    It 'delivers what comes new until it is stopped, and leaves a checkpoint that goes on there' {
        $file = Join-Path $TestDrive 'follow.txt'
        $open = { param($Shell) [void](Invoke-Shell $Shell 'Connect-AtlassianOrganization -OrganizationId $Server.OrganizationId -ApiKey $Server.ApiKey -BaseUri $Server.Uri' @{ Server = $Server; File = $file }) }
        Connect-AtlassianOrganization -OrganizationId $Server.OrganizationId -ApiKey $Server.ApiKey -BaseUri $Server.Uri
        $shell = New-Shell
        try {
            & $open $shell
            $following = Start-Shell $shell 'Get-AtlassianEvent -Follow -PollSeconds 2 -Checkpoint $File' @{ File = $file }
            # The first look has found where the log ends; what was there before is not wanted.
            Wait-Until { Test-Path $file }
            $first = Get-Content $file -Raw
            Suspend-AtlassianUser 'mia.active@example.com'
            Wait-Until { $following.Output.Count -gt 0 -and (Get-Content $file -Raw) -ne $first }
            $shell.Stop()
            $events = @(Wait-Shell $following)
            $events.Action | Select-Object -Unique | Should -Be 'user_suspended'
            $events[0].Targets | Should -Contain 'mia.active@example.com'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            Close-Shell $shell
        }

        # What happens while nobody follows is there for the next.
        Resume-AtlassianUser 'mia.active@example.com'
        Disable-AtlassianUser 'mia.active@example.com'
        (Get-AtlassianEvent -Bulk -Checkpoint $file).Action | Should -Be 'user_restored', 'user_deactivated'
        Get-AtlassianEvent -Bulk -Checkpoint $file | Should -BeNullOrEmpty
    }

    It 'begins with the past when told from when, and ends with the pipeline' {
        Connect-AtlassianOrganization -OrganizationId $Server.OrganizationId -ApiKey $Server.ApiKey -BaseUri $Server.Uri
        $events = Get-AtlassianEvent -Follow -From (Get-Date).AddDays(-180) | Select-Object -First 5
        $events.EventId | Should -Be (Get-AtlassianEvent -Bulk -From (Get-Date).AddDays(-180) | Select-Object -First 5).EventId
    }

    It 'does not poll faster than the service allows' {
        { Get-AtlassianEvent -Follow -PollSeconds 1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'Get-AtlassianEventAction' {
    It 'lists the kinds of events, in words' {
        Connect-Fresh
        $actions = Get-AtlassianEventAction
        $actions[0] | Should -BeOfType 'AtlassianAdmin.Client.Audit.AuditEventAction'
        $actions.Action | Should -Contain 'user_deactivated'
        ($actions | Where-Object Action -EQ 'user_added_to_group').DisplayName | Should -Be 'Added user to group'
        ($actions | Where-Object Action -EQ 'user_added_to_group').Group | Should -Be 'Groups'
        # Every action of the log is one of them.
        Get-AtlassianEvent | Where-Object Action -NotIn $actions.Action | Should -BeNullOrEmpty
    }
}
