# Undo takes just what is piped, leaves what somebody has changed since, and finishes what was cut short.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    function Connect-Fresh {
        Disconnect-AtlassianOrganization -All
        Get-ChildItem -Filter 'undo.jsonl*' | Remove-Item
        Connect-AtlassianOrganization -Sandbox -JournalPath 'undo.jsonl'
    }
    function Undo-All { Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false -PassThru -WarningAction SilentlyContinue -ErrorAction SilentlyContinue }
    $script:Mia = 'mia.active@example.com'
    $script:Saml = 'saml.profile@example.com'
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Pop-Location
}

Describe 'Undo-AtlassianChange takes just what is piped' {
    BeforeEach { Connect-Fresh }

    It 'of the last command, and no earlier change of the same person' {
        Suspend-AtlassianUser $Mia -Confirm:$false
        Disable-AtlassianUser $Mia
        $undone = @(Get-AtlassianChange -Last | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false -PassThru -WarningAction SilentlyContinue)
        $undone.Action | Should -Be 'Enable'
        "$((Get-AtlassianUser $Mia).AccountStatus) $((Get-AtlassianUser $Mia).MembershipStatus)" | Should -Be 'active suspended'
    }

    It 'of -PassThru' {
        $changes = @($Mia, $Saml | Disable-AtlassianUser -PassThru)
        $changes[1] | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false
        Get-Status $Mia | Should -Be 'deactivated'
        Get-Status $Saml | Should -Be 'active'
    }

    It 'of a journal' {
        Disable-AtlassianUser $Saml
        Disable-AtlassianUser $Mia
        Get-AtlassianChange -JournalPath 'undo.jsonl' | Where-Object Number -EQ 1 | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false
        Get-Status $Saml | Should -Be 'active'
        Get-Status $Mia | Should -Be 'deactivated'
    }

    It 'and refuses a change that the journal does not hold' {
        Disable-AtlassianUser $Saml
        Connect-AtlassianOrganization -Sandbox -Name 'other' -JournalPath 'undo.jsonl.other'
        $other = Disable-AtlassianUser $Mia -PassThru
        Disconnect-AtlassianOrganization -Connection 'Sandbox Company'
        $null = $other | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'CannotBeUndone'
    }

    It 'and does nothing for what was not changed' {
        Disable-AtlassianUser $Mia
        Disable-AtlassianUser $Mia -Verify
        $undone = @(Get-AtlassianChange -Last | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false -PassThru)
        $undone | Should -BeNullOrEmpty
        Get-Status $Mia | Should -Be 'deactivated'
    }
}

Describe 'Undo-AtlassianChange leaves what somebody has changed since' {
    BeforeEach { Connect-Fresh }

    It '<Name>' -ForEach @(
        @{
            Name = 'a deletion scheduled after disabling'
            Do = { Disable-AtlassianUser $Mia -Verify }
            Since = { Remove-AtlassianUser $Mia -Confirm:$false -Connection 'hand' }
            Look = { (Get-AtlassianUser $Mia).Status }; Stays = 'for_deletion'
        }
        @{
            Name = 'somebody restored by hand after a deletion of a disabled account'
            Do = { Remove-AtlassianUser 'already.disabled@example.com' -Confirm:$false }
            Since = { Restore-AtlassianUser 'already.disabled@example.com' -Connection 'hand' }
            Look = { (Get-AtlassianUser 'already.disabled@example.com').AccountStatus }; Stays = 'active'
        }
    ) {
        # Another connection to the same organization: its changes are in no journal.
        $sandbox = Start-AtlassianSandbox -UserCount 40
        try {
            Disconnect-AtlassianOrganization -All
            Get-ChildItem -Filter 'undo.jsonl*' | Remove-Item
            $there = @{ OrganizationId = $sandbox.OrganizationId; ApiKey = $sandbox.ApiKey; BaseUri = $sandbox.Uri }
            Connect-AtlassianOrganization @there -Name 'hand'
            Connect-AtlassianOrganization @there -Name 'journal' -JournalPath 'undo.jsonl'
            & $Do
            & $Since
            $undone = @(Undo-All)
            $undone.ErrorCode | Should -Be 'CannotBeUndone'
            & $Look | Should -Be $Stays
        }
        finally {
            Disconnect-AtlassianOrganization -All
            $sandbox | Stop-AtlassianSandbox
        }
    }

    It 'a later change of the same thing that is not undone itself' {
        Disable-AtlassianUser $Mia
        Enable-AtlassianUser $Mia
        Disable-AtlassianUser $Mia
        $first = @(Get-AtlassianChange -JournalPath 'undo.jsonl')[0]
        $undone = $first | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false -PassThru -WarningAction SilentlyContinue
        $undone.ErrorCode | Should -Be 'CannotBeUndone'
        $undone.ErrorMessage | Should -Match 'number 3'
        Get-Status $Mia | Should -Be 'deactivated'
    }

    It 'a membership and a role in the same way' {
        $group = New-AtlassianGroup -Name 'Undo group' -Directory @(Get-AtlassianDirectory)[0]
        Add-AtlassianGroupMember -Group $group -Identity $Mia
        Remove-AtlassianGroupMember -Group $group -Identity $Mia -Confirm:$false
        Add-AtlassianGroupMember -Group $group -Identity $Mia
        $added = @(Get-AtlassianChange -JournalPath 'undo.jsonl' | Where-Object Target -EQ 'Undo group' | Where-Object Number -GT 1)[0]
        $undone = $added | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false -PassThru -WarningAction SilentlyContinue
        $undone.ErrorCode | Should -Be 'CannotBeUndone'
        @(Get-AtlassianGroupMember $group).Email | Should -Contain $Mia
    }

    It 'and takes two roles of one person for two things' {
        Grant-AtlassianUserRole $Mia -Role atlassian/user -Resource sandbox.example.com/jira-servicedesk
        Grant-AtlassianUserRole $Mia -Role atlassian/admin -Resource sandbox.example.com/confluence
        $first = @(Get-AtlassianChange -JournalPath 'undo.jsonl')[0]
        $undone = $first | Undo-AtlassianChange -JournalPath 'undo.jsonl' -Confirm:$false -PassThru -WarningAction SilentlyContinue
        "$($undone.Action) $($undone.Outcome) $($undone.Target)" | Should -Be 'RevokeRole Changed atlassian/user on sandbox.example.com/jira-servicedesk'
    }

    It 'and undoes all when all is meant, the last one first' {
        Disable-AtlassianUser $Mia
        Enable-AtlassianUser $Mia
        Disable-AtlassianUser $Mia
        (Undo-All).Outcome | Should -Not -Contain 'Failed'
        Get-Status $Mia | Should -Be 'active'
        (Undo-All).Outcome | Select-Object -Unique | Should -Be 'AlreadyInState'
    }
}
