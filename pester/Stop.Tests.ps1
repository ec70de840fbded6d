BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox -UserCount 600 -LatencyMilliseconds 100
    Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -ThrottleLimit 32 -Name 'watcher'

    # Active people whom nothing keeps from being disabled, never the same twice.
    $script:People = @(Get-AtlassianUser -ClaimStatus managed -Status active |
            Where-Object { $_.ManagementSource -eq 'invited' -and $_.EmailVerified -and $_.Email -notmatch '^[a-z]+\.[a-z]+@' } |
            Get-AtlassianUserPermission -Privilege lifecycle.enablement | Where-Object Allowed | ForEach-Object AccountId)
    $script:Taken = 0
    function Get-Fresh {
        param([int] $Count)
        $script:Taken += $Count
        if ($script:Taken -gt $script:People.Count) {
            throw "The sandbox of this file has only $($script:People.Count) people to take."
        }
        $script:People[($script:Taken - $Count)..($script:Taken - 1)]
    }

    # A shell that is connected to the sandbox of this file, and its screen.
    function New-ConnectedShell {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $shell = New-Shell $screen
        [void](Invoke-Shell $shell 'Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -ThrottleLimit 4' @{ Sandbox = $Sandbox })
        [pscustomobject]@{ Shell = $shell; Screen = $screen.Screen }
    }

    function Get-LastWord {
        param($Screen, [string] $Command = 'Disable-AtlassianUser')
        $lines = @($Screen.Lines -match "^$Command stopped after ")
        $lines | Should -HaveCount 1
        $lines[0] | Should -Match ': (\d+) done, (\d+) failed, (\d+) sent without an answer, (\d+) not started\. Get-AtlassianChange -Last lists them\.$'
        $lines[0] -match ': (\d+) done, (\d+) failed, (\d+) sent without an answer, (\d+) not started' | Out-Null
        [pscustomobject]@{ Done = [int]$Matches[1]; Failed = [int]$Matches[2]; Unknown = [int]$Matches[3]; NotStarted = [int]$Matches[4] }
    }

    # What was said is true: those who changed are deactivated, those who were not started are not.
    function Assert-True {
        param([object[]] $Change)
        foreach ($one in $Change | Where-Object Outcome -EQ 'Changed' | Get-AtlassianUser -Connection 'watcher') {
            $one.Status | Should -Be 'deactivated'
        }
        foreach ($one in $Change | Where-Object Outcome -EQ 'Skipped' | Get-AtlassianUser -Connection 'watcher') {
            $one.Status | Should -Be 'active'
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Ctrl+C' {
    It 'ends a change of many: what is in flight is answered, nothing more is sent, and one line says what was done' {
        $list = Get-Fresh 80
        $at = New-ConnectedShell
        try {
            $begun = Start-Shell $at.Shell '$list | Disable-AtlassianUser -PassThru' @{ list = $list }
            Wait-Until { $begun.Output.Count -ge 4 }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            $at.Shell.InvocationStateInfo.State | Should -Be 'Stopped'

            $word = Get-LastWord $at.Screen
            $last = @(Invoke-Shell $at.Shell 'Get-AtlassianChange -Last')
            $last.Input | Should -Be $list
            @($last | Where-Object Outcome -EQ 'Changed').Count | Should -Be $word.Done
            @($last | Where-Object Outcome -EQ 'Failed').Count | Should -Be $word.Failed
            @($last | Where-Object Outcome -EQ 'Unknown').Count | Should -Be $word.Unknown
            @($last | Where-Object Outcome -EQ 'Skipped').Count | Should -Be $word.NotStarted
            $word.Done | Should -BeGreaterOrEqual 4
            $word.NotStarted | Should -BeGreaterThan 0
            Assert-True $last
        }
        finally {
            Close-Shell $at.Shell
        }
    }

    It 'gives what is in flight a moment to be answered' {
        # A second is enough for an answer that takes a tenth of one, unless this machine sleeps just then: three tries.
        for ($try = 1; $try -le 3; $try++) {
            $list = Get-Fresh 30
            $at = New-ConnectedShell
            try {
                $begun = Start-Shell $at.Shell '$list | Disable-AtlassianUser -PassThru' @{ list = $list }
                Wait-Until { $begun.Output.Count -ge 4 }
                $at.Shell.Stop()
                [void]($begun | Wait-Shell)
                $word = Get-LastWord $at.Screen
            }
            finally {
                Close-Shell $at.Shell
            }
            if ($word.NotStarted -gt 0 -and $word.Unknown -eq 0) {
                break
            }
        }
        $word.NotStarted | Should -BeGreaterThan 0
        $word.Unknown | Should -Be 0
    }

    It 'can be repeated with what was not started' {
        $list = Get-Fresh 40
        $at = New-ConnectedShell
        try {
            $begun = Start-Shell $at.Shell '$list | Disable-AtlassianUser -PassThru' @{ list = $list }
            Wait-Until { $begun.Output.Count -ge 2 }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            $rest = @(Invoke-Shell $at.Shell '$last = Get-AtlassianChange -Last; $last | Where-Object Outcome -EQ Skipped | Disable-AtlassianUser -PassThru')
            $rest.Outcome | Select-Object -Unique | Should -Be 'Changed'
            (Get-AtlassianUser $list -Connection 'watcher').Status | Select-Object -Unique | Should -Be 'deactivated'
        }
        finally {
            Close-Shell $at.Shell
        }
    }

    It 'in the middle of one person''s tokens tells which are gone: what was sent is told, the rest was not started' {
        $tokens = @(Get-AtlassianUserToken 'many.tokens@example.com' -Connection 'watcher')
        $at = New-ConnectedShell
        try {
            $begun = Start-Shell $at.Shell 'Revoke-AtlassianUserToken many.tokens@example.com -All -Confirm:$false'
            Wait-Until { @(Get-AtlassianUserToken 'many.tokens@example.com' -Connection 'watcher').Count -le $tokens.Count - 3 }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            @($at.Screen.Lines -match '^Revoke-AtlassianUserToken stopped after .* 0 done, 0 failed, 0 sent without an answer, 1 half done, 0 not started\.') | Should -HaveCount 1
            $last = @(Invoke-Shell $at.Shell 'Get-AtlassianChange -Last')
            $last.TargetId | Should -Be $tokens.TokenId
            $left = @(Get-AtlassianUserToken 'many.tokens@example.com' -Connection 'watcher').TokenId
            $left.Count | Should -BeGreaterThan 0
            @($last | Where-Object Outcome -EQ 'Skipped').TargetId | Should -Be $left
            @($last | Where-Object Outcome -EQ 'Changed').Count | Should -Be ($tokens.Count - $left.Count)
        }
        finally {
            Close-Shell $at.Shell
        }
    }

    It 'before anybody was looked up leaves everybody as they were' {
        $list = Get-Fresh 5
        $emails = Get-AtlassianUser $list -Connection 'watcher' | ForEach-Object Email
        $server = Start-CannedServer @{ Pattern = 'users/search'; Hangs = $true }
        $at = New-ConnectedShell
        try {
            [void](Invoke-Shell $at.Shell 'Connect-AtlassianOrganization canned-1 -ApiKey $Key -BaseUri $Uri' @{ Key = New-Key; Uri = $server.Uri })
            $begun = Start-Shell $at.Shell '$emails | Disable-AtlassianUser -PassThru' @{ emails = $emails }
            Wait-Until { $server.Requests | Where-Object Line -Match 'users/search' }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            (Get-LastWord $at.Screen).NotStarted | Should -Be 5
            (Invoke-Shell $at.Shell 'Get-AtlassianChange -Last').Outcome | Select-Object -Unique | Should -Be 'Skipped'
            $server.Requests.Line | Should -Not -Match 'lifecycle'
        }
        finally {
            Close-Shell $at.Shell
            $server.Dispose()
        }
    }

    It 'gives up what is never answered, and calls it Unknown' {
        $server = Start-CannedServer @{ Pattern = 'lifecycle/disable'; Hangs = $true }
        $at = New-ConnectedShell
        try {
            [void](Invoke-Shell $at.Shell 'Connect-AtlassianOrganization canned-1 -ApiKey $Key -BaseUri $Uri -ThrottleLimit 1' @{ Key = New-Key; Uri = $server.Uri })
            $begun = Start-Shell $at.Shell "'a1', 'a2', 'a3', 'a4' | Disable-AtlassianUser"
            Wait-Until { @($server.Requests | Where-Object Line -Match 'lifecycle').Count -ge 1 }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            $word = Get-LastWord $at.Screen
            $sent = @($server.Requests | Where-Object Line -Match 'lifecycle').Count
            $sent | Should -BeIn 1, 2
            $word.Unknown | Should -Be $sent
            $word.NotStarted | Should -Be (4 - $sent)
            $last = @(Invoke-Shell $at.Shell 'Get-AtlassianChange -Last')
            $last.Outcome | Should -Be (@('Unknown') * $sent + @('Skipped') * (4 - $sent))
            $last[0].ErrorCode | Should -Be 'Cancelled'
            $last[0].AccountId | Should -Be 'a1'
        }
        finally {
            Close-Shell $at.Shell
            $server.Dispose()
        }
    }

    It 'ends a list without a word' {
        $at = New-ConnectedShell
        try {
            $begun = Start-Shell $at.Shell 'Get-AtlassianUser; Get-AtlassianUser; Get-AtlassianUser'
            Wait-Until { $begun.Output.Count -gt 0 }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            $at.Screen.Lines -match 'stopped after' | Should -BeNullOrEmpty
            $begun.Output.Count | Should -BeLessThan 1800
            Invoke-Shell $at.Shell '(Get-AtlassianOrganization).Name' | Should -Be 'Sandbox Company'
        }
        finally {
            Close-Shell $at.Shell
        }
    }

    It 'shows that the last requests of a window are spread, in letters that 80 columns show' {
        $limited = Start-AtlassianSandbox -UserCount 80 -RateLimit 40
        $at = New-ConnectedShell
        try {
            # One at a time: several in flight would have used up what is left before it could be spread.
            [void](Invoke-Shell $at.Shell 'Connect-AtlassianOrganization $There.OrganizationId -ApiKey $There.ApiKey -BaseUri $There.Uri -ThrottleLimit 1; $list = Get-AtlassianUser | ForEach-Object AccountId' @{ There = $limited })
            $begun = Start-Shell $at.Shell '$list | Disable-AtlassianUser -ErrorAction SilentlyContinue'
            Wait-Until { $at.Screen.Progress -match 'paced, until \d\d:\d\d, \d+ of \d+' }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            # PowerShell cuts the status after 34 letters there.
            $shown = [regex]::Match(($at.Screen.Progress -match 'paced' | Select-Object -First 1), 'paced, until \d\d:\d\d, \d+ of \d+').Value
            $shown.Length | Should -BeLessOrEqual 34
        }
        finally {
            Close-Shell $at.Shell
            Stop-AtlassianSandbox $limited
        }
    }

    It 'ends a wait for the rate limit, which was shown' {
        $limited = Start-AtlassianSandbox -UserCount 40 -RateLimit 8
        $at = New-ConnectedShell
        try {
            [void](Invoke-Shell $at.Shell 'Connect-AtlassianOrganization $There.OrganizationId -ApiKey $There.ApiKey -BaseUri $There.Uri; $list = Get-AtlassianUser | ForEach-Object AccountId' @{ There = $limited })
            $begun = Start-Shell $at.Shell '$list | Disable-AtlassianUser -PassThru -ErrorAction SilentlyContinue'
            Wait-Until { $at.Screen.Progress -match 'limit, until \d\d:\d\d, \d+ of \d+' }
            $at.Shell.Stop()
            [void]($begun | Wait-Shell)
            (Get-LastWord $at.Screen).NotStarted | Should -BeGreaterThan 20
        }
        finally {
            Close-Shell $at.Shell
            Stop-AtlassianSandbox $limited
        }
    }
}

Describe 'Select-Object -First' {
    It 'ends a change of many, and what was not started is told and listed' {
        $list = Get-Fresh 60
        $at = New-ConnectedShell
        try {
            $first = @(Invoke-Shell $at.Shell '$list | Disable-AtlassianUser -PassThru | Select-Object -First 3' @{ list = $list })
            $first.Input | Should -Be $list[0..2]
            $word = Get-LastWord $at.Screen
            $last = @(Invoke-Shell $at.Shell 'Get-AtlassianChange -Last')
            $last.Input | Should -Be $list
            @($last | Where-Object Outcome -EQ 'Changed').Count | Should -Be $word.Done
            @($last | Where-Object Outcome -EQ 'Skipped').Count | Should -Be $word.NotStarted
            $word.NotStarted | Should -BeGreaterThan 0
            Assert-True $last
        }
        finally {
            Close-Shell $at.Shell
        }
    }

    It 'has nothing to tell when everybody was done' {
        $list = Get-Fresh 2
        $at = New-ConnectedShell
        try {
            @(Invoke-Shell $at.Shell '$list | Disable-AtlassianUser -PassThru | Select-Object -First 5' @{ list = $list }) | Should -HaveCount 2
            $at.Screen.Lines -match 'stopped after' | Should -BeNullOrEmpty
        }
        finally {
            Close-Shell $at.Shell
        }
    }
}

Describe 'Long work' {
    It 'shows how many of how many are done, and how fast' {
        $list = Get-Fresh 30
        $at = New-ConnectedShell
        try {
            [void](Invoke-Shell $at.Shell '$list | Disable-AtlassianUser -Verify' @{ list = $list })
            $at.Screen.Progress -match 'Disable-AtlassianUser.*\d+ of 30 done, [\d.]+ per second' | Should -Not -BeNullOrEmpty
        }
        finally {
            Close-Shell $at.Shell
        }
    }
}

Describe 'Get-AtlassianChange -Last' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'has what the last write command did, also without -PassThru' {
        'mia.active@example.com', 'nobody@example.com', 'already.disabled@example.com' | Disable-AtlassianUser -Verify -ErrorAction SilentlyContinue
        $last = Get-AtlassianChange -Last
        $last[0] | Should -BeOfType 'AtlassianAdmin.Changes.Running.Change'
        $last.Input | Should -Be 'mia.active@example.com', 'nobody@example.com', 'already.disabled@example.com'
        $last.Outcome | Should -Be 'Changed', 'Failed', 'AlreadyInState'
        $last.ErrorCode | Should -Be $null, 'IdentityNotFound', $null
    }

    It 'is what Get-AtlassianChange tells without a parameter, too' {
        Connect-AtlassianOrganization -Sandbox
        'mia.active@example.com', 'alex.kim@example.com' | Disable-AtlassianUser -Confirm:$false
        (Get-AtlassianChange).AccountId | Should -Be (Get-AtlassianChange -Last).AccountId
        Get-AtlassianChange | Should -HaveCount 2
        (Get-AtlassianChange | Where-Object Email -Like 'mia*').Outcome | Should -Be 'Changed'
    }

    It 'begins anew with each write command, and a read leaves it alone' {
        Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false
        Enable-AtlassianUser 'mia.active@example.com' -Confirm:$false
        [void](Get-AtlassianUser 'mia.active@example.com')
        [void](Get-AtlassianUserPermission 'mia.active@example.com')
        @(Get-AtlassianChange -Last).Action | Should -Be 'Enable'
        Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Pilot' -WhatIf
        (Get-AtlassianChange -Last).Outcome | Should -Be 'WhatIf'
    }

    It 'has what <Command> did, of whatever kind' -ForEach @(
        @{ Command = 'Grant-AtlassianGroupRole'; Script = { Grant-AtlassianGroupRole 'nobody-yet' 'atlassian/user' 'sandbox.example.com/confluence' }; Action = 'GrantGroupRole'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'Revoke-AtlassianGroupRole'; Script = { Revoke-AtlassianGroupRole 'nobody-yet' 'atlassian/user' 'sandbox.example.com/confluence' }; Action = 'RevokeGroupRole'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'Remove-AtlassianGroup'; Script = { Remove-AtlassianGroup 'nobody-yet' -Confirm:$false }; Action = 'DeleteGroup'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'New-AtlassianGroup'; Script = { New-AtlassianGroup 'new-one' -Directory 'Sandbox Company' }; Action = 'CreateGroup'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'New-AtlassianUserInvitation'; Script = { New-AtlassianUserInvitation 'new.person@example.com' }; Action = 'Invite'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'Revoke-AtlassianApiToken'; Script = { Get-AtlassianApiToken 'many.tokens@example.com' | Select-Object -First 1 | Revoke-AtlassianApiToken -Confirm:$false }; Action = 'RevokeToken'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'Revoke-AtlassianApiKey'; Script = { Get-AtlassianApiKey | Where-Object Label -EQ 'Import 2026' | Revoke-AtlassianApiKey -Confirm:$false }; Action = 'RevokeApiKey'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'Add-AtlassianGroupMember'; Script = { Add-AtlassianGroupMember 'mia.active@example.com' 'nobody-yet' }; Action = 'AddToGroup'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'Suspend-AtlassianUser'; Script = { Suspend-AtlassianUser 'mia.active@example.com' }; Action = 'Suspend'; Type = 'AtlassianAdmin.Changes.Running.Change' }
        @{ Command = 'Grant-AtlassianUserRole'; Script = { Grant-AtlassianUserRole 'mia.active@example.com' 'atlassian/org-admin' }; Action = 'GrantRole'; Type = 'AtlassianAdmin.Changes.Running.Change' }
    ) {
        [void](& $Script)
        $last = @(Get-AtlassianChange -Last)
        $last | Should -HaveCount 1
        $last[0].GetType().FullName | Should -Be $Type
        $last[0].Action | Should -BeExactly $Action
        $last[0].Outcome | Should -BeIn 'Changed', 'AlreadyInState'
        $last[0].Organization | Should -Be 'Sandbox Company [sandbox]'
        $last[0].Duration | Should -BeOfType 'timespan'
        # Refused, it is told as well.
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        if ($Command -notlike '*Api*') {
            $ErrorActionPreference = 'SilentlyContinue'
            [void](& $Script)
            (Get-AtlassianChange -Last).Outcome | Should -Be 'Failed'
            (Get-AtlassianChange -Last).ErrorCode | Should -Be 'ReadOnlyConnection'
        }
    }

    It 'has what was not started after -ErrorAction Stop' {
        { 'nobody@example.com', 'mia.active@example.com' | Disable-AtlassianUser -ErrorAction Stop } | Should -Throw
        $last = Get-AtlassianChange -Last
        $last | Should -HaveCount 2
        $last[0].Outcome | Should -Be 'Failed'
        $last[1].Outcome | Should -BeIn 'Changed', 'Skipped'
        (Get-Status 'mia.active@example.com') -eq 'deactivated' | Should -Be ($last[1].Outcome -eq 'Changed')
    }

    It 'gives changes that can be undone by' {
        'mia.active@example.com', 'alex.kim@example.com', 'already.disabled@example.com' | Disable-AtlassianUser -Verify
        Get-AtlassianChange -Last | Where-Object Outcome -EQ 'Changed' | Enable-AtlassianUser
        Get-Status 'mia.active@example.com' | Should -Be 'active'
        Get-Status 'already.disabled@example.com' | Should -Be 'deactivated'
    }

    It 'is nothing in a session that has changed nothing' {
        $shell = New-Shell
        try {
            Invoke-Shell $shell 'Get-AtlassianChange -Last' | Should -BeNullOrEmpty
        }
        finally {
            Close-Shell $shell
        }
    }
}

Describe 'An ErrorAction of Stop' {
    BeforeAll {
        $script:Refused = @{ Status = 403; Body = '{"key":"forbidden.action","context":{"allowed":false,"reason":{"key":"externalDirectory.scim"}}}' }
        $script:Said = @{ Pattern = '/profile$'; Body = Get-ProfileBody }
        function Invoke-Canned {
            param([hashtable[]] $Reply, [string] $Script, [hashtable] $With = @{})
            $script:Server = Start-CannedServer $Reply
            [void](Invoke-Shell $Shell 'Connect-AtlassianOrganization canned-1 -ApiKey $Key -BaseUri $Uri -ThrottleLimit $Throttle' @{ Key = New-Key; Uri = $Server.Uri; Throttle = if ($With.Throttle) { $With.Throttle } else { 1 } })
            Invoke-Shell $Shell "try { $Script } catch { (`$_.FullyQualifiedErrorId -split ',')[0]; `$_.TargetObject }" $With
        }
        function Get-Written {
            @($Server.Requests | Where-Object Line -Match '^POST /users/(?<id>[^/]+)/.*disable' | ForEach-Object { ($_.Line -split '/')[2] })
        }
    }

    BeforeEach {
        $script:Screen = [AtlassianAdmin.Pester.TestHost]::new()
        $script:Shell = New-Shell $Screen
    }

    AfterEach {
        Close-Shell $Shell
        $script:Server.Dispose()
    }

    It 'sends nothing after the first that fails: <How>' -ForEach @(
        @{ How = 'given to the command'; Script = '"a1", "a2", "a3", "a4" | Disable-AtlassianUser -ErrorAction Stop' }
        @{ How = 'as the preference of the session'; Script = '$ErrorActionPreference = "Stop"; "a1", "a2", "a3", "a4" | Disable-AtlassianUser' }
    ) {
        $told = Invoke-Canned @((@{ Pattern = '/a2/manage/lifecycle' } + $Refused), @{ Pattern = 'lifecycle'; Status = 204 }, $Said) $Script
        $told | Should -Be 'ManagedByScim', 'a2'
        Get-Written | Should -Be 'a1', 'a2'
        $last = Invoke-Shell $Shell '$ErrorActionPreference = "Continue"; Get-AtlassianChange -Last'
        $last.Input | Should -Be 'a1', 'a2', 'a3', 'a4'
        $last.Outcome | Should -Be 'Changed', 'Failed', 'Skipped', 'Skipped'
        (Get-LastWord $Screen.Screen).NotStarted | Should -Be 2
    }

    It 'sends nothing after one who cannot be found, and those before' {
        $search = @{ Pattern = 'users/search'; Body = '{"data":[]}' }
        $told = Invoke-Canned @($search, @{ Pattern = 'lifecycle'; Status = 204 }) '"a1", "nobody@example.com", "a3" | Disable-AtlassianUser -ErrorAction Stop'
        $told | Should -Be 'IdentityNotFound', 'nobody@example.com'
        Get-Written | Should -Be 'a1'
        (Invoke-Shell $Shell 'Get-AtlassianChange -Last').Outcome | Should -Be 'Changed', 'Failed', 'Skipped'
    }

    It 'answers what is on its way, and nothing about it stays open' {
        $people = 1..60 | ForEach-Object { "a$_" }
        $told = Invoke-Canned @((@{ Pattern = '/a20/manage/lifecycle' } + $Refused), @{ Pattern = 'lifecycle'; Status = 204 }, $Said) '$people | Disable-AtlassianUser -ErrorAction Stop' @{ people = $people; Throttle = 4 }
        $told | Should -Be 'ManagedByScim', 'a20'
        $written = Get-Written
        # Four at once: those who overtook it were on their way before it was refused.
        $written.Count | Should -BeLessOrEqual (20 + 3 * 4)
        $last = Invoke-Shell $Shell 'Get-AtlassianChange -Last'
        $last | Should -HaveCount 60
        @($last | Where-Object Outcome -NE 'Skipped' | ForEach-Object AccountId) | Sort-Object | Should -Be ($written | Sort-Object)
        $last.Outcome | Should -Not -Contain 'Unknown'
    }

    It 'says no more than the error where nobody is left' {
        $told = Invoke-Canned @((@{ Pattern = 'lifecycle' } + $Refused), $Said) 'Disable-AtlassianUser a1 -ErrorAction Stop'
        $told | Should -Be 'ManagedByScim', 'a1'
        $Screen.Screen.Lines | Should -Not -Match 'stopped after'
        (Invoke-Shell $Shell 'Get-AtlassianChange -Last').Outcome | Should -Be 'Failed'
    }

    It 'says no more than the error where nobody is left: <Command>' -ForEach @(
        @{ Command = 'New-AtlassianGroup'; Script = 'New-AtlassianGroup dept-sales -Directory ''Sandbox Company'' -ErrorAction Stop'; Code = 'GroupExists' }
        @{ Command = 'New-AtlassianGroup in which directory'; Script = 'New-AtlassianGroup dept-sales -ErrorAction Stop'; Code = 'AmbiguousIdentity' }
        @{ Command = 'New-AtlassianScimGroup'; Script = 'New-AtlassianScimGroup okta-everyone -ErrorAction Stop'; Code = 'GroupExists' }
        @{ Command = 'New-AtlassianScimUser'; Script = 'New-AtlassianScimUser scim.managed@example.com -ErrorAction Stop'; Code = 'ScimUserExists' }
        @{ Command = 'New-AtlassianUserInvitation'; Script = 'New-AtlassianUserInvitation nobody -ErrorAction Stop'; Code = 'InvalidIdentity' }
        @{ Command = 'Remove-AtlassianGroup'; Script = 'Remove-AtlassianGroup no-such-group -Confirm:$false -ErrorAction Stop'; Code = 'GroupNotFound' }
        @{ Command = 'Invoke-AtlassianPlan'; Script = '$plan = New-AtlassianOffboardingPlan mia.active@example.com -Step Disable; Grant-AtlassianUserRole mia.active@example.com atlassian/org-admin; $plan | Invoke-AtlassianPlan -JournalPath $path -Confirm:$false -ErrorAction Stop'; Code = 'PreconditionFailed' }
    ) {
        $script:Server = [System.IO.MemoryStream]::new()
        $told = Invoke-Shell $Shell "Connect-AtlassianOrganization -Sandbox; Connect-AtlassianScimDirectory; try { $Script } catch { (`$_.FullyQualifiedErrorId -split ',')[0] }" @{ path = Join-Path $TestDrive 'stop.jsonl' }
        $told | Should -Be $Code
        $Screen.Screen.Lines | Should -Not -Match 'stopped after'
        (Invoke-Shell $Shell 'Get-AtlassianChange -Last').Outcome | Should -Be 'Failed'
    }

    It 'tells a person whose tokens were revoked in part as half done' {
        $people = 'a1', 'a2'
        $list = @{ Pattern = '^GET .*/api-tokens$'; Body = '[{"id":"t1"},{"id":"t2"}]' }
        $told = Invoke-Canned @($list, (@{ Pattern = '^DELETE .*/a1/.*/t2$' } + $Refused), @{ Pattern = '^DELETE '; Status = 204 }, $Said) '$people | Revoke-AtlassianUserToken -All -Confirm:$false -ErrorAction Stop' @{ people = $people }
        $told | Should -Be 'ManagedByScim', 'a1'
        $last = Invoke-Shell $Shell 'Get-AtlassianChange -Last'
        $last[0, 1].Outcome | Should -Be 'Changed', 'Failed'
        (Get-LastWord $Screen.Screen 'Revoke-AtlassianUserToken').NotStarted | Should -Be 1
    }

    It 'asks about nobody after the first whom nobody can be asked about' {
        $told = Invoke-Canned @(@{ Pattern = '/profile$'; Body = Get-ProfileBody }, @{ Pattern = '/manage$'; Body = '{}' }) '"a1", "a2" | Remove-AtlassianUser -ErrorAction Stop'
        $told | Should -Be 'ConfirmationUnavailable', 'a1'
        (Invoke-Shell $Shell 'Get-AtlassianChange -Last').Outcome | Should -Be 'Failed', 'Skipped'
    }
}

Describe 'What is kept of a command' {
    It 'is the change objects, not the rows that they came from' {
        Connect-AtlassianOrganization -Sandbox
        function Invoke-Forgotten {
            $row = [pscustomobject]@{ Email = 'mia.active@example.com'; Payload = [byte[]]::new(64KB) }
            Disable-AtlassianUser -Identity $row -Confirm:$false
            [System.WeakReference]::new($row.Payload)
        }
        $payload = Invoke-Forgotten
        for ($try = 0; $payload.IsAlive -and $try -lt 5; $try++) {
            [GC]::Collect()
            [GC]::WaitForPendingFinalizers()
        }
        $payload.IsAlive | Should -BeFalse
        (Get-AtlassianChange -Last).Outcome | Should -Be 'Changed'
    }
}
