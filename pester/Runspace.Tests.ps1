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

Describe 'ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeAll {
        $script:ModulePath = Get-ModulePath
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
