BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Two runspaces' {
    BeforeEach {
        $script:One = New-Shell
        $script:Two = New-Shell
    }

    AfterEach {
        $One, $Two | Close-Shell
        Disconnect-AtlassianOrganization -All
    }

    It 'do not see each other''s connections' {
        [void](Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox -Seed 1 -Name mine')
        Invoke-Shell $Two 'Get-AtlassianConnection' | Should -BeNullOrEmpty
        Invoke-Shell $Two 'Get-AtlassianOrganization' | Should -BeNullOrEmpty
        $Two.Streams.Error | Get-Code | Should -Be 'NotConnected'
        Invoke-Shell $Two 'Get-AtlassianOrganization -Connection mine' | Should -BeNullOrEmpty
        $Two.Streams.Error[0].Exception.Message | Should -Match "'mine'"

        [void](Invoke-Shell $Two 'Connect-AtlassianOrganization -Sandbox -Seed 2 -Name mine')
        $first = Invoke-Shell $One '(Get-AtlassianOrganization -Connection mine).OrganizationId'
        $second = Invoke-Shell $Two '(Get-AtlassianOrganization -Connection mine).OrganizationId'
        $first | Should -Not -Be $second
        { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'disconnect each their own' {
        [void](Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox')
        [void](Invoke-Shell $Two 'Connect-AtlassianOrganization -Sandbox; Disconnect-AtlassianOrganization -All')
        Invoke-Shell $One '(Get-AtlassianOrganization).Name' | Should -Be 'Sandbox Company'
    }

    It 'remember each their own last changes' {
        Connect-AtlassianOrganization -Sandbox
        Disable-AtlassianUser 'many.tokens@example.com' -Confirm:$false
        [void](Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox; Disable-AtlassianUser mia.active@example.com')
        [void](Invoke-Shell $Two 'Connect-AtlassianOrganization -Sandbox; Disable-AtlassianUser alex.kim@example.com')
        (Invoke-Shell $One 'Get-AtlassianChange -Last').Input | Should -Be 'mia.active@example.com'
        (Invoke-Shell $Two 'Get-AtlassianChange -Last').Input | Should -Be 'alex.kim@example.com'
        (Get-AtlassianChange -Last).Input | Should -Be 'many.tokens@example.com'
    }

    It 'work at the same time on two organizations without mixing them up' {
        $script = {
            Connect-AtlassianOrganization -Sandbox -Seed $Seed
            $people = Get-AtlassianUser | ForEach-Object Email
            $changes = $people | Disable-AtlassianUser -PassThru -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $changed = @($changes | Where-Object Outcome -EQ Changed)
            [pscustomobject]@{
                Count = @($changes).Count
                Wrong = @($changed | Get-AtlassianUser | Where-Object Status -NE deactivated).Count
                Organization = @($changes.AccountId | Where-Object { $_ })
                Left = @(Get-AtlassianUser | Where-Object Status -EQ active).Count + $changed.Count
                Active = $people.Count
            }
        }
        $begun = @(
            Start-Shell $One $script.ToString() @{ Seed = 11 }
            Start-Shell $Two $script.ToString() @{ Seed = 22 }
        )
        $told = @($begun | Wait-Shell)
        $told.Count | Should -Be 2
        $told | ForEach-Object { $_.PSObject.Properties['Count'].Value } | Should -Be 250, 250
        $told.Wrong | Should -Be 0, 0
        Compare-Object $told[0].Organization $told[1].Organization -IncludeEqual -ExcludeDifferent | Should -BeNullOrEmpty
    }

    It 'can share a connection object, and its guard counts for both' {
        $connection = Connect-AtlassianOrganization -Sandbox -MaxChanges 30 -ThrottleLimit 4 -PassThru
        $people = @(Get-AtlassianUser -ClaimStatus managed -Status active | Where-Object ManagementSource -EQ 'invited' | Select-Object -First 80 | ForEach-Object AccountId)
        $script = '$people | Disable-AtlassianUser -Connection $connection -PassThru -ErrorAction SilentlyContinue'
        $begun = @(
            Start-Shell $One $script @{ connection = $connection; people = $people[0..39] }
            Start-Shell $Two $script @{ connection = $connection; people = $people[40..79] }
        )
        $changes = @($begun | Wait-Shell)
        $changes | Should -HaveCount 80
        $connection.PeopleChanged | Should -Be 30
        @($changes | Where-Object ErrorCode -EQ 'ChangeLimitReached') | Should -HaveCount 50
        @($people | Get-AtlassianUser | Where-Object Status -EQ 'deactivated').Count | Should -BeLessOrEqual 30
        # The connection belongs to the runspace that opened it: it is not current in the others.
        Invoke-Shell $One 'Get-AtlassianOrganization' | Should -BeNullOrEmpty
        $One.Streams.Error | Get-Code | Should -Be 'NotConnected'
    }

    It 'leave a connection open that was only lent to them' {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru
        [void](Invoke-Shell $One '$connection | ForEach-Object { Get-AtlassianOrganization -Connection $_ }; Disconnect-AtlassianOrganization -All' @{ connection = $connection })
        Close-Shell $One
        $connection.IsClosed | Should -BeFalse
        (Get-AtlassianOrganization).Name | Should -Be 'Sandbox Company'
    }
}

Describe 'The end of a runspace' {
    BeforeEach {
        $script:One = New-Shell
        $script:Journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
    }

    AfterEach {
        $One | Close-Shell
        Disconnect-AtlassianOrganization -All
        Disconnect-AtlassianSite -All
    }

    It 'closes what it opened itself, and lets go of its journal' {
        $opened = @(Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox -Name a -JournalPath $Journal -PassThru; Connect-AtlassianOrganization -Sandbox -Name b -PassThru; Connect-AtlassianSite -Sandbox -PassThru' @{ Journal = $Journal })
        $opened.IsClosed | Should -Be $false, $false, $false
        Close-Shell $One
        $opened.IsClosed | Should -Be $true, $true, $true
        { Get-AtlassianUser -Connection $opened[0] } | Should -Throw -ErrorId 'NotConnected,*'
        { Connect-AtlassianOrganization -Sandbox -JournalPath $Journal } | Should -Not -Throw
    }

    It 'waits for a command of another session that uses it' {
        $connection = Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox -PassThru'
        $seen = 0
        Get-AtlassianUser -Connection $connection | ForEach-Object {
            if ($seen++ -eq 0) {
                Close-Shell $One
            }
        }
        $seen | Should -Be 250
        { Get-AtlassianUser -Connection $connection } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'is not needed: Remove-Module disconnects' {
        $opened = @(Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox -JournalPath $Journal -PassThru; Connect-AtlassianSite -Sandbox -PassThru; Remove-Module AtlassianAdmin' @{ Journal = $Journal })
        $opened.IsClosed | Should -Be $true, $true
        { Connect-AtlassianOrganization -Sandbox -JournalPath $Journal } | Should -Not -Throw

        [void](Invoke-Shell $One 'Import-Module $Path; Get-AtlassianOrganization' @{ Path = Get-ModulePath })
        $One.Streams.Error | Get-Code | Should -Be 'NotConnected'
        Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox; (Get-AtlassianOrganization).Name' | Should -Be 'Sandbox Company'
    }
}

Describe 'The variable of a session' {
    BeforeEach {
        $script:One = New-Shell
        $script:Connection = Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox -Name mine -PassThru'
    }

    AfterEach {
        $One | Close-Shell
    }

    It 'is not lost by mistake: <_>' -ForEach @(
        'Remove-Variable * -ErrorAction SilentlyContinue'
        'Remove-Variable AtlassianAdminSession -ErrorAction SilentlyContinue'
        'Clear-Variable AtlassianAdminSession -Scope Global -ErrorAction SilentlyContinue'
        'try { $global:AtlassianAdminSession = 5 } catch { }'
        '$AtlassianAdminSession = 5'
        '$mark = $AtlassianAdminSession; Set-Variable AtlassianAdminSession $mark -Scope Global -Force'
    ) {
        [void](Invoke-Shell $One $_)
        Invoke-Shell $One '(Get-AtlassianConnection -Current).Name' | Should -Be 'mine'
    }

    It 'leaves nothing connected where it was removed or overwritten: <_>' -ForEach @(
        'Remove-Variable AtlassianAdminSession -Scope Global -Force'
        'Set-Variable AtlassianAdminSession 5 -Scope Global -Force'
        'Set-Variable AtlassianAdminSession $null -Scope Global -Force'
        'Set-Variable AtlassianAdminSession $Connection -Scope Global -Force'
        'Set-Variable AtlassianAdminSession $Other -Scope Global -Force'
        '$mark = $AtlassianAdminSession; Remove-Variable AtlassianAdminSession -Scope Global -Force; Get-AtlassianConnection; Set-Variable AtlassianAdminSession $mark -Scope Global -Force'
        '[runspace]::DefaultRunspace.ResetRunspaceState()'
    ) {
        $two = New-Shell
        try {
            $other = Invoke-Shell $two 'Connect-AtlassianOrganization -Sandbox -Name other; $AtlassianAdminSession'
            if ($_ -match 'ResetRunspaceState') {
                $One.Runspace.ResetRunspaceState()
            }
            else {
                [void](Invoke-Shell $One $_ @{ Connection = $Connection; Other = $other })
            }

            foreach ($command in 'Get-AtlassianOrganization', 'Disable-AtlassianUser mia.active@example.com -Confirm:$false') {
                Invoke-Shell $One $command | Should -BeNullOrEmpty
                $One.Streams.Error | Get-Code | Should -Be 'NotConnected'
            }
            $Connection.IsClosed | Should -BeTrue
            (Invoke-Shell $two 'Get-AtlassianUser mia.active@example.com').Status | Should -Be 'active'
        }
        finally {
            Close-Shell $two
        }
    }

    It 'that cannot be written is told by Connect: <_>' -ForEach 'ReadOnly', 'Constant' {
        [void](Invoke-Shell $One 'Remove-Variable AtlassianAdminSession -Scope Global -Force; New-Variable AtlassianAdminSession 5 -Scope Global -Option $Option' @{ Option = $_ })
        Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox -PassThru' | Should -BeNullOrEmpty
        $One.Streams.Error | Get-Code | Should -Be 'NotConnected'
        $One.Streams.Error[0].ErrorDetails.RecommendedAction | Should -Match 'Remove-Variable AtlassianAdminSession -Scope Global -Force'
        [void](Invoke-Shell $One 'Connect-AtlassianSite -Sandbox')
        $One.Streams.Error | Get-Code | Should -Be 'NotConnected'
        if ($_ -eq 'ReadOnly') {
            Invoke-Shell $One 'Remove-Variable AtlassianAdminSession -Scope Global -Force; Connect-AtlassianOrganization -Sandbox; (Get-AtlassianOrganization).Name' | Should -Be 'Sandbox Company'
        }
    }

    It 'works under a constrained language, and there too nobody gets another organization' {
        $One.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
        Invoke-Shell $One '(Get-AtlassianOrganization).Name' | Should -Be 'Sandbox Company'
        Invoke-Shell $One 'Connect-AtlassianOrganization -Sandbox -Seed 2; (Get-AtlassianConnection -Current).Name' | Should -Be 'Sandbox Company'
        [void](Invoke-Shell $One 'Set-Variable AtlassianAdminSession @{} -Scope Global -Force; Get-AtlassianOrganization')
        $One.Streams.Error | Get-Code | Should -Be 'NotConnected'
    }

    It 'is the same in functions, scripts and modules' {
        $told = Invoke-Shell $One @'
            function Get-Here { (Get-AtlassianConnection -Current).Name }
            Get-Here
            & { Set-StrictMode -Version 3; Get-Here }
            New-Module { function Get-There { (Get-AtlassianConnection -Current).Name } } | Import-Module
            Get-There
            New-Module { Connect-AtlassianOrganization -Sandbox -Name 'of a module' } | Out-Null
            Get-Here
'@
        $told | Should -Be 'mine', 'mine', 'mine', 'of a module'
    }
}

Describe 'A connection that is closed while a command uses it' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
        Disconnect-AtlassianSite -All
    }

    It 'reads on to the end: <How>' -ForEach @(
        @{ How = 'disconnected'; Close = { Disconnect-AtlassianOrganization } }
        @{ How = 'disconnected with all'; Close = { Disconnect-AtlassianOrganization -All } }
        @{ How = 'connected anew'; Close = { Connect-AtlassianOrganization -Sandbox } }
        @{ How = 'connected anew with another key'; Close = { Connect-AtlassianOrganization -Sandbox -Seed 2 -Name 'Sandbox Company' } }
        @{ How = 'connected anew, in vain'; Close = { try { Connect-AtlassianOrganization x -ApiKey $null } catch { Write-Debug "$_" } } }
        @{ How = 'disposed'; Close = { $connection.Dispose() } }
    ) {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru
        $seen = 0
        $people = Get-AtlassianUser -Connection $connection -ErrorVariable errors | ForEach-Object {
            if ($seen++ -eq 0) {
                & $Close
            }
            $_
        }
        $errors | Should -BeNullOrEmpty
        @($people) | Should -HaveCount 250
        if ($How -notmatch 'in vain') {
            $connection.IsClosed | Should -BeTrue
            { Get-AtlassianOrganization -Connection $connection } | Should -Throw -ErrorId 'NotConnected,*'
        }
    }

    It 'changes everybody who was asked for, and counts them: <How>' -ForEach @(
        @{ How = 'disconnected'; Close = { Disconnect-AtlassianOrganization } }
        @{ How = 'connected anew'; Close = { Connect-AtlassianOrganization -Sandbox } }
        @{ How = 'connected anew with the same journal'; Close = { try { Connect-AtlassianOrganization -Sandbox -JournalPath $journal } catch { $script:failure = $_ } } }
    ) {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $with = if ($How -match 'journal') { @{ JournalPath = $journal } } else { @{} }
        $script:failure = $null
        $connection = Connect-AtlassianOrganization -Sandbox -ThrottleLimit 2 -PassThru @with
        $people = @(Get-AtlassianUser -ClaimStatus managed -Status active | Where-Object { $_.ManagementSource -eq 'invited' -and $_.Email -notmatch '^(admin|unverified)@' } | Select-Object -First 60)
        $seen = 0
        $changes = $people.AccountId | ForEach-Object {
            if ($seen++ -eq 20) {
                & $Close
            }
            $_
        } | Disable-AtlassianUser -PassThru -Confirm:$false -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $changes | Should -HaveCount 60
        $changes.Outcome | Select-Object -Unique | Should -Be 'Changed'
        $connection.PeopleChanged | Should -Be 60
        $connection.IsClosed | Should -BeTrue
        if ($How -match 'journal') {
            # The one before still wrote it: told, and none is current.
            $script:failure | Get-Code | Should -Be 'JournalInUse'
            { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
        }
    }

    It 'keeps the SCIM directory of the command: <How>' -ForEach @(
        @{ How = 'disconnected'; Close = { Disconnect-AtlassianScimDirectory } }
        @{ How = 'connected anew'; Close = { Connect-AtlassianScimDirectory } }
        @{ How = 'connected anew and again'; Close = { Connect-AtlassianScimDirectory; Connect-AtlassianScimDirectory } }
        @{ How = 'disconnected with its organization'; Close = { Disconnect-AtlassianOrganization } }
    ) {
        Connect-AtlassianOrganization -Sandbox -ThrottleLimit 2
        Connect-AtlassianScimDirectory
        $records = @(Get-AtlassianScimUser | Where-Object Active | Select-Object -First 8)
        $records.Count | Should -BeGreaterThan 3
        $changes = $records | ForEach-Object { & $Close; $_ } | Disable-AtlassianScimUser -PassThru -Confirm:$false -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $changes.Outcome | Select-Object -Unique | Should -Be 'Changed'
        $changes | Should -HaveCount $records.Count
    }

    It 'keeps the site of the command: <How>' -ForEach @(
        @{ How = 'disconnected'; Close = { Disconnect-AtlassianSite } }
        @{ How = 'connected anew'; Close = { Connect-AtlassianSite -Sandbox } }
        @{ How = 'another site connected'; Close = { Connect-AtlassianSite partners.example.com -Sandbox } }
    ) {
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianSite -Sandbox
        $people = (Get-AtlassianUser 'mia.active@example.com', 'alex.kim@example.com', 'saml.profile@example.com').AccountId
        $changes = $people | ForEach-Object { & $Close; $_ } | Add-AtlassianSiteGroupMember -Group 'nobody-yet' -PassThru -Confirm:$false -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $changes.Outcome | Select-Object -Unique | Should -Be 'Changed'
        $changes.Organization | Select-Object -Unique | Should -Be 'sandbox.example.com [sandbox]'
    }
}

Describe 'NotConnected' {
    It 'names $using in a thread job' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        Connect-AtlassianOrganization -Sandbox
        try {
            $advice = Start-ThreadJob -ArgumentList (Get-ModulePath) {
                Import-Module $args[0]
                try { Get-AtlassianOrganization } catch { $_.ErrorDetails.RecommendedAction }
            } | Receive-Job -Wait -AutoRemoveJob
            $advice | Should -Match '-Connection \$using:c'
        }
        finally {
            Disconnect-AtlassianOrganization -All
        }
    }

    It 'says in a job that it is a process of its own' {
        Connect-AtlassianOrganization -Sandbox
        try {
            $told = Start-Job -ArgumentList (Get-ModulePath) {
                Import-Module $args[0]
                try { Get-AtlassianOrganization } catch { $_.ErrorDetails.RecommendedAction }
                try { Get-AtlassianSiteUser } catch { $_.ErrorDetails.RecommendedAction }
            } | Receive-Job -Wait -AutoRemoveJob
            $told[0] | Should -Match 'Connect-AtlassianOrganization inside the job'
            $told[1] | Should -Match 'Connect-AtlassianSite inside the job'
        }
        finally {
            Disconnect-AtlassianOrganization -All
        }
    }

    It 'names the open connections of the same session' {
        Connect-AtlassianOrganization -Sandbox -Name 'kept'
        try {
            { Connect-AtlassianOrganization 'x' -ApiKey $null } | Should -Throw
            { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
            $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Select-AtlassianConnection'
        }
        finally {
            Disconnect-AtlassianOrganization -All
        }
    }

    It 'says how to connect where nothing is connected anywhere' {
        { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match '^Run Connect-AtlassianOrganization'
    }
}

Describe 'ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeAll {
        $script:ModulePath = Get-ModulePath
    }

    It 'ends the connection of an item with the item, although the runspace is used again' {
        $path = $ModulePath
        $told = 1..4 | ForEach-Object -ThrottleLimit 1 -Parallel {
            Import-Module $using:path
            $before = try { (Get-AtlassianOrganization).OrganizationId } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
            $named = try { (Get-AtlassianOrganization -Connection 'mine').OrganizationId } catch { 'unknown' }
            $site = try { (Get-AtlassianSiteUser -Myself).Email } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
            if ($_ -eq 1) {
                Connect-AtlassianOrganization -Sandbox -Name 'mine'
                Connect-AtlassianSite -Sandbox
            }
            "$before $named $site $(@(Get-AtlassianConnection).Count)"
        }
        $told[0] | Should -Be 'NotConnected unknown SiteNotConnected 1'
        $told[1..3] | Should -Be (@('NotConnected unknown SiteNotConnected 0') * 3)
    }

    It 'says how to pass the connection of the caller' {
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianSite -Sandbox
        $path = $ModulePath
        $advice = 1 | ForEach-Object -Parallel {
            Import-Module $using:path
            try { Get-AtlassianOrganization } catch { $_.ErrorDetails.RecommendedAction }
            try { Get-AtlassianSiteUser } catch { $_.ErrorDetails.RecommendedAction }
        }
        $advice[0] | Should -Match '-Connection \$using:c.*-PassThru'
        $advice[1] | Should -Match '-Site \$using:c.*-PassThru'
        Disconnect-AtlassianSite -All
    }

    It 'can make no connection of the caller its own' {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru
        $path = $ModulePath
        $told = 1 | ForEach-Object -Parallel {
            Import-Module $using:path
            try { Select-AtlassianConnection $using:connection } catch { $_.ErrorDetails.RecommendedAction }
            Disconnect-AtlassianOrganization
        }
        $told | Should -Match 'name it with -Connection'
        $connection.IsClosed | Should -BeFalse
    }

    AfterAll {
        Disconnect-AtlassianOrganization -All
    }

    It 'works with the connection of the caller' {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru
        $people = 'mia.active@example.com', 'alex.kim@example.com', 'alex.kim@example.org', 'many.tokens@example.com', 'saml.profile@example.com'
        $path = $ModulePath
        $changes = $people | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:path
            Disable-AtlassianUser $_ -Connection $using:connection -PassThru
        }
        $changes.Outcome | Select-Object -Unique | Should -Be 'Changed'
        $changes.Input | Sort-Object | Should -Be ($people | Sort-Object)
        ($people | Get-AtlassianUser).Status | Select-Object -Unique | Should -Be 'deactivated'
        $connection.PeopleChanged | Should -Be 5
    }

    It 'does not know a connection by its name: that is the session''s' {
        Connect-AtlassianOrganization -Sandbox -Name 'mine'
        $path = $ModulePath
        $failures = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:path
            try {
                Get-AtlassianOrganization -Connection 'mine'
            }
            catch {
                $_.Exception.Message
            }
        }
        $failures -match "'mine'" | Should -HaveCount 3
    }

    It 'keeps the names of each runspace apart: each may have its own "mine"' {
        $path = $ModulePath
        $organizations = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:path
            Connect-AtlassianOrganization -Sandbox -Seed $_ -Name 'mine'
            (Get-AtlassianOrganization -Connection 'mine').OrganizationId
        }
        $organizations | Sort-Object -Unique | Should -HaveCount 4
    }

    It 'works in a thread job too' {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru
        $job = Start-ThreadJob -ArgumentList $ModulePath, $connection {
            Import-Module $args[0]
            Get-AtlassianUser 'mia.active@example.com' -Connection $args[1]
        }
        try {
            ($job | Receive-Job -Wait).Email | Should -Be 'mia.active@example.com'
        }
        finally {
            $job | Remove-Job -Force
        }
    }
}
