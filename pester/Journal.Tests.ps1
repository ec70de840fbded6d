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
        (Get-AtlassianChange -JournalPath 'read.jsonl' | Format-Table | Out-String) | Should -Match 'No\s+Started\s+Outcome\s+Action\s+Person'
        (Get-AtlassianChange -JournalPath 'read.jsonl' | Format-List | Out-String) | Should -Match 'Operator\s+:'
    }
}
